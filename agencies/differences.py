"""Wagtail's comparisons of versions, as an approver reads them: dates and yes or no in words, nothing about nothing."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff

from vietnamese.dates import short_date

_NOTHING = re.compile(r'\s*<dt>[^<]*</dt>\s*<dd>(?:\s|<span class="(?:addition|deletion)">\s*</span>)*</dd>')
_BARE = re.compile(r"(?<=>)(True|False)(?=</)")


def html_of(compared: Any) -> str:
    """The difference of one field as HTML with spans of what went out and what came in."""
    if type(compared) is FieldComparison:
        before, after = in_words(compared.val_a), in_words(compared.val_b)
        html = TextDiff([("deletion", before), ("addition", after)]).to_html()
    else:
        html = compared.htmldiff()
    return _NOTHING.sub("", _BARE.sub(lambda found: yes_or_no(found[1] == "True"), str(html)))


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
