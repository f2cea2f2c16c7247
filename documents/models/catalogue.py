"""Types, issuers, fields and positions of documents: data, so that old and new law fit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnamese.collation import sort_key
from vietnamese.text import slug as make_slug


class Named(models.Model):
    """A name with its slug and its place in Vietnamese order."""

    name = models.CharField(_("name"), max_length=250)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name_key = models.CharField(max_length=400, editable=False, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug or make_slug(self.name, 120)
        self.name_key = sort_key(self.name)[:400]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class DocumentType(Named):
    """Quyết định, Nghị quyết, Công văn … (NĐ 30/2020 Điều 7 and the normative types); unknown old types are added."""

    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("type of document")
        verbose_name_plural = _("types of documents")
        ordering = ["order", "name_key"]


class IssuerLevel(models.TextChoices):
    """Where an issuer stands: the law on legal documents gives each level its own default effect."""

    CENTRE = "centre", _("central")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class Issuer(Named):
    """Who issued: an agency of this province, another authority, or one that is no more."""

    agency = models.ForeignKey(
        "agencies.Agency", verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(_("level"), max_length=10, choices=IssuerLevel.choices, blank=True)
    existed_from = models.DateField(_("existed from"), null=True, blank=True)
    existed_to = models.DateField(
        _("existed until"), null=True, blank=True, help_text=_("The last day. Empty: it exists today.")
    )
    names_portal = models.BooleanField(
        _("its documents name the portal among the recipients"),
        default=False,
        help_text=_("Quy chế, Article 12.1.b: the portal receives what the Provincial People's Committee issues."),
    )

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuers")
        ordering = ["name_key"]


class Field(Named):
    """Lĩnh vực: the field of government a document belongs to."""

    class Meta:
        verbose_name = _("field of government")
        verbose_name_plural = _("fields of government")
        ordering = ["name_key"]


class Position(Named):
    """Chức vụ of those who sign, offered while typing; a position nobody listed is typed as it is."""

    class Meta:
        verbose_name = _("position of signers")
        verbose_name_plural = _("positions of signers")
        ordering = ["name_key"]
