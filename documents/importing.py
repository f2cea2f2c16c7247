"""From files to documents of the library (formats: contract; the sources' own keys are mapped too)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from wagtail.models import Locale

from agencies.bulk import BulkPublish
from agencies.models import Portal, PortalFile
from core.importing import ImportJob, ImportReport, read_rows, unstorable
from documents.models import DocumentIndexPage, DocumentPage, DocumentType, Field, Issuer
from documents.proposal import propose
from vietnamese.dates import parse_date
from vietnamese.document_number import looks_normative, parse_number
from vietnamese.text import compact_spaces, fold, normalise, slug

BATCH = 200
DATES = (("issued_on", "issue_date"), ("effective_on", "effective_date"), ("expired_on", "expired_on"))
KNOWN_KEYS = {
    # the contract's
    "number",
    "type",
    "title",
    "issuer",
    "issued_on",
    "effective_on",
    "expired_on",
    "signer",
    "signer_title",
    "fields",
    "text",
    "file",
    "source",
    # those of consolidated texts by article, mapped below
    "issue_date",
    "effective_date",
    "topics",
    "articles",
}
# Bookkeeping of a source, neither text nor metadata of the document.
IGNORED_KEYS = {
    "id",
    "n_articles",
    "max_article",
    "article_coverage",
    "title_from_citation",
    "text_status",
    "vbpl_item_id",
    "amended_by",
}
AUTHORITIES = (
    r"Bộ|Chính phủ|Thủ tướng|Quốc hội|Ngân hàng|T[òo][àa]\s|Viện|[ỦU][ỷy]\s|Ủy ban|Uỷ ban|Hội đồng|Hội |Ban |Đoàn "
    r"|Tổng |Kiểm toán"
)


@dataclass(slots=True)
class Catalogue:
    """Types, issuers and fields by their slug, made when they are new."""

    types: dict[str, DocumentType] = field(default_factory=dict)
    issuers: dict[str, Issuer] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.types = {row.slug: row for row in DocumentType.objects.all()}
        self.issuers = {row.slug: row for row in Issuer.objects.all()}
        self.fields = {row.slug: row for row in Field.objects.all()}

    def document_type(self, name: str) -> DocumentType:
        return self._get(self.types, DocumentType, name)

    def issuer(self, name: str) -> Issuer:
        return self._get(self.issuers, Issuer, name)

    def field(self, name: str) -> Field:
        return self._get(self.fields, Field, name)

    def _get(self, known: dict[str, Any], model: type[Any], name: str) -> Any:
        name = compact_spaces(normalise(name))
        key = slug(name, 120)
        if key not in known:
            known[key] = model.objects.create(name=name[:250], slug=key)
        return known[key]


def issuer_names(raw: str) -> list[str]:
    """`Bộ A, Bộ B và Bộ C` → three names. A name that swallowed the document's title gives back its end."""
    text = compact_spaces(normalise(raw))
    if match := re.search(r"\sngày\s\d{1,2}/\d{1,2}/\d{4}\scủa\s(.+)$", text):
        text = match[1]
    parts = re.split(rf"(?:,|\svà)\s+(?=(?:{AUTHORITIES}))", text)
    return [tidy_name(part) for part in parts if part.strip()]


def tidy_name(name: str) -> str:
    """One look for one authority; that `Uỷ ban thường vụ` is `Ủy ban Thường vụ` is known by the slug."""
    return name.strip(" ,;.").replace("Uỷ", "Ủy").replace("Toà", "Tòa")


def full_text(row: dict[str, Any]) -> str:
    """The text of a row; consolidated texts come as articles and are written out as a document is."""
    if row.get("text"):
        return normalise(row["text"])
    articles = row.get("articles") or []
    own = own_chapters([str(article.get("chapter") or "") for article in articles])
    lines: list[str] = []
    chapter = ""
    for article in articles:
        if own and article.get("chapter") and article["chapter"] != chapter:
            chapter = article["chapter"]
            lines.append(chapter)
        lines.append(f"Điều {article.get('no', '')}. {article.get('title') or ''}".rstrip())
        lines.append(article.get("text") or "")
    return normalise("\n".join(lines))


def own_chapters(chapters: list[str]) -> bool:
    """Whether the chapters are the document's own. Those of a codification begin anywhere and jump."""
    numbers = [roman(match[1]) for name in chapters if (match := re.match(r"Chương\s+([IVXLC]+)\b", name))]
    steps = [number for i, number in enumerate(numbers) if i == 0 or number != numbers[i - 1]]
    return bool(steps) and len(numbers) == len(chapters) and steps == list(range(1, len(steps) + 1))


