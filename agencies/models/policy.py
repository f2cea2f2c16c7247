"""Privacy policy, accessibility statement and their like: texts that hold from a day on, in numbered versions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from agencies.models.fixed import FixedAddress
from agencies.models.organisation import TEXT_FEATURES
from agencies.models.page import PortalPage
from agencies.page_forms import PortalPageForm
from core.models.dated import today
from core.plain_text import words_of
from core.public import Link
from vietnamese.dates import short_date

NUMBER = r"[0-9]+(?:\.[0-9]+){0,3}"
# Addresses of pages have no dots (Wagtail's own pattern): version 2.1 is at `phien-ban/2-1/`.
ADDRESS = NUMBER.replace(r"\.", "-")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two versions that cannot both be: which row, which field of it, and why."""

    row: int
    field: str
    text: str


def clashes(rows: Iterable[tuple[str | None, datetime.date | None]]) -> Iterator[Clash]:
    """What speaks against these versions (number, first day): a number or a first day that stands twice."""
    numbers: set[str] = set()
    days: set[datetime.date] = set()
    for place, (number, day) in enumerate(rows):
        if number and number in numbers:
            text = _now("There are two versions with the number %(number)s.") % {"number": number}
            yield Clash(place, "number", text)
        if day and day in days:
            text = _now("Two versions are in force from the same day, %(day)s.") % {"day": short_date(day)}
            yield Clash(place, "valid_from", text)
        numbers.add(number or "")
        days.add(day or datetime.date.min)


class PolicyPageForm(PortalPageForm):
    """Says beside the version itself what is wrong with it."""

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        formset = self.formsets.get("versions")
        forms = [form for form in formset.forms if form.is_valid()] if formset else []
        rows = [form for form in forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        typed = [(form.cleaned_data.get("number"), form.cleaned_data.get("valid_from")) for form in rows]
        for clash in clashes(typed):
            rows[clash.row].add_error(clash.field, clash.text)
        return facts


class PolicyPage(RoutablePageMixin, FixedAddress, PortalPage):
    """A policy with its versions: shown is the one in force today, the others are kept at addresses of their own."""

    class Kind(models.TextChoices):
        """What the policy is about."""

        PRIVACY = "privacy", _("privacy policy")
        ACCESSIBILITY = "accessibility", _("accessibility statement")
        OTHER = "other", _("another policy")

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types: list[str] = []
    template = "agencies/policy_page.html"
    base_form_class = PolicyPageForm

    policy_kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.OTHER)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("policy_kind"),
        InlinePanel(
            "versions",
            heading=_("Versions"),
            label=_("Version"),
            help_text=_(
                "Never change the text of a version people could rely on: add a new version with its first day. "
                "The earlier ones stay readable."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("policy with versions")
        verbose_name_plural = _("policies with versions")

    def clean(self) -> None:
        super().clean()
        rows = [(version.number, version.valid_from) for version in self.versions.all()]
        if problems := [clash.text for clash in clashes(rows)]:
            raise ValidationError(problems)

    def search_text(self) -> str:
        version = self.in_force()
        return words_of(version.body) if version else ""

    def by_day(self) -> list[PolicyVersion]:
        """All versions, the newest first; a draft may lack its number or first day. One query."""
        dated = [version for version in self.versions.all() if version.valid_from and version.number]
        return sorted(dated, key=lambda version: version.valid_from, reverse=True)

    def in_force(self, day: datetime.date | None = None) -> PolicyVersion | None:
        """The version that holds on a day (default: today); None before the first one."""
        return in_force_on(self.by_day(), day or today())

    def get_context(self, request: HttpRequest, *args: Any, number: str = "", **kwargs: Any) -> dict[str, Any]:
        """The version in force with the list of the others; or the version with this number, whatever it is."""
        context = super().get_context(request, *args, **kwargs)
        rows = self.rows(request)
        fits = [row for row in rows if (row["number"] == number if number else row["is_in_force"])]
        if number and not fits:
            raise Http404
        shown = fits[0] if fits else None
        own_url = self.get_url(request) or ""
        context.update(shown=shown, others=[row for row in rows if row is not shown], own_url=own_url)
        if shown and shown["is_in_force"]:
            context["meta"] = [_now("Version %(number)s, in force since %(since)s") % shown]
        if shown and number:
            title = _now("Version %(number)s") % {"number": number}
            crumbs = [*context["breadcrumbs"][:-1], Link(self.title, own_url), Link(title, "", current=True)]
            address = request.build_absolute_uri(shown["url"])
            head = replace(context["metadata"], identifier=(address,), breadcrumbs=tuple(crumbs))
            context.update(version_title=title, canonical_url=address, alternates=[], breadcrumbs=crumbs, metadata=head)
        return context

    @re_path(rf"^phien-ban/(?P<number>{ADDRESS})/$", name="version")
    def one_version(self, request: HttpRequest, number: str) -> HttpResponse:
        """`…/phien-ban/2-1/`: version 2.1, whether it is in force or not."""
        return self.render(request, number=number.replace("-", "."))

    def rows(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What readers see of each version, the newest first."""
        versions = self.by_day()
        now = in_force_on(versions, today())
        ends = ["", *(short_date(version.valid_from - datetime.timedelta(days=1)) for version in versions)]
        own_url = self.get_url(request) or ""
        return [
            {
                "number": version.number,
                "url": own_url + self.reverse_subpage("version", kwargs={"number": version.number.replace(".", "-")}),
                "since": short_date(version.valid_from),
                "until": end,
                "changes": version.changes,
                "body": version.body,
                "is_in_force": version is now,
                "is_coming": version.valid_from > today(),
            }
            for version, end in zip(versions, ends, strict=False)
        ]


class PolicyVersion(Orderable):
    """One wording of a policy, from its first day until the next one begins."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(
        _("number"),
        max_length=20,
        validators=[RegexValidator(rf"^{NUMBER}\Z", _("Digits and dots only, for example 2 or 2.1."))],
        help_text=_("For example 2 or 2.1. It names the version for good: its address is made of it."),
    )
    valid_from = models.DateField(
        _("in force from"), help_text=_("The first day. It may lie ahead: readers see then what is coming.")
    )
    changes = models.TextField(
        _("what changed"), blank=True, max_length=600, help_text=_("In a sentence or two, for readers of the list.")
    )
    body = RichTextField(_("text"), features=TEXT_FEATURES)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("valid_from")]),
        FieldPanel("changes"),
        FieldPanel("body"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("version of a policy")
        verbose_name_plural = _("versions of policies")

    def __str__(self) -> str:
        return self.number


def in_force_on(newest_first: list[PolicyVersion], day: datetime.date) -> PolicyVersion | None:
    """The last version that had begun by then."""
    return next((version for version in newest_first if version.valid_from <= day), None)
