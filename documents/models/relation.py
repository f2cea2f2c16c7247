"""What documents do to each other: stored once, by the document that does it (domain 3.6).

The other document is named by its number, never by a pointer: it may belong to another agency, or not be in the library
at all. When a document with that number is published, the two find each other (`documents.linking`).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from documents.models.catalogue import Issuer
from documents.provision_names import anchors_in
from documents.validity import EventKind
from vietnamese.document_number import parse_number


class RelationKind(models.TextChoices):
    """What this document does to the other one: the active direction."""

    AMENDS = "amends", _("amends")
    SUPPLEMENTS = "supplements", _("supplements")
    REPLACES = "replaces", _("replaces")
    REPEALS = "repeals", _("repeals")
    SUSPENDS = "suspends", _("suspends")
    LIFTS = "lifts", _("lifts the suspension of")
    CORRECTS = "corrects", _("corrects")
    BASED_ON = "based_on", _("is based on")
    DETAILS = "details", _("sets out in detail")
    GUIDES = "guides", _("guides the application of")
    EXPLAINS = "explains", _("explains")
    CONSOLIDATES = "consolidates", _("consolidates")
    ANNOUNCES = "announces", _("announces")
    TRANSLATES = "translates", _("is a translation of")
    REFERS_TO = "refers_to", _("refers to")
    RELATED = "related", _("is related to")


# The same seen from the other document.
PASSIVE: dict[str, Any] = {
    RelationKind.AMENDS: _("is amended by"),
    RelationKind.SUPPLEMENTS: _("is supplemented by"),
    RelationKind.REPLACES: _("is replaced by"),
    RelationKind.REPEALS: _("is repealed by"),
    RelationKind.SUSPENDS: _("is suspended by"),
    RelationKind.LIFTS: _("is put in force again by"),
    RelationKind.CORRECTS: _("is corrected by"),
    RelationKind.BASED_ON: _("is the basis of"),
    RelationKind.DETAILS: _("is set out in detail by"),
    RelationKind.GUIDES: _("is guided by"),
    RelationKind.EXPLAINS: _("is explained by"),
    RelationKind.CONSOLIDATES: _("is consolidated by"),
    RelationKind.ANNOUNCES: _("is announced by"),
    RelationKind.TRANSLATES: _("is translated by"),
    RelationKind.REFERS_TO: _("is referred to by"),
    RelationKind.RELATED: _("is related to"),
}
# What it does to the other one's force.
EFFECT: dict[str, EventKind] = {
    RelationKind.AMENDS: EventKind.AMENDED,
    RelationKind.SUPPLEMENTS: EventKind.SUPPLEMENTED,
    RelationKind.REPLACES: EventKind.REPLACED,
    RelationKind.REPEALS: EventKind.REPEALED,
    RelationKind.SUSPENDS: EventKind.SUSPENDED,
    RelationKind.LIFTS: EventKind.LIFTED,
    RelationKind.CORRECTS: EventKind.CORRECTED,
}


class Named(Orderable):
    """A row of a document about another one, which it names by number."""

    number = models.CharField(
        _("number of the other document"),
        max_length=120,
        help_text=_("For example 43/2011/NĐ-CP. It need not be here."),
    )
    number_key = models.CharField(max_length=120, editable=False, db_index=True)
    provisions = models.CharField(
        _("provisions of the other document"),
        max_length=500,
        blank=True,
        help_text=_("For example: Điều 5; khoản 2 Điều 7. Empty: the whole document."),
    )

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """What follows from the number as written."""
        self.number_key = parse_number(self.number).key[:120]

    @property
    def anchors(self) -> tuple[str, ...]:
        """The provisions, as addresses inside the other document."""
        return anchors_in(self.provisions)

    def clean(self) -> None:
        super().clean()
        if self.provisions and not self.anchors:
            raise ValidationError(
                {"provisions": _("Name provisions as the law does, for example: Điều 5; khoản 2 Điều 7.")}
            )


class Relation(Named):
    """One relation to another document."""

    document = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("this document"), max_length=20, choices=RelationKind.choices)
    target_issuer = models.ForeignKey(
        Issuer,
        verbose_name=_("issuer of the other document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only where the number alone does not tell: several issuers use the same numbers."),
    )
    target_issued_on = models.DateField(_("issue date of the other document"), null=True, blank=True)
    source_provision = models.CharField(_("provision of this document"), max_length=120, blank=True)
    effective_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: when this document comes into force.")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("provisions"), FieldPanel("effective_on")]),
        FieldRowPanel([FieldPanel("target_issuer"), FieldPanel("target_issued_on")]),
        FieldRowPanel([FieldPanel("source_provision"), FieldPanel("note")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("relation to another document")
        verbose_name_plural = _("relations to other documents")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class ChangeAction(models.TextChoices):
    """What an amending document does to one provision."""

    REPLACE = "replace", _("gives it a new text")
    INSERT = "insert", _("inserts a new one")
    REPEAL = "repeal", _("repeals it")
    WORDS = "replace_words", _("replaces words in it")
    RETITLE = "retitle", _("gives it a new title")


CHANGE_EFFECT: dict[str, EventKind] = {
    ChangeAction.REPLACE: EventKind.AMENDED,
    ChangeAction.INSERT: EventKind.SUPPLEMENTED,
    ChangeAction.REPEAL: EventKind.PARTLY_REPEALED,
    ChangeAction.WORDS: EventKind.AMENDED,
    ChangeAction.RETITLE: EventKind.AMENDED,
}


class ProvisionChange(Named):
    """One place this document changes in another one: from these rows the changed text is put together."""

    document = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="changes")
    action = models.CharField(_("action"), max_length=20, choices=ChangeAction.choices, default=ChangeAction.REPLACE)
    after = models.CharField(
        _("inserted after"), max_length=120, blank=True, help_text=_("For example: Điều 15. Only for what is new.")
    )
    new_text = models.TextField(
        _("new text"), blank=True, help_text=_("The whole provision as it reads from then on, with its number.")
    )
    old_words = models.CharField(_("words that go"), max_length=1000, blank=True)
    new_words = models.CharField(_("words that take their place"), max_length=1000, blank=True)
    effective_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: when this document comes into force.")
    )
    source_provision = models.CharField(_("provision of this document"), max_length=120, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("action")]),
        FieldRowPanel([FieldPanel("provisions"), FieldPanel("after")]),
        FieldPanel("new_text"),
        FieldRowPanel([FieldPanel("old_words"), FieldPanel("new_words")]),
        FieldRowPanel([FieldPanel("effective_on"), FieldPanel("source_provision")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("change of a provision")
        verbose_name_plural = _("changes of provisions")

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.provisions} {self.number}"

    def clean(self) -> None:
        super().clean()
        action = self.action
        # Words may be replaced in the whole text.
        if not self.anchors and action != ChangeAction.WORDS:
            raise ValidationError({"provisions": _("Say which provision is changed, for example: khoản 2 Điều 5.")})
        if action in (ChangeAction.REPLACE, ChangeAction.INSERT, ChangeAction.RETITLE) and not self.new_text.strip():
            raise ValidationError({"new_text": _("Say how it reads from then on.")})
        if action == ChangeAction.WORDS and not self.old_words.strip():
            raise ValidationError({"old_words": _("Say which words go.")})
        if self.after and not anchors_in(self.after):
            raise ValidationError({"after": _("Name provisions as the law does, for example: Điều 5; khoản 2 Điều 7.")})
