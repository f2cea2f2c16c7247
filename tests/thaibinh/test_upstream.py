"""What packages say: nothing of theirs stays English unless a reviewed line says that nobody meets it."""

from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command

from thaibinh import messages, upstream
from thaibinh.management.commands.messages import Command
from thaibinh.upstream import Package, installed_packages, problems, update


def entry(msgid, msgstr="", where="views.py", **more):
    name = f"shop/{where}"
    return polib.POEntry(msgid=msgid, msgstr=msgstr, occurrences=[(name, "1")], **more)


@pytest.fixture
def shop(tmp_path):
    """A project and one package: `shop(en=[…], ours=[…], never=["…"])` writes catalogues and complains."""
    package = Package("shop", tmp_path / "site" / "shop")
    root = tmp_path / "project"

    def write(**catalogues):
        paths = {
            "en": package.folder / "locale/en/LC_MESSAGES/django.po",
            "en_js": package.folder / "locale/en/LC_MESSAGES/djangojs.po",
            "vi": package.folder / "locale/vi/LC_MESSAGES/django.po",
            "ours": upstream.catalogue_path(root, "django"),
            "rooms": root / messages.CATALOGUE,
        }
        never = catalogues.pop("never", [])
        for name, entries in catalogues.items():
            catalogue = messages.open_catalogue(tmp_path / "none")
            catalogue.extend(entries)
            paths[name].parent.mkdir(parents=True, exist_ok=True)
            paths[name].write_text(str(catalogue), encoding="utf-8")
        (root / upstream.FOLDER).mkdir(parents=True, exist_ok=True)
        (root / upstream.NEVER_MET).write_text("\n".join(["# why", "", *never]), encoding="utf-8")
        return list(problems(root, [package]))

    write.root, write.package, write.ours = root, package, upstream.catalogue_path(root, "django")
    return write


def test_a_string_is_said_by_us_or_by_the_package_itself(shop):
    assert shop(en=[entry("Open"), entry("Close")], vi=[entry("Open", "Mở")], ours=[entry("Close", "Đóng")]) == []


def test_a_string_that_nobody_says_is_missing_also_in_scripts(shop):
    assert shop(en=[entry("Open")], en_js=[entry("Drag")], vi=[entry("Open")], ours=[]) == [
        "missing: 'Open' of shop (upstream, django)",
        "missing: 'Drag' of shop (upstream, djangojs)",
    ]


def test_a_guess_of_the_package_does_not_count(shop):
    guessed = entry("Open", "Đóng", flags=["fuzzy"])
    assert shop(en=[entry("Open")], vi=[guessed], ours=[]) == ["missing: 'Open' of shop (upstream, django)"]


def test_an_entry_of_ours_that_no_package_has_any_more_is_obsolete(shop):
    found = shop(en=[], ours=[entry("Open", "Mở", where="")])
    assert found == ["obsolete: no package says 'Open' any more (upstream, django)"]


def test_a_string_entered_by_hand_stays_as_long_as_the_source_has_it(shop):
    source = shop.package.folder / "views.py"
    source.parent.mkdir(parents=True)
    source.write_text('error = _(\n    "Choose a "\n    "colour"\n)')
    assert shop(en=[], ours=[entry("Choose a colour", "Hãy chọn màu")]) == []
    assert shop(en=[], ours=[entry("Choose a colour")]) == ["empty: 'Choose a colour' (upstream, django)"]
    source.write_text("error = None")
    assert "obsolete: no package says 'Choose a colour'" in shop(en=[], ours=[entry("Choose a colour", "Màu")])[0]


@pytest.mark.parametrize(
    ("msgid", "plural", "text", "wrong"),
    [
        ("Open %(name)s", "", "Mở %(ten)s", "the source has %(name)s, the translation %(ten)s"),
        ("1 page", "%(n)s pages", "trang", "the source has %(n)s, the translation none"),
        ("%(n)s page", "%(n)s pages of %(m)s", "%(n)s trang", ""),
    ],
)
def test_placeholders_are_compared(shop, msgid, plural, text, wrong):
    said = {"msgstr_plural": {0: text}} if plural else {"msgstr": text}
    found = shop(en=[entry(msgid, msgid_plural=plural)], ours=[entry(msgid, msgid_plural=plural, **said)])
    assert found == ([f"placeholders: {msgid!r}: {wrong} (upstream, django)"] if wrong else [])


