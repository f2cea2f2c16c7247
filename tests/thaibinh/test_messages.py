"""The catalogue of Vietnamese texts: what is read from the sources, what is complained of, what gettext finds."""

import gettext
import os
from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command
from django.template import Context, Engine
from django.test import override_settings
from django.utils import translation

from thaibinh import messages, upstream
from thaibinh.management.commands.messages import Command, problems
from thaibinh.messages import Message, SourceError, python_messages, template_messages
from thaibinh.placeholders import placeholders


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one room and no packages; `project("a.py", "…")` puts a file into it."""
    monkeypatch.setattr(upstream, "installed_packages", list)
    (tmp_path / "news" / "templates").mkdir(parents=True)
    (tmp_path / "news" / "__init__.py").touch()

    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    put.root = tmp_path
    put.catalogue = tmp_path / messages.CATALOGUE
    return put


def run(project, *args):
    out = StringIO()
    call_command(Command(), "--root", str(project.root), *args, stdout=out)
    return out.getvalue()


def complaints(project):
    return list(problems(messages.open_catalogue(project.catalogue), messages.read_sources(project.root)))


def translate(project, how=None, **texts):
    """Puts translations into the catalogue: by the first word of the msgid, or `how` for all."""
    catalogue = messages.open_catalogue(project.catalogue)
    for entry in catalogue:
        text = how(entry) if how else texts.get(entry.msgid.split()[0], "")
        entry.msgstr, entry.msgstr_plural = ("", {0: text}) if entry.msgid_plural else (text, {})
    catalogue.save(str(project.catalogue))


def read(template):
    return {(found.context, found.msgid, found.plural) for found in template_messages(template)}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{% translate \'Home\' %}{% trans "Home" as home %}{% translate "Home"|upper noop %}', (None, "Home", "")),
        (r'{% translate "the \"Offer\"" %}', (None, 'the "Offer"', "")),
        ('{% translate "Search" context "verb" %}', ("verb", "Search", "")),
        ('{% translate "100% sure" %}', (None, "100%% sure", "")),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", (None, "Hello %(name)s", "")),
        ("{% blocktranslate trimmed %}\n  One\n  two\n{% endblocktranslate %}", (None, "One two", "")),
        ("{% blocktranslate %}\n  One\n{% endblocktranslate %}", (None, "\n  One\n", "")),
        ("{% blocktranslate count n=a|length %}a {{ n }}{% plural %}b{% endblocktranslate %}", (None, "a %(n)s", "b")),
        (
            '{% blocktrans trimmed count n=n context "c" %}\na {{ n }}{% plural %} b{% endblocktrans %}',
            ("c", "a %(n)s", "b"),
        ),
        ("{{ name|default:_('unknown') }}", (None, "unknown", "")),
        ('{{ name|default:_("this|that") }}', (None, "this|that", "")),
        ('{{ _("Half: 50%") }}', (None, "Half: 50%%", "")),
        ('{% if label == _("Closed") %}{% endif %}', (None, "Closed", "")),
    ],
)
def test_every_way_to_mark_a_string_in_a_template_is_read(template, expected):
    assert read(template) == {expected}


def test_what_django_does_not_translate_is_not_read():
    template = """{% comment "old" %}{% translate "gone" %}{% endcomment %}{# {% translate "gone" %} #}
        {% verbatim %}{% translate "gone" %}{% endverbatim %}{% translate title %}{% translate "" %}
        {{ other_("no") }} <p title='_("text")'>"""
    assert read(template) == set()


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{% blocktranslate %}{{ page.title }}{% endblocktranslate %}", "plain name"),
        ("{% blocktranslate %}{% if a %}{% endif %}{% endblocktranslate %}", "must not contain"),
        ("{% blocktranslate %}a{% plural %}b{% endblocktranslate %}", "must not contain"),
        ('{% translate "a" context which %}', "must be a string"),
    ],
)
def test_a_template_that_could_never_show_its_translation_is_refused(template, reason):
    with pytest.raises(SourceError, match=reason):
        read(template)


def test_notes_for_the_translator_go_with_the_next_string_only():
    template = '{# Translators: on a button #}\n{% translate "Open" %} {% translate "Close" %}'
    notes = [(found.msgid, found.notes) for found in template_messages(template)]
    assert notes == [("Open", ("Translators: on a button",)), ("Close", ())]


def test_every_gettext_function_in_python_is_read(project):
    source = """
# Translators: the verb
a = _("Search " "all")
b = gettext_lazy('%(n)s of 5%%') % {"n": _("nested")}
d = pgettext_lazy("month", "May")
e = npgettext("legal", "article", "articles", n)
f = [_(variable), _(f"{variable}"), not_("mine")]"""
    assert list(python_messages(project("news/texts.py", source))) == [
        Message("Search all", notes=("Translators: the verb",)),
        Message("%(n)s of 5%%"),
        Message("nested"),
        Message("May", context="month"),
        Message("article", "articles", "legal"),
    ]


def test_only_rooms_are_read_without_their_tests_and_migrations(project):
    for name in ("news/views.py", "news/templates/news/a.txt", "news/migrations/0001.py", "news/tests/a.py"):
        project(name, "_('x')")
    project("docs/no_room.py", "_('x')")
    project("news/readme.txt", "no template")
    found = [path.relative_to(project.root).as_posix() for path in messages.source_files(project.root)]
    assert found == ["news/__init__.py", "news/templates/news/a.txt", "news/views.py"]


def test_a_source_that_cannot_be_read_is_named(project):
    project("news/a.py", 'ngettext("day", "days", n)')
    other = project("news/b.py", 'ngettext("day", "many days", n)')
    with pytest.raises(CommandError, match=r"news/b.py: 'day' has another plural in news/a.py"):
        run(project, "check")
    other.unlink()
    project("news/templates/a.html", "\n{% blocktranslate %}")
    with pytest.raises(CommandError, match=r"news/templates/a.html: line 2"):
        run(project, "check")


def test_the_catalogue_is_sorted_names_files_without_lines_and_stays_as_it_is(project):
    project("news/b.py", '_("Zebra %(n)s")\npgettext("noun", "Apple")\n_("Apple")')
    project("news/a.py", '_("Apple")')
    run(project, "extract")
    text = project.catalogue.read_text(encoding="utf-8")
    entries = polib.pofile(text)
    assert [entry.msgctxt for entry in entries] == [None, "noun", None]
    assert [entry.msgid for entry in entries] == ["Apple", "Apple", "Zebra %(n)s"]
    assert "#: news/a.py news/b.py\n" in text
    assert entries[2].flags == ["python-format"]
    assert entries.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    before = project.catalogue.stat().st_mtime_ns
    run(project, "extract")
    assert project.catalogue.stat().st_mtime_ns == before


def test_translations_survive_a_string_that_goes_and_comes_back(project):
    source = project("news/a.py", '_("Apple")')
    run(project, "extract")
    translate(project, Apple="Quả táo")
    source.write_text("")
    assert "1 obsolete" in run(project, "extract")
    assert '#~ msgid "Apple"' in project.catalogue.read_text(encoding="utf-8")
    source.write_text('_("Apple")')
    assert "1 back" in run(project, "extract")
    assert messages.open_catalogue(project.catalogue).find("Apple").msgstr == "Quả táo"
    source.write_text("")
    run(project, "extract", "--drop-obsolete")
    assert "Apple" not in project.catalogue.read_text(encoding="utf-8")
    assert run(project, "check") == "The Vietnamese catalogues are complete.\n"


def test_a_string_that_gets_a_plural_keeps_its_translation_and_a_similar_one_is_not_guessed(project):
    source = project("news/a.py", '_("day")')
    run(project, "extract")
    translate(project, day="ngày")
    source.write_text('ngettext("day", "days", n)\n_("a day")')
    run(project, "extract")
    catalogue = messages.open_catalogue(project.catalogue)
    assert (catalogue.find("day").msgid_plural, catalogue.find("day").msgstr_plural) == ("days", {0: "ngày"})
    assert (catalogue.find("a day").msgstr, catalogue.find("a day").fuzzy) == ("", False)


def test_check_lists_each_kind_of_problem_and_fails(project):
    source = project("news/a.py", '_("Old")\n_("Guess")\n_("Empty")\n_("Fine")')
    run(project, "extract")
    translate(project, Old="Cũ", Guess="Đoán", Fine="Tốt")
    catalogue = messages.open_catalogue(project.catalogue)
    catalogue.find("Guess").flags.append("fuzzy")
    catalogue.save()
    source.write_text('_("Guess")\n_("Empty")\n_("Fine")\n_("New")')
    assert complaints(project) == [
        "empty: 'Empty' (news/a.py)",
        "fuzzy: 'Guess' (news/a.py)",
        "obsolete: 'Old' is used nowhere any more",
        "missing: 'New' (news/a.py)",
    ]
    with pytest.raises(CommandError, match="4 problems"):
        run(project, "check")


@pytest.mark.parametrize(
    ("source", "text", "complaint"),
    [
        ('_("x %(name)s")', "%(name)s x", ""),
        ('_("x %(name)s")', "%(nam)s x", "the source has %(name)s, the translation %(nam)s"),
        ('_("x %(n)d")', "x %(n)s", "the source has %(n)d, the translation %(n)s"),
        ('_("x {name}")', "{name!r} x", ""),
        ('_("x {name}")', "{ten} x", "the source has {name}, the translation {ten}"),
        ('_("x {on:%d/%m}")', "x {on:%d-%m}", ""),
        ('_("x %s %d")', "%d x %s", "the source has %s %d, the translation %d %s"),
        ('_("x 100% sure")', "chắc chắn 100%", ""),
        ('_("x %(n)s")', "50% %(n)s", "a single %"),
        ('ngettext("x day", "%(n)s days", n)', "%(n)s ngày", ""),
        ('ngettext("x day", "%(n)s days", n)', "ngày", "the source has %(n)s, the translation none"),
    ],
)
def test_placeholders_must_be_the_same_in_both_languages(project, source, text, complaint):
    project("news/a.py", source)
    run(project, "extract")
    translate(project, x=text)
    found = complaints(project)
    assert bool(found) == bool(complaint)
    assert complaint in "".join(found)


def test_a_single_percent_sign_in_the_translation_of_a_template_is_refused(project):
    project("news/templates/a.html", "{% translate 'all' %}")
    run(project, "extract")
    translate(project, all="cả 100%")
    assert complaints(project) == ["placeholders: 'all': a single % must be written %% (news/templates/a.html)"]
    assert placeholders("{{ raw }} 5%% 5% {0} {}") == (frozenset({"{0}"}), ("{}",))


def test_the_compiled_catalogue_is_found_by_gettext(project):
    project("news/a.py", '_("Apple")\npgettext("noun", "Search")\nngettext("%(n)s day", "%(n)s days", n)')
    run(project, "extract")
    translate(project, Apple="Quả táo", Search="Việc tìm", **{"%(n)s": "%(n)s ngày"})
    assert run(project, "compile") == "compiled locale/vi/LC_MESSAGES/django.mo\n"
    found = gettext.translation("django", project.root / "locale", ["vi"])
    assert found.gettext("Apple") == "Quả táo"
    assert found.pgettext("noun", "Search") == "Việc tìm"
    assert found.ngettext("%(n)s day", "%(n)s days", 3) == "%(n)s ngày"


def test_only_a_newer_text_is_compiled_and_nothing_is_left_beside_it(project):
    project("news/a.py", '_("Apple")')
    run(project, "extract")
    assert run(project, "compile") != ""
    binary = project.catalogue.with_suffix(".mo")
    first = binary.stat()
    assert run(project, "compile") == ""
    assert binary.stat().st_mtime_ns == first.st_mtime_ns
    translate(project, Apple="Quả táo")
    os.utime(project.catalogue, ns=(first.st_mtime_ns + 1, first.st_mtime_ns + 1))
    assert run(project, "compile") != ""
    assert binary.stat().st_ino != first.st_ino, "a reader of the old file must keep what it has open"
    assert sorted(path.name for path in binary.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_failing_write_leaves_the_old_file_whole(project, monkeypatch):
    path = project("a.mo", "old")
    monkeypatch.setattr("pathlib.Path.replace", lambda *args: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        messages.write(path, b"new")
    assert path.read_text() == "old"
    assert [entry.name for entry in project.root.glob(".a.mo*")] == []


def test_django_shows_the_translation_of_everything_that_was_read(project):
    template = """{% load i18n %}{% translate "Home" %};{% translate "Search" context "verb" %};
        {% translate "100% sure" %};{% translate "the \\"Offer\\"" %};{{ missing|default:_("this|that") }};
        {% blocktranslate trimmed with who=_("nobody") %}
            By {{ who }} {% endblocktranslate %};{% blocktranslate %}at 5% of {{ name }}{% endblocktranslate %};
        {% blocktranslate count n=3 %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}"""
    project("news/templates/a.html", template)
    run(project, "extract")
    translate(project, lambda entry: f"«{entry.msgid_plural or entry.msgid}»")
    assert complaints(project) == []
    run(project, "compile")
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"}, autoescape=False)
    with override_settings(LOCALE_PATHS=[project.root / "locale"]), translation.override("vi"):
        shown = engine.from_string(template).render(Context({"name": "x"}))
    expected = """«Home»;«Search»;«100% sure»;«the "Offer"»;«this|that»;«By «nobody»»;«at 5% of x»;«3 files»"""
    assert [part.strip() for part in shown.split(";")] == expected.split(";")
