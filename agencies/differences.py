"""Wagtail's comparisons of versions, as an approver reads them: dates and yes or no in words, nothing about nothing."""

from __future__ import annotations

import datetime
import re
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import ChildRelationComparison, FieldComparison, TextDiff, TextFieldComparison

from vietnamese.dates import short_date

_NOTHING = re.compile(r'\s*<dt>[^<]*</dt>\s*<dd>(?:\s|<span class="(?:addition|deletion)">\s*</span>)*</dd>')
# Characters; a longer text is compared by lines.
LONG = 5_000
_BARE = re.compile(r"(?<=>)(True|False)(?=</)")


def html_of(compared: Any) -> str:
    """The difference of one field as HTML with spans of what went out and what came in."""
    if isinstance(compared, ChildRelationComparison):
        return rows_html(compared)
    if type(compared) is TextFieldComparison and is_long(compared.val_a) and is_long(compared.val_b):
        html = lines_html(str(compared.val_a), str(compared.val_b))
    elif type(compared) is FieldComparison:
        before, after = in_words(compared.val_a), in_words(compared.val_b)
        html = TextDiff([("deletion", before), ("addition", after)]).to_html()
    else:
        html = compared.htmldiff()
    return _NOTHING.sub("", _BARE.sub(lambda found: yes_or_no(found[1] == "True"), str(html)))


def rows_html(compared: ChildRelationComparison) -> str:
    """Rows below a page, such as relations and files: those that came, went or changed, field by field."""
    shown = []
    for child in compared.get_child_comparisons():
        kind = "addition" if child.is_addition() else "deletion" if child.is_deletion() else ""
        fields = child.get_field_comparisons()
        parts = [
            f"<dt>{escape(field.field_label())}</dt><dd>{whole_html(field, kind) if kind else html_of(field)}</dd>"
            for field in fields
            if kind or field.has_changed()
        ]
        if html := _NOTHING.sub("", "".join(parts)):
            shown.append(f"<dl>{html}</dl>")
    return "".join(shown)


def whole_html(field: Any, kind: str) -> str:
    """The value of a row that is new or gone: both sides of the comparison are the same."""
    html = escape(in_words(field.val_b)) if type(field) is FieldComparison else field.htmldiff()
    return f'<span class="{kind}">{html}</span>'


def is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > LONG


def lines_html(before: str, after: str) -> str:
    """Two long texts by their lines, only the changed ones: word by word would take minutes on a law."""
    old, new = before.splitlines(), after.splitlines()
    shown = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            shown.append("… ")
            continue
        changes = [("deletion", "\n".join(old[a:b])), ("addition", "\n".join(new[c:d]))]
        shown.append(TextDiff([change for change in changes if change[1]]).to_html())
    return "<br>".join(shown)


def in_words(value: Any) -> str:
    """A value as people write it, in the time of Thái Bình."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        return f"{local:%H:%M} {short_date(local.date())}"
    if isinstance(value, datetime.date):
        return short_date(value)
    return str(value)


def yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")
