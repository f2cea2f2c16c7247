"""The document as a Word file, made from its provisions, in the form of NĐ 30/2020, Phụ lục I."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from django.http import HttpRequest
from docx.shared import Mm, Pt

from documents.exports.caution import caution
from documents.exports.word_form import BELOW, CENTER, INDENT, Paper, line, run
from documents.reading.paper import brings_head, brings_signature, brings_title
from documents.reading.text_view import is_head_line
from documents.structure import Provision, ProvisionKind
from vietnamese.dates import long_date

if TYPE_CHECKING:
    from documents.models import DocumentPage
    from documents.reading.record import Record

K = ProvisionKind
SMALL = Pt(12)
DIVISIONS = frozenset({K.REGULATION, K.ANNEX, K.PART, K.CHAPTER, K.SECTION, K.SUBSECTION})
_CELLS = re.compile(r"\t|\s\|\s")


def word_file(record: Record, request: HttpRequest) -> bytes:
    """A .docx. What the paper form has and the text lacks is made from the metadata."""
    document = record.document
    paper = Paper()
    paper.about(document.title, document.abstract, ", ".join(document.issuer_names))
    if not brings_head(document):
        head(paper, document)
        if not brings_title(document):
            title(paper, document)
    for provision in document.structure.roots:
        write(paper, provision)
    if document.signer and not brings_signature(document):
        signature(paper, document)
    if said := caution(document):
        paper.paragraph(said, size=Pt(10), indent=False, before=Pt(18))
    paper.paragraph(f"Nguồn: {document.get_full_url(request)}", size=Pt(10), indent=False, before=Pt(18))
    out = io.BytesIO()
    paper.file.save(out)
    return out.getvalue()


def head(paper: Paper, document: DocumentPage) -> None:
    """Issuer and number left, Quốc hiệu, Tiêu ngữ and date right."""
    left, right = paper.columns(Mm(65), Mm(95))
    line(left, "\n".join(name.upper() for name in document.issuer_names), first=True, bold=True, size=SMALL)
    line(left, f"Số: {document.number}", size=SMALL)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", first=True, bold=True, size=SMALL)
    line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, underline=True, size=Pt(13))
    if document.issued_on:
        line(right, long_date(document.issued_on), italic=True, size=SMALL)


def title(paper: Paper, document: DocumentPage) -> None:
    name = document.document_type.name.upper()
    paper.paragraph(name, bold=True, align=CENTER, indent=False, before=Pt(18))
    if document.abstract:
        paper.paragraph(document.abstract, bold=True, align=CENTER, indent=False, after=Pt(12))


def write(paper: Paper, p: Provision) -> None:
    """One piece and all below it."""
    if p.kind is K.TABLE:
        paper.table([[cell.strip() for cell in _CELLS.split(row.strip(" |"))] for row in p.text.split("\n")])
    elif p.kind in DIVISIONS:
        made = paper.heading("\n".join(filter(None, (p.label, p.title))), p.level, align=CENTER)
        made.paragraph_format.page_break_before = p.kind in (K.REGULATION, K.ANNEX)
        if p.text:
            paper.paragraph(p.text, italic=p.text.startswith("("), align=CENTER, indent=False)
    elif p.kind is K.ARTICLE:
        article(paper, p)
    elif p.kind is K.PREAMBLE:
        preamble(paper, p.text)
    elif p.kind is K.SIGNATURE:
        paper.paragraph(whole(p), bold=True, align=CENTER, indent=False, left=Mm(70), before=Pt(12))
    elif p.kind is K.RECIPIENTS:
        paper.paragraph(whole(p), size=Pt(11), indent=False, before=Pt(12))
    else:
        paper.paragraph(whole(p))
    for child in p.children:
        write(paper, child)


def whole(p: Provision) -> str:
    return " ".join(filter(None, (p.label, p.title, p.text)))


def article(paper: Paper, p: Provision) -> None:
    """An article without a title goes on behind its number, as on paper."""
    made = paper.heading(f"{p.label} {p.title}".strip(), p.level, left=Mm(0))
    made.paragraph_format.first_line_indent = INDENT
    if p.text and not p.title:
        run(made, f" {p.text}", bold=False)
    elif p.text:
        paper.paragraph(p.text)


def preamble(paper: Paper, text: str) -> None:
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if len(cells) > 1:
        left, right = paper.columns(Mm(65), Mm(95))
        line(left, cells[0], first=True, bold=True, size=SMALL)
        line(right, "\n".join(cells[1:]), first=True, bold=True, size=SMALL)
    elif text == text.upper():
        paper.paragraph(text, bold=True, align=CENTER, indent=False)
    elif is_head_line(text):
        paper.paragraph(text, align=CENTER, indent=False)
    else:
        paper.paragraph(text, italic=True)


def signature(paper: Paper, document: DocumentPage) -> None:
    """Recipients left, signature right, from the metadata."""
    left, right = paper.columns(Mm(80), Mm(80))
    if document.recipients:
        run(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=Pt(12))
        for row in document.recipients.splitlines():
            run(left.add_paragraph(), row, size=Pt(11))
    position = f"{document.sign_mode} {document.signer_title.upper()}".strip()
    line(right, position, first=True, bold=True)
    line(right, "(Đã ký)").paragraph_format.space_before = BELOW
    line(right, document.signer, bold=True)
