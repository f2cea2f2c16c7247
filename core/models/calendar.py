"""The working-day calendar of state offices: what departs from Monday to Friday, and the office hours."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.dated import Dated, never_two_at_once


class CalendarDay(models.Model):
    """A day that departs from the ordinary week (Bộ luật Lao động 2019, Điều 111 and 112)."""

    class Kind(models.TextChoices):
        """What the day is instead of what its weekday says."""

        HOLIDAY = "holiday", _("public holiday")
        COMPENSATORY = "compensatory", _("compensatory day off")
        WORKING_SATURDAY = "working_saturday", _("worked rest day")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=150)
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("day of the working calendar")
        verbose_name_plural = _("working calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"

    @property
    def is_day_off(self) -> bool:
        return self.kind != self.Kind.WORKING_SATURDAY


class OfficeHours(Dated):
    """When state offices are open, season by season; clocks of deadlines stop outside them."""

    morning_opens = models.TimeField(_("morning opens"))
    morning_closes = models.TimeField(_("morning closes"))
    afternoon_opens = models.TimeField(_("afternoon opens"))
    afternoon_closes = models.TimeField(_("afternoon closes"))
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        ordering = ["-valid_from"]
        constraints = [never_two_at_once("core_officehours_one_at_a_time")]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}: {self.morning_opens:%H:%M}–{self.afternoon_closes:%H:%M}"
