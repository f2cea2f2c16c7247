"""What a file tells that leaves the portal: it holds the text as issued, and its state on the day it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.models.dated import today
from documents.badges import LABELS
from documents.validity import State
from vietnamese.dates import short_date

if TYPE_CHECKING:
    from documents.models import DocumentPage

CHANGED = (State.PARTLY_EXPIRED, State.PARTLY_SUSPENDED, State.EXPIRED)


def caution(document: DocumentPage) -> str:
    """One sentence in the language of the papers; empty where nothing is known of its force."""
    if not document.shows_validity:
        return ""
    state = f"Tình trạng hiệu lực ngày {short_date(today())}: {LABELS[document.validity]}."
    if document.validity in CHANGED:
        state += " Đây là bản gốc, chưa gồm các sửa đổi về sau."
    return state
