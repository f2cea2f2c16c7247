"""An agency is a temporal entity: its name, its parent and its duties change, its history stays."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.models import Dated, DatedQuerySet
from core.models.dated import never_two_at_once, today
from vietnamese.collation import sort_key


class AgencyQuerySet(DatedQuerySet):
    def sorted(self) -> AgencyQuerySet:
        """In the order of lists: by rank of the level and kind, then by Vietnamese dictionary order."""
        return self.order_by("level_rank", "order", "name_key")


class Agency(Dated, ClusterableModel):
    """An agency that takes part in the portal, for the days it exists."""

    class Kind(models.TextChoices):
        """What sort of body it is; decides where lists put it."""

        COMMITTEE = "committee", _("people's committee")
        COUNCIL = "council", _("people's council")
        OFFICE = "office", _("office")
        DEPARTMENT = "department", _("department")
        BOARD = "board", _("board")
        INSPECTORATE = "inspectorate", _("inspectorate")
        CENTRE = "centre", _("centre")
        POLICE = "police", _("police")
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        COMMUNE = "commune", _("commune")
        WARD = "ward", _("ward")
        OTHER = "other", _("other organisation")

    class Level(models.TextChoices):
        """Level of government. Districts ended nationwide on 1/7/2025; their history stays."""

        PROVINCE = "province", _("province level")
        DISTRICT = "district", _("district level")
        COMMUNE = "commune", _("commune level")

    LEVEL_RANKS = {Level.PROVINCE: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}

    # The name as it is today, kept by `refresh_name`; the names through time stand in AgencyName.
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    name_key = models.CharField(max_length=400, editable=False, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    level_rank = models.PositiveSmallIntegerField(default=1, editable=False)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("superior agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    is_sample = models.BooleanField(default=False, editable=False)

    objects = AgencyQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name", help_text=_("As it is today. Former and future names go into the list below.")),
                FieldPanel("name_en"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("abbreviation")]),
            ],
            heading=_("Name"),
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level"), FieldPanel("order")]),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        InlinePanel("names", heading=_("Names through time"), label=_("Name")),
        InlinePanel("successions", heading=_("Successors"), label=_("Successor")),
    ]

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["level_rank", "order", "name_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.level_rank = self.LEVEL_RANKS.get(self.Level(self.level), 9)
        self.name_key = sort_key(self.name)[:400]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def local_name(self) -> str:
        """The name in the language of the reader; Vietnamese where there is no English one."""
        return (self.name_en if get_language() == "en" else "") or self.name

    def name_on(self, day: datetime.date) -> str:
        """The name on a day of history; today's where nothing else is recorded. One query."""
        row = self.names.on(day).first() if self.pk else None
        return row.name if row else self.name

    def refresh_name(self, day: datetime.date | None = None) -> bool:
        """Copies the name of the day (default: today) to the agency itself; answers whether it changed."""
        row = self.names.on(day or today()).first()
        fields = ("name", "name_en", "short_name", "abbreviation")
        if row is None or all(getattr(row, field) == getattr(self, field) for field in fields):
            return False
        for field in fields:
            setattr(self, field, getattr(row, field))
        self.save()
        return True


class AgencyName(Dated):
    """One name of an agency, for the days it was borne."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("name of an agency")
        verbose_name_plural = _("names of agencies")
        ordering = ["valid_from"]
        constraints = [never_two_at_once("agencies_one_name_at_a_time", "agency")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """Who took over from whom, wholly or in part, from which day, by which decision."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("merged into")
        SPLIT = "split", _("split into")
        DISSOLVED = "dissolved", _("dissolved, duties go to")
        TRANSFERRED = "transferred", _("some duties go to")

    predecessor = ParentalKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Agency, verbose_name=_("successor"), on_delete=models.PROTECT, related_name="predecessions"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MERGED)
    on = models.DateField(_("from"), default=today)
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)
    note = models.CharField(_("which duties"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="agencies_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="agencies_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class StandingAgency(Dated):
    """The agency that runs the portal: a role held for a period (Quy chế Điều 7.1.d, 10.2)."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("standing agency")
        verbose_name_plural = _("standing agencies")
        constraints = [never_two_at_once("agencies_one_standing_agency")]

    def __str__(self) -> str:
        return str(self.agency)
