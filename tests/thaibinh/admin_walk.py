"""A walk through every screen that an agency's staff may open, in Vietnamese: what was asked for, what was shown."""

import copy
import re
from collections import defaultdict
from html.parser import HTMLParser
from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import trans_real
from wagtail.models import Page

from tests.agencies import test_wall_matrix as matrix
from tests.agencies import wall_world
from tests.agencies.test_wall_attacks import form_of
from tests.conftest import Reader

# English words that no Vietnamese sentence has, even without its marks.
ENGLISH = re.compile(
    r"\b(?:the|of|your|you|this|that|these|pages?|please|select|choose|with|without|and|are|is|was|been|not|have|has|"
    r"from|by|or|any|all|new|add|edit|delete|save|search|view|user|users|must|cannot|can't|will|should|field|required|"
    r"enter|upload|published?|draft|hide|show|toggle|close|open|actions?|title|status|none|yes|more|less|than|when|no)\b",
    re.IGNORECASE,
)
SHOWN_ATTRIBUTES = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
VOID = {"input", "img", "link", "meta", "br", "hr"}
# Addresses of the web and of mail, and names of files: not words.
NAMES = re.compile(r"https?://\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)+")
UNSEEN = {
    "None": "in the counter of a side panel, hidden until a script has counted",
    "Search": "the hidden button of a search field that searches by itself; written into Wagtail's templates",
}
SEPARATOR = "\x04"  # stands between context and msgid in a compiled catalogue


class Ear:
    """Hears every look-up of a text while the language is Vietnamese, and keeps those that found none."""

    def __init__(self, monkeypatch):
        self.unsaid = defaultdict(set)
        self.where = ""
        self.asked = 0
        plain, counted = trans_real.DjangoTranslation.gettext, trans_real.DjangoTranslation.ngettext
        nothing = object()

        def gettext(translation, message):
            self._heard(translation, message, translation._catalog.get(message, nothing) is nothing)
            return plain(translation, message)

        def ngettext(translation, singular, plural, number):
            try:
                translation._catalog.plural(singular, number)
                self._heard(translation, singular, False)
            except KeyError:
                self._heard(translation, singular, True)
            return counted(translation, singular, plural, number)

        monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", gettext)
        monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", ngettext)

    def _heard(self, translation, message, nothing_found):
        if translation.language() == "vi" and self.where:
            self.asked += 1
            if nothing_found and re.search("[A-Za-z]", message):
                self.unsaid[message.replace(SEPARATOR, " | ")].add(self.where)


class Walk:
    """Opens the screens; `ear.unsaid` and `english` hold what is wrong, `opened` the screens."""

    def __init__(self, monkeypatch):
        self.ear = Ear(monkeypatch)
        self.english = defaultdict(set)
        self.opened = set()

    def ask(self, client, role, name, url, form=None):
        """One screen, and what happens there stays there: every change is rolled back."""
        cookies = copy.deepcopy(client.cookies)  # a sign-out takes them
        self.ear.where = f"{role}, {'POST' if form is not None else 'GET'} {name}"
        try:
            with transaction.atomic():
                answer = client.get(url) if form is None else client.post(url, form)
                transaction.set_rollback(True)
        finally:
            client.cookies = cookies
            where, self.ear.where = self.ear.where, ""
        if answer.status_code in (200, 403, 404, 410):  # 400 answers a script
            for words in english_words(answer):
                self.english[words].add(where)
        if answer.status_code == 200:
            self.opened.add(name)
        return answer

    def see(self, client, role, name, url):
        """A screen as it comes; the first time also what it says when an empty and a senseless form are sent."""
        known = name in self.opened
        if self.ask(client, role, name, url).status_code == 200 and not known:
            self.ask(client, role, name, url, {})
            self.ask(client, role, name, url, SENSELESS)


SENSELESS = {
    **matrix.POSTED,
    "title": "x" * 300,
    "slug": "Không phải địa chỉ",
    "email": "không phải địa chỉ",
    "url": "không phải địa chỉ",
    "phone_number": "x",
    "valid_from": "32/13/2026",
    "valid_to": "x",
    "file": "x",
    "code": "1",
    "password": "x",
    "login": "x",
    "id": "0",
    "new_parent_page": "0",
    "collection": "0",
}


def admin_screens(role, things):
    """(name, address) of everything in the wall's tables that might open for a role."""
    for name, roles in matrix.LISTS.items():
        if role in roles or roles is matrix.NOBODY:
            yield name, reverse(name)
    for name, of in matrix.NAMED.items():
        yield name, reverse(name, args=of(things))
    for name, query in matrix.ASKED:
        yield name, f"{reverse(name)}?{query(things)}"
    for name, query in matrix.SEARCHED:
        yield name, f"{reverse(name)}?{query}"
    for model, thing in (("portalimage", things.image), ("portalfile", things.file)):
        yield "bulk", f"{reverse('wagtail_bulk_action', args=['agencies', model, 'delete'])}?id={thing.pk}"


