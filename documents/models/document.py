"""A legal or administrative document: what it is, when it holds, what it says."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager, PageQuerySet

from agencies.models import PortalPage
from core.metadata import Metadata
from core.models.dated import today
from core.public import SearchData
from documents.metadata import legislation
from documents.models.catalogue import DocumentType, Field, Issuer
from documents.structure import Provision, parse_structure
from vietnamese.dates import short_date
from vietnamese.document_number import index_keys, looks_normative, parse_number


class Secrecy(models.TextChoices):
    """Độ mật. Anything but none is never published (Quy chế Điều 12.2; Luật Bảo vệ bí mật nhà nước)."""

    NONE = "", _("not secret")
    SECRET = "secret", _("Secret (Mật)")
    HIGHLY_SECRET = "highly_secret", _("Highly secret (Tối mật)")
    TOP_SECRET = "top_secret", _("Top secret (Tuyệt mật)")


class DocumentQuerySet(PageQuerySet):
    def newest(self) -> DocumentQuerySet:
        """Newest first, with what a row of a list shows; the text stays in its own table."""
        newest_first = F("issued_on").desc(nulls_last=True)
        return self.order_by(newest_first, "-pk").select_related("document_type", "issuer")


class DocumentPage(PortalPage):
    """One document. Its text lives in `DocumentText`, which no list loads."""

    parent_page_types = ["documents.DocumentIndexPage"]
    subpage_types: list[str] = []
    template = "documents/document_page.html"
    kind = "document"
    routed_with = ("document_type", "issuer")
    schema_type = "Legislation"
    og_type = "article"

    document_type = models.ForeignKey(DocumentType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="+")
    number = models.CharField(
        _("number"), max_length=80, help_text=_("As on the document, for example 02/2011/QĐ-UBND.")
    )
    number_key = models.CharField(max_length=100, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    language = models.CharField(max_length=10, editable=False, default="vi")
    abstract = models.TextField(
        _("abstract"), blank=True, help_text=_("Trích yếu: what the document is about, as written on it.")
    )
    issuer = models.ForeignKey(Issuer, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="+")
    co_issuers = ParentalManyToManyField(Issuer, verbose_name=_("issued jointly with"), blank=True, related_name="+")
    fields = ParentalManyToManyField(Field, verbose_name=_("fields of government"), blank=True, related_name="+")
    is_normative = models.BooleanField(_("normative document (QPPL)"), default=False)
    issued_on = models.DateField(_("issued on"), null=True, blank=True, db_index=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    expired_on = models.DateField(_("expires on"), null=True, blank=True)
    signer = models.CharField(_("signer"), max_length=150, blank=True)
    signer_title = models.CharField(_("position of the signer"), max_length=150, blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=15, choices=Secrecy.choices, default=Secrecy.NONE, blank=True)

    content_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("number")]),
                FieldPanel("abstract"),
                FieldPanel("issuer"),
                FieldPanel("co_issuers"),
                FieldPanel("is_normative"),
            ],
            heading=_("Legal document"),
        ),
        FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expired_on")]),
        FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_title")]),
        FieldPanel("fields"),
        FieldPanel("secrecy"),
        InlinePanel("text_rows", heading=_("Text"), label=_("Text"), max_num=1),
        InlinePanel("attachments", heading=_("Files"), label=_("File")),
    ]

    objects = PageManager.from_queryset(DocumentQuerySet)()

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        constraints = [
            # Numbers repeat every year and across issuers (domain: unique by issuer, type, number, year).
            models.UniqueConstraint(
                fields=["issuer", "document_type", "number_key", "year", "language"],
                name="documents_number_once",
                nulls_distinct=False,
                violation_error_message=_("This document is in the library already."),
            )
        ]
        indexes = [models.Index(F("agency"), F("issued_on").desc(nulls_last=True), name="documents_agency_newest")]

    # Set by whoever makes documents in bulk; written once the page has its id.
    new_text: str = ""
    new_field_ids: tuple[int, ...] = ()
    new_co_issuer_ids: tuple[int, ...] = ()
    new_file_id: int | None = None

    def derive(self) -> None:
        """Fills what follows from number and dates: key, year, title, slug."""
        parsed = parse_number(self.number)
        self.number, self.number_key = parsed.number or self.number, parsed.key[:100]
        self.year = parsed.year or (self.issued_on.year if self.issued_on else None)
        if self.document_type_id:
            self.title = f"{self.document_type.name} {self.number}"[:255]
        if self.locale_id:
            self.language = self.locale.language_code
        self.slug = self.slug or self.propose_slug()

    def propose_slug(self) -> str:
        """From the number; the issuer is added only when another document has that address already."""
        from vietnamese.text import slug

        plain = slug(self.number, 120)
        clash = DocumentPage.objects.filter(slug=plain).exclude(pk=self.pk).exists()
        return f"{plain}-{self.issuer.slug}"[:200].rstrip("-") if clash and self.issuer_id else plain

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if twin := self.twin():
            raise ValidationError({"number": twin_text(twin)})
        if self.expired_on and self.effective_on and self.expired_on < self.effective_on:
            raise ValidationError({"expired_on": _("It cannot expire before it is in force.")})
        if not self.pk and not self.is_normative:
            self.is_normative = looks_normative(parse_number(self.number))

    def twin(self) -> DocumentPage | None:
        """Another document with the same issuer, type, number and year."""
        same = DocumentPage.objects.filter(
            issuer=self.issuer_id,
            document_type=self.document_type_id,
            number_key=self.number_key,
            year=self.year,
            language=self.language,
        )
        return same.exclude(pk=self.pk).first()

    def publication_problems(self) -> list[str]:
        if self.secrecy:
            return [str(_now("A document under state secrecy is never published (Quy chế, Article 12.2)."))]
        return []

    def side_rows(self) -> list[models.Model]:
        rows: list[models.Model] = []
        if self.new_text:
            rows.append(DocumentText(document_id=self.pk, text=self.new_text, sha256=digest(self.new_text)))
        fields, issuers = DocumentPage.fields.through, DocumentPage.co_issuers.through  # type: ignore[attr-defined]
        rows += [fields(documentpage_id=self.pk, field_id=pk) for pk in self.new_field_ids]
        rows += [issuers(documentpage_id=self.pk, issuer_id=pk) for pk in self.new_co_issuer_ids]
        if self.new_file_id:
            title = _now("Full text of %(document)s") % {"document": self.title}
            rows.append(Attachment(document_id=self.pk, file_id=self.new_file_id, title=title[:200], sort_order=0))
        return rows

    @property
    def text(self) -> str:
        """The plain text; one query."""
        row = self.text_rows.first()
        return row.text if row else self.new_text

    def structure(self) -> list[Provision]:
        return parse_structure(self.text)

    def state(self, day: datetime.date | None = None) -> dict[str, str] | None:
        """What is certain about its force on a day (default: today), as a badge; None when nothing is.

        That a document is still in force is not said here: it takes the events of other documents to know.
        """
        day = day or today()
        if self.expired_on and self.expired_on <= day:
            return {"kind": "stop", "text": _now("No longer in force")}
        if self.effective_on and self.effective_on > day:
            return {"kind": "warn", "text": _now("Not yet in force")}
        return None

    def shown_date(self) -> datetime.date | None:
        return self.issued_on or self.effective_on

    @cached_property
    def issuer_names(self) -> tuple[str, ...]:
        """Who issued it, the first one first. One query for the life of this object."""
        return (self.issuer.name, *(issuer.name for issuer in self.co_issuers.all()))

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The fields of government. One query for the life of this object."""
        return tuple(field.name for field in self.fields.all())

    def metadata(self, request: HttpRequest) -> Metadata:
        metadata = super().metadata(request)
        return replace(
            metadata,
            creator=self.issuer_names,
            description=self.abstract or metadata.description,
            identifier=(*metadata.identifier, self.number),
            contributor=(self.signer,) if self.signer else (),
            subject=self.field_names,
            type=("Text", self.document_type.name),
            schema={**metadata.schema, **legislation(self)},
        )

    @classmethod
    def for_metadata(cls) -> models.QuerySet[Any]:
        return super().for_metadata().prefetch_related("co_issuers", "fields")

    def search_text(self) -> str:
        return f"{self.issuer.name}\n{self.signer}\n{self.text}"

    def search_entries(self) -> list[SearchData]:
        return [
            SearchData(
                kind=self.kind,
                title=f"{self.title} {self.abstract}",
                text=self.search_text(),
                path=self.own_path(),
                date=self.shown_date(),
                number=self.number,
                number_keys=tuple(index_keys(parse_number(self.number))),
                summary=self.abstract,
                heading=self.title,
            )
        ]

    def row(self, request: HttpRequest) -> dict[str, Any]:
        """What lists show of a document."""
        return {
            "number": self.title if self.abstract else "",
            "title": self.abstract or self.title,
            "url": self.get_url(request) or "",
            "badge": self.state(),
            "meta": [self.issuer.name],
            "date": self.shown_date(),
        }

    def cache_tags(self, portal_id: int) -> tuple[str, ...]:
        return ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        provisions = self.structure()
        context["provisions"] = provisions
        context["contents"] = [p.contents_entry() for p in provisions if p.in_contents]
        context["facts"] = self.facts()
        context["badge"] = self.state()
        context["files"] = [row.link() for row in self.attachments.select_related("file")]
        return context

    def facts(self) -> list[dict[str, Any]]:
        """The table of facts above the text; unknown ones are left out."""
        rows: list[tuple[Any, Any]] = [
            (_("Number"), self.number),
            (_("Type"), self.document_type.name),
            (_("Issuer"), ", ".join(self.issuer_names)),
            (_("Issued on"), self.issued_on and short_date(self.issued_on)),
            (_("In force from"), self.effective_on and short_date(self.effective_on)),
            (_("Expires on"), self.expired_on and short_date(self.expired_on)),
            (_("Signed by"), ", ".join(filter(None, [self.signer, self.signer_title]))),
            (_("Fields of government"), ", ".join(self.field_names)),
            (_("Source"), self.source),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]


def twin_text(twin: DocumentPage) -> str:
    """What may be said of a document with the same number: a draft belongs to its agency alone."""
    if twin.live:
        return _now("This document is in the library already: %(where)s") % {"where": twin.full_url or twin.title}
    return _now("This number is in use by a document that is not published yet. Please ask the standing agency.")


class DocumentText(models.Model):
    """The text of a document, kept apart so that no list ever reads it."""

    document = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="text_rows", unique=True)
    text = models.TextField(_("text"), blank=True)
    sha256 = models.CharField(max_length=64, editable=False, blank=True)

    panels = [FieldPanel("text")]

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = digest(self.text)
        super().save(*args, **kwargs)


class Attachment(Orderable):
    """A file of the document: the signed scan, the Word file, an annex."""

    document = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("agencies.PortalFile", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200, blank=True)

    panels = [FieldPanel("file"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")

    def link(self) -> dict[str, Any]:
        """What the list of files shows."""
        return self.file.link(self.title)


def digest(text: str) -> str:
    """SHA-256 of the text, to see whether it changed."""
    return hashlib.sha256(text.encode()).hexdigest()