def roman(text: str) -> int:
    """`XIV` → 14."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return total


def day(value: Any) -> datetime.date | None:
    """A date in any usual spelling; None for nothing. Raises `ValueError` for what is no date."""
    if not value:
        return None
    found = parse_date(str(value))
    if found is None:
        raise ValueError(f"“{value}” is no date")
    return found


def draft(row: dict[str, Any], catalogue: Catalogue, locale: Locale) -> DocumentPage:
    """An unsaved document of a row. Raises `ValueError` with what is missing or wrong."""
    if missing := [key for key in ("number", "type") if not row.get(key)]:
        raise ValueError(f"missing: {', '.join(missing)}")
    for key in ("fields", "topics", "articles"):
        if not isinstance(row.get(key) or [], list):
            raise ValueError(f"{key} is no list")
    days = [day(row.get(name) or row.get(other)) for name, other in DATES]
    text = full_text(row)
    title = compact_spaces(normalise(row.get("title") or ""))
    names = issuer_names(row.get("issuer") or "") or ["Chưa xác định"]
    issuers = [catalogue.issuer(name) for name in names]
    page = DocumentPage(
        document_type=catalogue.document_type(row["type"]),
        number=row["number"],
        abstract=title,
        issuer=issuers[0],
        issued_on=days[0],
        effective_on=days[1],
        expired_on=days[2],
        signer=compact_spaces(normalise(row.get("signer") or "")),
        signer_title=compact_spaces(normalise(row.get("signer_title") or "")),
        source=compact_spaces(normalise(row.get("source") or ""))[:200],
        is_normative=looks_normative(parse_number(str(row["number"]))),
        locale=locale,
    )
    page.new_text = text
    page.new_co_issuer_ids = tuple(dict.fromkeys(issuer.pk for issuer in issuers[1:] if issuer != issuers[0]))
    names_of_fields = [re.sub(r"^[\d.]+\s*", "", str(name)) for name in row.get("fields") or row.get("topics") or []]
    page.new_field_ids = tuple(dict.fromkeys(catalogue.field(name).pk for name in names_of_fields if name))
    page.derive()
    return page


def library_of(agency_label: str) -> DocumentIndexPage:
    """The list of documents of a portal; the main portal's where no label is given. Raises `ValueError`."""
    portals = Portal.objects.filter(state=Portal.State.ACTIVE).select_related("site__root_page")
    if agency_label:
        portal = next((p for p in portals if p.label == agency_label), None)
    else:
        portal = portals.filter(is_main=True).first()
    if portal is None or portal.site is None:
        raise ValueError(f"there is no open portal “{agency_label or 'main'}”")
    return DocumentIndexPage.objects.child_of(portal.site.root_page).get()


def import_documents(job: ImportJob) -> ImportReport:
    """`documents.jsonl`."""
    report = ImportReport()
    rows = read_rows(job.path, KNOWN_KEYS | IGNORED_KEYS, report)
    return put_in(rows, job, report)


def import_decision(job: ImportJob) -> ImportReport:
    """`decision-*.txt`: the plain text of one document; what it is stands in the text itself."""
    report = ImportReport()
    raw = job.path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
        if unstorable(text):
            raise ValueError("holds characters that no text has (NUL)")
        row = propose(text)
    except (UnicodeDecodeError, ValueError, OverflowError) as error:
        report.problem(job.path.name, [str(error)])
        return report
    return put_in([(1, row)], job, report, file=(job.path.name, raw))


def put_in(
    rows: list[tuple[int, dict[str, Any]]], job: ImportJob, report: ImportReport, file: tuple[str, bytes] | None = None
) -> ImportReport:
    """Publishes the documents of the rows that are not in the library yet, batch by batch."""
    try:
        library = library_of(job.agency_label)
    except ValueError as error:
        report.problem(job.path.name, [str(error)])
        return report
    catalogue, locale = Catalogue(), library.locale
    known = {identity(page) for page in DocumentPage.objects.filter(language=locale.language_code).only(*IDENTITY)}
    slugs = set(DocumentPage.objects.child_of(library).values_list("slug", flat=True))
    batch: list[DocumentPage] = []
    lines: dict[int, int] = {}
    for number, row in job.progress(rows):
        try:
            page = draft(row, catalogue, locale)
        except (ValueError, TypeError, AttributeError) as error:
            report.problem(f"{job.path.name}:{number}", [str(error)])
            continue
        if identity(page) in known:
            report.unchanged += 1
            continue
        known.add(identity(page))
        if page.slug in slugs:
            page.slug = f"{page.slug}-{page.issuer.slug}"[:200].rstrip("-")
        slugs.add(page.slug)
        if file:
            page.new_file_id = keep_file(library, *file).pk
        lines[id(page)] = number
        batch.append(page)
        if len(batch) >= BATCH:
            publish(library, batch, lines, job, report)
            batch = []
    publish(library, batch, lines, job, report)
    return report


IDENTITY = ("issuer_id", "document_type_id", "number_key", "year")


def identity(page: DocumentPage) -> tuple[Any, ...]:
    """What makes a document this document: issuer, type, number, year."""
    return tuple(getattr(page, name) for name in IDENTITY)


def publish(
    library: DocumentIndexPage, batch: list[DocumentPage], lines: dict[int, int], job: ImportJob, report: ImportReport
) -> None:
    if not batch:
        return
    reason = f"import of {job.path.name}"
    try:
        with transaction.atomic():
            result = BulkPublish(library, list(batch), by=job.by, reason=reason).run()
    except (DatabaseError, ValueError) as error:
        if len(batch) == 1:
            report.problem(
                f"{job.path.name}:{lines[id(batch[0])]}", [f"cannot be stored: {str(error).splitlines()[0]}"]
            )
            return
        # One of them cannot be stored: one by one the good ones go in and the bad one is named.
        for page in batch:
            publish(library, [page], lines, job, report)
        return
    report.created += len(result.created)
    for page, reasons in result.refused:
        report.problem(f"{job.path.name}:{lines[id(page)]} {fold(page.number)}", reasons)


def keep_file(library: DocumentIndexPage, name: str, content: bytes) -> PortalFile:
    """The file as it came, in the collection of the portal."""
    portal = Portal.objects.get(agency=library.agency_id)
    kept = PortalFile(title=name, collection=portal.collection)
    kept.file.save(name, ContentFile(content), save=False)
    kept.file_size = len(content)
    kept.save()
    return kept
