"""A legal or administrative document: what it is, when it holds, what it says."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import PageManager, PageQuerySet

from agencies.models import PortalPage
from core.metadata import Metadata
from core.public import SearchData
from documents.gates import publication_problems
from documents.metadata import document_metadata
from documents.models.catalogue import DocumentType, Field, Issuer, IssuerLevel
from documents.models.kept_state import KeptState
from documents.models.text import Attachment, DocumentText, too_long
from documents.panels import ClockPanel
from documents.twins import look_for_twins, twin_of, twin_text
from documents.validity import State
from documents.widgets import PositionInput
from vietnamese.document_number import index_keys, looks_normative, parse_number

if TYPE_CHECKING:
    from wagtail.admin.panels import Panel

    from documents.structure import Structure


class Secrecy(models.TextChoices):
    """Độ mật. Anything but none is never published (Quy chế Điều 12.2; Luật Bảo vệ bí mật nhà nước)."""

    NONE = "", _("not secret")
    SECRET = "secret", _("Secret (Mật)")
    HIGHLY_SECRET = "highly_secret", _("Highly secret (Tối mật)")
    TOP_SECRET = "top_secret", _("Top secret (Tuyệt mật)")


class Urgency(models.TextChoices):
    """Độ khẩn (NĐ 30/2020 Điều 8)."""

    NONE = "", _("not urgent")
    URGENT = "urgent", _("Urgent (Khẩn)")
    VERY_URGENT = "very_urgent", _("Very urgent (Thượng khẩn)")
    EXPRESS = "express", _("Express (Hỏa tốc)")


class SignMode(models.TextChoices):
    """In whose name it is signed (NĐ 30/2020 Phụ lục I)."""

    OWN = "", _("in their own name")
    ON_BEHALF = "TM.", _("TM. (on behalf of the collective)")
    FOR_HEAD = "KT.", _("KT. (for the head)")
    BY_ORDER = "TL.", _("TL. (by order)")
    BY_DELEGATION = "TUQ.", _("TUQ. (by delegation)")
    ACTING = "Q.", _("Q. (acting)")


class EffectRule(models.TextChoices):
    """How the first day of effect is found."""

    DATE = "", _("on the day given")
    AFTER_DAYS = "after_days", _("some days after signing")
    ON_SIGNING = "on_signing", _("on signing")
    BY_LAW = "by_law", _("the text is silent: by the law in force when it was issued")


class DocumentQuerySet(PageQuerySet):
    def newest(self) -> DocumentQuerySet:
        """Newest first, with what a row of a list shows; the text stays in its own table."""
        newest_first = F("issued_on").desc(nulls_last=True)
        return self.order_by(newest_first, "-pk").select_related("document_type", "issuer")


class DocumentPage(KeptState):
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
    # As it was written or read, before any tidying.
    number_raw = models.CharField(max_length=120, editable=False, blank=True)
    number_key = models.CharField(max_length=100, editable=False, db_index=True)
    ordinal = models.PositiveIntegerField(null=True, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    symbol = models.CharField(max_length=60, editable=False, blank=True)
    language = models.CharField(max_length=10, editable=False, default="vi")
    abstract = models.TextField(
        _("abstract"), blank=True, help_text=_("Trích yếu: what the document is about, as written on it.")
    )
    issuer = models.ForeignKey(Issuer, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="+")
    co_issuers = ParentalManyToManyField(Issuer, verbose_name=_("issued jointly with"), blank=True, related_name="+")
    fields = ParentalManyToManyField(Field, verbose_name=_("fields of government"), blank=True, related_name="+")
    scope = models.CharField(
        _("scope"), max_length=120, blank=True, help_text=_("Where it applies: the whole country, the province …")
    )
    is_normative = models.BooleanField(_("normative document (QPPL)"), default=False)
    issued_on = models.DateField(_("issued on"), null=True, blank=True, db_index=True)
    effective_rule = models.CharField(
        _("in force"), max_length=12, choices=EffectRule.choices, default=EffectRule.DATE, blank=True
    )
    effective_days = models.PositiveSmallIntegerField(
        _("days after signing"), null=True, blank=True, help_text=_("For example 10: “sau 10 ngày kể từ ngày ký”.")
    )
    effective_on = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Worked out by itself unless the day is given.")
    )
    expired_on = models.DateField(_("no longer in force from"), null=True, blank=True)
    expired_reason = models.CharField(_("why it is no longer in force"), max_length=250, blank=True)
    signer = models.CharField(_("signer"), max_length=150, blank=True)
    signer_title = models.CharField(_("position of the signer"), max_length=150, blank=True)
    sign_mode = models.CharField(_("signed"), max_length=5, choices=SignMode.choices, blank=True, default=SignMode.OWN)
    recipients = models.TextField(_("recipients"), blank=True, help_text=_("Nơi nhận, one on each line."))
    recipients_reason = models.CharField(
        _("why the portal is not among the recipients"),
        max_length=250,
        blank=True,
        help_text=_("Only where the issuer has to name the portal (Quy chế, Article 12.1.b)."),
    )
    gazette_number = models.CharField(_("number of the gazette"), max_length=60, blank=True)
    gazette_on = models.DateField(_("date of the gazette"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=15, choices=Secrecy.choices, default=Secrecy.NONE, blank=True)
    urgency = models.CharField(_("urgency"), max_length=15, choices=Urgency.choices, default=Urgency.NONE, blank=True)
    is_certified = models.BooleanField(
        _("certified consolidation"),
        default=False,
        help_text=_("Văn bản hợp nhất signed as certified (Pháp lệnh 01/2012): official for application."),
    )

    content_panels = [
        ClockPanel(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("number", required_on_save=True)]),
                FieldPanel("abstract"),
                FieldPanel("issuer"),
                FieldPanel("co_issuers"),
                FieldRowPanel([FieldPanel("is_normative"), FieldPanel("scope")]),
                FieldPanel("fields"),
            ],
            heading=_("Legal document"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("received_on")]),
                FieldRowPanel([FieldPanel("effective_rule"), FieldPanel("effective_days"), FieldPanel("effective_on")]),
                FieldRowPanel([FieldPanel("expired_on"), FieldPanel("expired_reason")]),
                FieldRowPanel([FieldPanel("gazette_number"), FieldPanel("gazette_on")]),
            ],
            heading=_("Dates"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("signer"), FieldPanel("signer_title", widget=PositionInput), FieldPanel("sign_mode")]
                ),
                FieldPanel("recipients"),
                FieldPanel("recipients_reason"),
                FieldRowPanel([FieldPanel("secrecy"), FieldPanel("urgency")]),
            ],
            heading=_("Signature, recipients, secrecy"),
        ),
        InlinePanel("text_rows", heading=_("Text"), label=_("Text"), max_num=1),
        InlinePanel("attachments", heading=_("Files"), label=_("File")),
    ]
    relation_panels = [
        InlinePanel("relations", heading=_("Relations to other documents"), label=_("Relation")),
        InlinePanel("changes", heading=_("What this document changes in others"), label=_("Change")),
        InlinePanel("validity_events", heading=_("Events that no document here tells"), label=_("Event")),
        FieldPanel("is_certified"),
    ]
    edit_handler: Panel = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(relation_panels, heading=_("Relations and validity")),
            ObjectList(PortalPage.promote_panels, heading=_("Promote")),
            ObjectList(PortalPage.settings_panels, heading=_("Settings")),
        ]
    )

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
        indexes = [
            models.Index(F("agency"), F("issued_on").desc(nulls_last=True), name="documents_agency_newest"),
            models.Index(fields=["issuer", "document_type", "year", "ordinal"], name="documents_series"),
        ]

    # Set by whoever makes documents in bulk; written once the page has its id.
    new_text: str = ""
    new_origin: str = ""
    new_field_ids: tuple[int, ...] = ()
    new_co_issuer_ids: tuple[int, ...] = ()
    new_file_id: int | None = None
    new_rows: tuple[models.Model, ...] = ()
    # Whom its text cites, where that was read on the way; None: read after publication.
    new_citations: list[Any] | None = None
    # The same document in the library or before it in its batch, looked up for the whole batch at once.
    possible_twins: list[DocumentPage] | None = None

    def derive(self) -> None:
        """Fills what follows from number and dates: key, year, first day of effect, title, slug."""
        from documents.effect import effective_day

        if not self.number_raw or parse_number(self.number_raw).number != self.number:
            self.number_raw = self.number[:120]
        parsed = parse_number(self.number)
        self.number, self.number_key = parsed.number or self.number, parsed.key[:100]
        self.ordinal, self.symbol = parsed.ordinal, parsed.symbol[:60]
        self.year = parsed.year or (self.issued_on.year if self.issued_on else None)
        self.effective_on = effective_day(self)
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

    def minimal_clean(self) -> None:
        # All that Wagtail asks of a draft; a copy in another language is one.
        self.derive()
        super().minimal_clean()

    def clean(self) -> None:
        super().clean()
        if twin := self.twin():
            raise ValidationError({"number": twin_text(twin)})
        if self.expired_on and self.effective_on and self.expired_on < self.effective_on:
            raise ValidationError({"expired_on": _("It cannot expire before it is in force.")})
        if self.effective_rule == EffectRule.AFTER_DAYS and self.effective_days is None:
            raise ValidationError({"effective_days": _("Say after how many days.")})
        if len(self.new_text.encode("utf-8", "replace")) > 5_000_000:
            raise ValidationError(too_long(self.new_text))
        if not self.pk and not self.is_normative:
            self.is_normative = looks_normative(parse_number(self.number))

    @classmethod
    def before_bulk(cls, pages: list[Any]) -> None:
        look_for_twins(pages)

    def twin(self) -> DocumentPage | None:
        """Another document with the same issuer, type, number and year."""
        return twin_of(self)

    def publication_problems(self) -> list[str]:
        # Whoever asks has perhaps just changed the text.
        self.__dict__.pop("text_row", None)
        return publication_problems(self)

    def side_rows(self) -> list[models.Model]:
        from documents.bulk_rows import side_rows

        return side_rows(self)

    @cached_property
    def text_row(self) -> DocumentText:
        """The text with where it comes from; one query for the life of this object."""
        return self.text_rows.first() or DocumentText(text=self.new_text, origin=self.new_origin)

    @property
    def text(self) -> str:
        """The plain text, as issued."""
        return self.text_row.text

    @cached_property
    def structure(self) -> Structure:
        """The text taken apart: read from it each time, never stored (decision 0017)."""
        from documents.structure import read_structure

        return read_structure(self.text)

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
        return document_metadata(self, super().metadata(request))

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
                validity=self.validity if self.shows_validity else "",
            )
        ]

    @property
    def shows_validity(self) -> bool:
        """Individual and administrative documents have no grid of force: it is shown where it is known."""
        return self.is_normative or self.validity != State.UNKNOWN

    @property
    def is_central(self) -> bool:
        """Issued by an authority of the whole country: here for reference, not this province's own."""
        return self.issuer.level == IssuerLevel.CENTRE

    def row(self, request: HttpRequest) -> dict[str, Any]:
        """What lists show of a document."""
        from documents.badges import badge_of

        return {
            "number": self.title if self.abstract else "",
            "title": self.abstract or self.title,
            "url": self.get_url(request) or "",
            "badge": badge_of(self.validity) if self.shows_validity else None,
            "meta": [self.issuer.name, *([_now("central document")] if self.is_central else [])],
            "date": self.shown_date(),
        }

    def cache_tags(self, portal_id: int) -> tuple[str, ...]:
        return ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from documents.reading import reading_context

        context = super().get_context(request, *args, **kwargs)
        context.update(reading_context(self, request))
        return context


__all__ = ["Attachment", "DocumentPage", "DocumentQuerySet", "DocumentText"]
