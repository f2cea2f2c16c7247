"""A document to take away: made from its provisions when it is asked for, never stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from documents.exports.akoma import akoma_ntoso
from documents.exports.data import document_json
from documents.exports.plain import plain_text
from documents.exports.word import word_file

if TYPE_CHECKING:
    from documents.reading.record import Record


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `names_others`: the file says something about other documents, and depends on them."""

    extension: str
    content_type: str
    make: Callable[[Record, HttpRequest], bytes]
    names_others: bool = False


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, Export] = {
    "docx": Export("docx", DOCX, word_file),
    "txt": Export("txt", "text/plain; charset=utf-8", plain_text),
    "json": Export("json", "application/json", document_json, names_others=True),
    "akn": Export("akn.xml", "application/xml", akoma_ntoso, names_others=True),
}