def test_a_percent_sign_in_a_template_of_theirs_is_doubled(shop):
    found = shop(en=[entry("all", where="templates/a.html")], ours=[entry("all", "cả 100%")])
    assert found == ["placeholders: 'all': a single % must be written %% (upstream, django)"]


def test_an_exclusion_names_a_file_or_a_string(shop):
    both = polib.POEntry(msgid="Old", occurrences=[("shop/old.py", "1"), ("shop/views.py", "1")])
    english = [entry("Card", where="cards/a.py"), entry('Say "x"'), both]
    lines = ["shop | shop/cards/* | no cards here", r'shop | "Say \"*" | for programmers']
    assert shop(en=english, ours=[], never=lines) == ["missing: 'Old' of shop (upstream, django)"]
    assert shop(en=english, ours=[], never=[*lines, "shop | shop/old.py | gone"]) == [
        "missing: 'Old' of shop (upstream, django)",  # one of its two uses is still met
        f"stale: line 5 of {upstream.NEVER_MET} excuses nothing: shop | shop/old.py",
    ]


def test_an_exclusion_that_excuses_nothing_is_stale(shop):
    found = shop(en=[entry("Open")], ours=[entry("Open", "Mở")], never=['shop | "Open" | never met'])
    assert found == [f'stale: line 3 of {upstream.NEVER_MET} excuses nothing: shop | "Open"']


def test_an_exclusion_without_a_reason_is_refused(shop):
    with pytest.raises(messages.SourceError, match=r"line 3 must read: package \| file or msgid \| reason"):
        shop(en=[], ours=[], never=["shop | views.py |"])


def test_what_a_room_of_ours_says_too_is_said_once(shop):
    found = shop(en=[entry("Open")], ours=[entry("Open", "Mở")], rooms=[entry("Open", "Mở")])
    assert found == ["duplicate: 'Open' stands in our own catalogue too (upstream, django)"]


def test_extract_brings_new_strings_in_and_hands_ours_over(shop, monkeypatch):
    monkeypatch.setattr(upstream, "installed_packages", lambda: [shop.package])
    room = shop.root / "news"
    room.mkdir(parents=True)
    (room / "__init__.py").write_text("from x import _\n_('Open')")
    shop(
        en=[entry("Open"), entry("Close"), entry("Buy")],
        vi=[],
        ours=[entry("Open", "Mở"), entry("Sell", "Bán", where="")],
    )
    call_command(Command(), "--root", str(shop.root), "extract", stdout=StringIO())
    theirs = messages.open_catalogue(shop.ours)
    assert [(one.msgid, one.msgstr, one.obsolete) for one in theirs] == [
        ("Buy", "", 0),
        ("Close", "", 0),
        ("Sell", "Bán", 1),
    ]
    assert theirs[0].occurrences == [("shop", "")]
    assert messages.open_catalogue(shop.root / messages.CATALOGUE).find("Open").msgstr == "Mở"
    with pytest.raises(CommandError, match="3 problems"):
        call_command(Command(), "--root", str(shop.root), "check", stdout=StringIO())
    assert update(shop.root, [shop.package], drop_obsolete=True)["new"] == 2
    assert messages.open_catalogue(shop.ours).find("Sell") is None


def test_all_packages_of_this_house_are_looked_at():
    names = {package.name for package in installed_packages()}
    assert {"wagtail", "wagtail.admin", "wagtail.users", "wagtail_localize", "allauth", "taggit"} <= names
    assert {"django.conf", "django.contrib.auth"} <= names and not {"news", "agencies", "thaibinh"} & names
    for package in installed_packages():
        assert package.folder == package.base.joinpath(*package.name.split(".")), package
