"""The screen that gives many documents their fields of government."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from agencies.desk import DeskView, acting_user
from agencies.models import Agency, Role
from agencies.wall.standing import Standing
from core.models import AuditEntry
from core.transitions import TransitionRefused
from documents.bulk_edit import MOST, EditFields, FieldChange, FieldEdit, UndoFields
from documents.desk import OfAnAgency, agencies_as, query_prefix
from documents.models import DocumentPage, DocumentType, Field

PER_PAGE = 100
WITHOUT = "khong"
LATELY = 5  # changes that are offered to be taken back


def edits_fields(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Approvers; the gate asks, the view and the service too."""
    return standing.has(Role.APPROVER)


class ForApprovers(OfAnAgency):
    """Of one's own agency, as its approver."""

    def agencies_open(self, standing: Standing) -> list[Agency]:
        return agencies_as(standing, Role.APPROVER)


class FieldsView(ForApprovers, DeskView):
    """The public documents of an agency, narrowed, each to be ticked; fields to add and to take away."""

    page_title = _("Fields of many documents")
    header_icon = "tag"
    template_name = "documents/admin/bulk_fields.html"

    def narrowed(self) -> QuerySet[DocumentPage]:
        asked = self.request.GET
        found = DocumentPage.objects.live().filter(agency=self.agency, language="vi")
        if kind := asked.get("loai", ""):
            found = found.filter(document_type__slug=kind)
        if year := asked.get("nam", ""):
            is_year = len(year) == 4 and year.isascii() and year.isdecimal()
            found = found.filter(year=int(year)) if is_year else found.none()
        if (wanted := asked.get("linh-vuc", "")) == WITHOUT:
            found = found.filter(fields=None)
        elif wanted:
            found = found.filter(fields__slug=wanted)
        if words := asked.get("q", "").strip():
            found = found.filter(abstract__icontains=words)
        return found.order_by("-issued_on", "-pk")  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, found = self.request.GET, self.narrowed()
        page = Paginator(found.prefetch_related("fields"), PER_PAGE).get_page(asked.get("p"))
        live = DocumentPage.objects.live().filter(agency=self.agency, language="vi").order_by()
        return super().get_context_data(
            rows=page.object_list,
            page_obj=page,
            total=page.paginator.count,
            may_have_all=page.paginator.count <= MOST,
            fields=Field.objects.all(),
            types=DocumentType.objects.filter(pk__in=live.values("document_type").distinct()),
            years=sorted({year for year in live.values_list("year", flat=True).distinct() if year}, reverse=True),
            chosen={name: asked.get(name, "") for name in ("loai", "nam", "linh-vuc", "q")},
            field_chosen=asked.get("linh-vuc", ""),
            lately=self.lately(),
            **self.with_agency(),
            **kwargs,
        )

    def lately(self) -> list[AuditEntry]:
        """The newest changes that can still be taken back. Two queries."""
        entries = AuditEntry.objects.filter(verb=EditFields.verb, owner=self.agency.pk)[:LATELY]
        undone = set(
            AuditEntry.objects.filter(verb=UndoFields.verb, owner=self.agency.pk).values_list(
                "details__undoes", flat=True
            )
        )
        return [entry for entry in entries if entry.pk not in undone]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        posted = request.POST
        if posted.get("cai-nao") == "tat-ca":
            page_ids = list(self.narrowed().values_list("pk", flat=True)[: MOST + 1])
        else:
            page_ids = [int(pk) for pk in posted.getlist("van-ban") if pk.isascii() and pk.isdecimal() and len(pk) < 10]
        fields = {str(one.pk): one for one in Field.objects.all()}
        add = [fields[pk] for pk in posted.getlist("them") if pk in fields]
        remove = [fields[pk] for pk in posted.getlist("bo") if pk in fields]
        change = EditFields(self.agency, page_ids, add=add, remove=remove, by=acting_user(request))
        run_and_tell(request, change)
        return redirect(f"{reverse('documents_fields')}?{query_prefix(request)}")


class UndoFieldsView(ForApprovers, View):
    """One press: that change is taken back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = AuditEntry.objects.filter(pk=kwargs["pk"], verb=EditFields.verb)
        entry = own.filter(owner__in=[agency.pk for agency in self.agencies]).first()
        if entry is None:
            raise Http404
        agency = next(one for one in self.agencies if one.pk == entry.owner)
        run_and_tell(request, UndoFields(entry, agency, by=acting_user(request)))
        return redirect(f"{reverse('documents_fields')}?co-quan={agency.pk}")


def run_and_tell(request: HttpRequest, change: FieldChange) -> None:
    """Does it and says what came of it."""
    try:
        result: FieldEdit = change.run()
    except TransitionRefused as refused:
        messages.error(request, " ".join(refused.reasons))
        return
    n = len(result.page_ids)
    messages.success(request, ngettext("%(n)s document changed.", "%(n)s documents changed.", n) % {"n": n})
    if result.left_out:
        titles = ", ".join(page.title for page in result.left_out[:10])
        said = _now("Left out, because a draft of them is being worked on: %(titles)s. Set their fields in the draft.")
        messages.warning(request, said % {"titles": titles})
