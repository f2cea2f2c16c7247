"""Vietnamese letters in the admin: addresses made from titles while they are typed, and lists sorted by name."""

import json
import re
import unicodedata

import pytest
from django.urls import reverse

from agencies.models import Role
from agencies.slug_field import FORMATTERS
from tests.factories import AgencyFactory, draft, member
from vietnamese.text import slug

LETTERS = "àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ"


def proposed(title):
    """What Wagtail's script does: the formatters in their order, then small letters."""
    for pattern, replacement in FORMATTERS:
        title = re.sub(pattern, replacement, title)
    return title.lower()


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Đường về làng", "duong-ve-lang"),
        ("  Quyết định số 02/2011/QĐ-UBND – về Cổng! ", "quyet-dinh-so-02-2011-qd-ubnd-ve-cong"),
        ("Ủy ban nhân dân xã Quỳnh Hải", "uy-ban-nhan-dan-xa-quynh-hai"),
        (LETTERS, slug(LETTERS)),
        (LETTERS.upper(), slug(LETTERS)),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_title_gives_the_same_address_in_the_browser_and_on_the_server(title, address, form):
    typed = unicodedata.normalize(form, title).strip()
    assert proposed(typed) == slug(typed) == address


def test_the_editor_gets_these_rules(world, signed_in):
    editor = member(world.soyte, Role.EDITOR)
    page = draft(world.soyte, editor)
    answer = signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    attributes = answer.context["form"]["slug"].field.widget.attrs
    rules = json.loads(attributes["data-w-slug-formatters-value"])
    assert [[pattern, "gu"] for pattern, _to in FORMATTERS] == [rule for rule, _to in rules]
    assert attributes["data-controller"] == "w-slug"


@pytest.mark.parametrize("order", ["name", "-name"])
def test_the_register_sorts_names_by_the_vietnamese_alphabet(world, signed_in, operator, order):
    names = ["Ban Đất đai", "Ban Dân tộc", "Ban Ẩm thực", "Ban Ấm no", "Ban Ăn chơi"]
    for name in names:
        AgencyFactory(name=name)
    text = signed_in(operator).get(reverse("agencies:index"), {"ordering": order}).content.decode()
    shown = sorted(names, key=lambda name: text.index(name))
    expected = ["Ban Ăn chơi", "Ban Ẩm thực", "Ban Ấm no", "Ban Dân tộc", "Ban Đất đai"]
    assert shown == (expected if order == "name" else expected[::-1])
