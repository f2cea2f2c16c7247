"""Screens of the lists behind the documents, for who speaks for the standing agency."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from agencies.desk import DeskView, OperatorOnly, TransitionFormView, acting_user
from core.transitions import Transition
from documents.catalogue import DropEntry, SaveEntry, counts_of
from documents.catalogue_merging import MergeEntries
from documents.desk import query_prefix
from documents.issuers import level_of_name
from documents.models import DocumentType, Field, Issuer, Position
from vietnamese.text import slug

PER_PAGE = 100
# The last part of the address → (model, title, its columns)
KINDS: dict[str, tuple[type[Any], Any, list[str]]] = {
    "co-quan-ban-hanh": (
        Issuer,
        _("Issuers"),
        ["name", "agency", "level", "existed_from", "existed_to", "names_portal"],
    ),
    "linh-vuc": (Field, _("Fields of government"), ["name"]),
    "loai": (DocumentType, _("Types of documents"), ["name", "abbreviation", "order"]),
    "chuc-vu": (Position, _("Positions of signers"), ["name"]),
}


class OneList(OperatorOnly):
    """One of the lists, named in the address."""

    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = kwargs["kind"]
        self.model, self.list_title, self.columns = KINDS[self.kind]

    def get_success_url(self) -> str:
        return reverse("documents_catalogue", args=[self.kind])


class CatalogueView(OneList, DeskView):
    """All entries with how often each is used."""

    header_icon = "list-ul"
    template_name = "documents/admin/catalogue.html"

    def get_page_title(self) -> str:
        return str(self.list_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").strip()
        entries = self.model.objects.all()
        if words:
            entries = entries.filter(name__icontains=words) | entries.filter(slug__contains=slug(words, 120) or words)
        if self.model is Issuer:
            entries = entries.select_related("agency")
        page = Paginator(entries, PER_PAGE).get_page(self.request.GET.get("p"))
        counts = counts_of(self.model)
        kwargs.update(
            rows=[{"entry": entry, "count": counts.get(entry.pk, 0)} for entry in page],
            page_obj=page,
            kind=self.kind,
            kinds=[(key, title) for key, (_model, title, _columns) in KINDS.items()],
            counted=self.model is not Position,
            is_issuers=self.model is Issuer,
            q=words,
            prefix=query_prefix(self.request),
        )
        return super().get_context_data(**kwargs)


class EntryView(OneList, TransitionFormView):
    """A new entry, or an entry put right."""

    success_message = _("Saved: %(object)s")
    template_name = "documents/admin/catalogue_entry.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("pk")
        self.entry = get_object_or_404(self.model, pk=pk) if pk else None

    def get_page_title(self) -> str:
        name = self.entry or _now("a new entry")
        return f"{self.list_title}: {name}"

    def get_form_class(self) -> type[forms.ModelForm[Any]]:
        widgets = {name: AdminDateInput for name in self.columns if name.startswith("existed_")}
        return forms.modelform_factory(self.model, fields=self.columns, widgets=widgets)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.entry}

    def transition(self, form: forms.ModelForm[Any]) -> Transition:  # type: ignore[override]
        entry = form.save(commit=False)
        if isinstance(entry, Issuer) and not entry.level:
            entry.level = level_of_name(entry.name)
        return SaveEntry(entry, by=acting_user(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            entry=self.entry, kind=self.kind, may_merge=self.model is not Position, **kwargs
        )


class OneEntry(OneList, TransitionFormView):
    """Something done with an entry that is there."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.entry = get_object_or_404(self.model, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.entry}"


class MergeView(OneEntry):
    """The wrong entry goes, its documents move to the right one."""

    page_title = _("Merge")
    submit_label = _("Merge into this one")
    success_message = _("Everything is now under %(object)s.")
    note = _("All documents, drafts and lists of this entry move to the one you choose; this entry goes for good.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.model is Position:
            raise Http404

    def get_form_class(self) -> type[forms.Form]:
        others = self.model.objects.exclude(pk=self.entry.pk)
        into: Any = forms.ModelChoiceField(others, label=_("Which one is right"))
        return type("MergeForm", (forms.Form,), {"into": into})

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return MergeEntries(self.entry, form.cleaned_data["into"], by=acting_user(self.request))


class DropView(OneEntry):
    """An entry nothing uses goes."""

    page_title = _("Take off the list")
    header_icon = "bin"
    form_class = forms.Form
    submit_label = _("Take off the list")
    success_message = _("%(object)s is off the list.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return DropEntry(self.entry, by=acting_user(self.request))
