"""What a version says, who wrote it last, and what differs between two of them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.html import strip_tags
from wagtail.models import Page, Revision

from agencies.differences import html_of
from agencies.models import LegalityCheck, PortalFile, PortalImage, PortalPage
from agencies.wall.references import references_of
from core.models import User

# What Wagtail keeps about a page beside its content: a version that differs only here says the same.
NOT_CONTENT = {
    "pk",
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "latest_revision",
    "live_revision",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "alias_of",
    "translation_key",
    "locale",
    "content_type",
    "agency",
    "page_ptr",
    "comments",
    "wagtail_admin_comments",
}


def content_of(revision: Revision) -> dict[str, Any]:
    """The content of a version without what Wagtail keeps about it."""
    return {name: plain(value) for name, value in revision.content.items() if name not in NOT_CONTENT}


def plain(value: Any) -> Any:
    """Child rows without their ids: a row is the same whether it was saved to its table or not."""
    if isinstance(value, list):
        return [
            {k: v for k, v in row.items() if k not in ("pk", "page")} if isinstance(row, dict) else row for row in value
        ]
    return value


def digest_of(revision: Revision) -> str:
    """A fingerprint of what a version says and shows (SHA-256): the same for versions that say the same.

    Its pictures and files are in it with what is in them: another picture under the same number is another version.
    """
    text = json.dumps([content_of(revision), shown_in(revision)], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def shown_in(revision: Revision) -> list[Any]:
    """The pictures and files of a version as they are now: hash of the file, and the words readers get with it."""
    found = references_of(revision.as_object())
    rows: list[Any] = []
    for model, words in ((PortalImage, ("title", "alt_text", "credit")), (PortalFile, ("title",))):
        ids = found.get(ContentType.objects.get_for_model(model).pk, set())
        for thing in model.objects.filter(pk__in=ids).order_by("pk"):
            hashed = thing.file_hash or thing.file.name
            rows.append([model.__name__, thing.pk, hashed, *(getattr(thing, word) for word in words)])
    return rows


def last_editor(page: Page) -> User | None:
    """Who wrote what the newest version says: the author of the first of its equal versions in a row.

    Opening a page, an autosave without a change, or saving it again does not make anybody its editor (issue 3).
    """
    author: User | None = None
    newest: dict[str, Any] | None = None
    for revision in page.revisions.select_related("user").order_by("-created_at", "-pk").iterator(chunk_size=10):
        content = content_of(revision)
        if newest is None:
            newest = content
        elif content != newest:
            break
        author = revision.user
    return author if newest is not None else page.owner


def legality_check_of(revision: Revision) -> LegalityCheck | None:
    """The points ticked off for this version, or for an earlier one that says the same."""
    return LegalityCheck.objects.filter(page_id=int(revision.object_id), digest=digest_of(revision)).first()


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: its name as the editor reads it, and the difference as HTML with <ins> and <del>."""

    label: str
    html: str

    @property
    def text(self) -> str:
        """For plain mail: what went in [-…-], what came in {+…+}."""
        marked = re.sub(r'<span class="deletion">(.*?)</span>', r"[-\1-]", self.html, flags=re.DOTALL)
        marked = re.sub(r'<span class="addition">(.*?)</span>', r"{+\1+}", marked, flags=re.DOTALL)
        return re.sub(r"\s+", " ", strip_tags(marked)).strip()


def changes_to(page: PortalPage) -> list[Change]:
    """What the newest version changes compared with what readers see; everything for a page that was never public."""
    latest = page.get_latest_revision_as_object()
    before = type(page).objects.get(pk=page.pk) if page.live else type(page)(locale=page.locale)
    comparison = type(page).get_edit_handler().get_bound_panel(instance=latest, request=None, form=None)
    found = []
    for make in comparison.get_comparison():
        compared = make(before, latest)
        if compared.has_changed():
            found.append(Change(str(compared.field_label()), html_of(compared)))
    return found