def page_screens(things):
    """The editor of every page type: one of each that the portal has, and a new one wherever one may be made."""
    seen = set()
    for page in Page.objects.descendant_of(things.portal.container).specific():
        if type(page) not in seen:
            seen.add(type(page))
            yield f"edit {page._meta.label}", reverse("wagtailadmin_pages:edit", args=[page.pk])
            yield f"history {page._meta.label}", reverse("wagtailadmin_pages:history", args=[page.pk])
        for model in type(page).creatable_subpage_models():
            if ("new", model) not in seen:
                seen.add(("new", model))
                names = [model._meta.app_label, model._meta.model_name, page.pk]
                yield f"new {model._meta.label}", reverse("wagtailadmin_pages:add", args=names)


def account_screens():
    """Every address of sign-in, password and second factor that needs no argument, and a dead password link."""
    for name in sorted(name for name in get_resolver().reverse_dict if isinstance(name, str)):
        if name.startswith(("account_", "mfa_")):
            try:
                yield name, reverse(name)
            except NoReverseMatch:
                continue
    yield "account_reset_password_from_key", "/tai-khoan/password/reset/key/1-dead-link/"
    yield "invitation", "/tai-khoan/loi-moi/khong-co/"


def signed_in_just_now(user):
    client = Reader(raise_request_exception=False)
    client.force_login(user)
    request = SimpleNamespace(session=client.session)
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return client


def walk(monkeypatch):
    """All roles of one agency through all of their screens; the caller rolls the database back."""
    world = wall_world.build()
    walked = Walk(monkeypatch)
    for role in ("approver", "officer", "contributor", "editor"):
        client = signed_in_just_now(world.a.people[role])
        for name, url in admin_screens(role, world.a):
            walked.see(client, role, name, url)
    client = signed_in_just_now(world.a.people["approver"])
    for name, url in (*page_screens(world.a), *account_screens()):
        walked.see(client, "approver", name, url)
    wrong = form_of(world.a.page, title="", slug="Không phải", go_live_at="x", expire_at="2001-01-01 10:00")
    walked.ask(client, "approver", "edit, wrong", reverse("wagtailadmin_pages:edit", args=[world.a.page.pk]), wrong)
    walked.see(signed_in_just_now(world.nobody), "no role", "wagtailadmin_home", reverse("wagtailadmin_home"))
    stranger = Reader(raise_request_exception=False)
    for name, url in account_screens():
        walked.see(stranger, "stranger", name, url)
    second_factor(walked, world.a.people["officer"])
    return walked


def second_factor(walked, user):
    """The screens of somebody with an authenticator app, and the door that asks for its code."""
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    user.set_password("mật-khẩu-Thử-1")
    user.save()
    client = signed_in_just_now(user)
    for name, url in account_screens():
        walked.see(client, "with a second factor", name, url)
    stranger = Reader(raise_request_exception=False)
    stranger.post(reverse("account_login"), {"login": user.username, "password": "mật-khẩu-Thử-1"})
    walked.see(stranger, "at the door", "mfa_authenticate", reverse("mfa_authenticate"))


def english_words(answer):
    """Shown texts with an English word, outside what is marked as English."""
    html = "" if answer.streaming else answer.content.decode(errors="replace")
    if "json" in answer.headers.get("Content-Type", ""):
        found = answer.json()  # a dialogue of Wagtail's: its HTML is one of the values
        html = " ".join(value for value in found.values() if "<" in str(value)) if isinstance(found, dict) else ""
    elif "html" not in answer.headers.get("Content-Type", ""):
        html = ""
    shown = Shown()
    shown.feed(html)
    for text in shown.texts:
        plain = NAMES.sub(" ", " ".join(text.split()))
        if ENGLISH.search(plain) and plain not in UNSEEN:
            yield plain[:160]


class Shown(HTMLParser):
    """Collects what a page shows or reads aloud, templates of forms included, English parts left out."""

    def __init__(self):
        super().__init__()
        self.texts = []
        self.left_out = ""  # the name of the element that is being passed over
        self.depth = 0

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if self.left_out:
            self.depth += tag == self.left_out
            return
        if tag in ("style", "code") or tag == "script" or given.get("lang") == "en":
            self.left_out, self.depth = "" if tag in VOID else tag, 1
            self.is_form_template = given.get("type") == "text/django-form-template"
            return
        self.texts += [given[name] for name in SHOWN_ATTRIBUTES if given.get(name)]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            self.texts.append(given.get("value", ""))

    def handle_endtag(self, tag):
        if tag == self.left_out:
            self.depth -= 1
            self.left_out = tag if self.depth else ""

    def handle_data(self, data):
        if not self.left_out and data.strip():
            self.texts.append(data)
        elif self.left_out == "script" and self.is_form_template:
            inner = Shown()
            inner.feed(data.replace("<-/script>", "</script>"))
            self.texts += inner.texts
