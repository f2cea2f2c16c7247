"""What happened to a document, where no document of the library says it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from documents.provision_names import anchors_in
from documents.validity import EventKind
from vietnamese.document_number import parse_number

# Adoption and the beginning of effect are dates of the document itself; publication is known to the portal.
EVENT_LABELS: dict[EventKind, Any] = {
    EventKind.AMENDED: _("amended"),
    EventKind.SUPPLEMENTED: _("supplemented"),
    EventKind.REPLACED: _("replaced"),
    EventKind.REPEALED: _("repealed"),
    EventKind.PARTLY_REPEALED: _("partly repealed"),
    EventKind.SUSPENDED: _("suspended"),
    EventKind.LIFTED: _("put in force again"),
    EventKind.EXPIRED: _("expired, as a published list says"),
    EventKind.CORRECTED: _("corrected"),
    EventKind.UNSUITABLE: _("no longer suitable"),
}


class ValidityEvent(Orderable):
    """One event: a list of expired documents, the decision of another authority, a document that is not here."""

    document = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="validity_events")
    kind = models.CharField(
        _("what happened"), max_length=20, choices=[(kind.value, text) for kind, text in EVENT_LABELS.items()]
    )
    on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("The day from which it has effect. Empty: when the named document comes into force."),
    )
    acting_number = models.CharField(
        _("by which document"), max_length=120, blank=True, help_text=_("Its number, for example 07/2025/NĐ-CP.")
    )
    acting_key = models.CharField(max_length=120, editable=False, blank=True, db_index=True)
    provisions = models.CharField(
        _("provisions"), max_length=500, blank=True, help_text=_("Empty: the whole document.")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("on")]),
        FieldRowPanel([FieldPanel("acting_number"), FieldPanel("provisions")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("event in the life of a document")
        verbose_name_plural = _("events in the life of documents")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.acting_number}".strip()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The provisions it is about, as addresses inside the document."""
        return anchors_in(self.provisions)

    def clean(self) -> None:
        super().clean()
        if self.provisions and not self.anchors:
            raise ValidationError(
                {"provisions": _("Name provisions as the law does, for example: Điều 5; khoản 2 Điều 7.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """What follows from the number as written."""
        self.acting_key = parse_number(self.acting_number).key[:120] if self.acting_number else ""
