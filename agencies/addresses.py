"""Addresses that depend on settings and language alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

# Pages that every footer leads to (made with the portal: agencies/apps.py), by language. Their addresses are fixed.
DUTY_SLUGS = {
    "privacy": {"vi": "chinh-sach-quyen-rieng-tu", "en": "privacy"},
    "accessibility": {"vi": "kha-nang-tiep-can", "en": "accessibility"},
    "channels": {"vi": "kenh-chinh-thuc", "en": "official-channels"},
}


def on_main_host(path: str) -> str:
    """The address of a path on the main host."""
    usual = {"http": 80, "https": 443}[settings.PUBLIC_SCHEME]
    port = "" if usual == settings.PUBLIC_PORT else f":{settings.PUBLIC_PORT}"
    return f"{settings.PUBLIC_SCHEME}://{settings.MAIN_HOST}{port}{path}"


def home_path() -> str:
    """The home page of the language of the request."""
    return "/" if get_language() == settings.LANGUAGE_CODE else f"/{get_language()}/"


def duty_path(name: str) -> str:
    """The path of such a page in the language of the request."""
    slugs = DUTY_SLUGS[name]
    return f"{home_path()}{slugs.get(get_language() or settings.LANGUAGE_CODE, slugs['vi'])}/"


def main_portal_name() -> str:
    """What the main portal is called; the province is a setting."""
    if get_language() == "en":
        return f"{settings.PROVINCE_NAME_EN} provincial portal"
    return f"Cổng Thông tin điện tử tỉnh {settings.PROVINCE_NAME}"


def language_links(translations: dict[str, str], untranslated: int | None = None) -> list[dict[str, Any]]:
    """The way to the other language: the same page where it is translated, else an honest word about it.

    `untranslated` is the id of a page that may have no translation; without it the way leads to the home page.
    """
    links = []
    for code, title in (("vi", "Tiếng Việt"), ("en", "English")):
        home = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        current = code == get_language()
        if untranslated and not current and code != settings.LANGUAGE_CODE:
            home = f"{home}khong-co-ban-dich/?p={untranslated}"
        links.append({"code": code, "title": title, "url": translations.get(code, home), "current": current})
    return links
