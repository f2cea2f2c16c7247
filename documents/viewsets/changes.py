"""The screen on which an editor puts down what an amending document changes in others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from agencies.desk import DeskView, acting_user
from agencies.permissions import may_write
from agencies.versions import digest_of
from agencies.viewsets.approval import own_specific_page
from core.transitions import TransitionRefused
from documents.models import DocumentPage, ProvisionChange
from documents.recording import RecordChanges, Target, outcomes, proposed_rows, still_open, targets_of

MOST_ROWS = 400
MOST_CHOICES = 1500  # provisions offered while typing, of one document


class ChangeForm(forms.ModelForm):  # type: ignore[type-arg]
    """One change. What is not ticked is not kept, and need not be right."""

    keep = forms.BooleanField(label=_("keep this change"), required=False)

    class Meta:
        model = ProvisionChange
        fields = [
            "number",
            "action",
            "provisions",
            "after",
            "new_text",
            "old_words",
            "new_words",
            "effective_on",
            "source_provision",
        ]
        widgets = {
            "new_text": forms.Textarea(attrs={"rows": 6}),
            "old_words": forms.TextInput,
            "new_words": forms.TextInput,
            "effective_on": AdminDateInput,
        }

    def full_clean(self) -> None:
        if self.is_bound and not self["keep"].data:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data: dict[str, Any] = {"keep": False}
            return
        super().full_clean()

    def offer(self, place: int) -> None:
        """The lists that are offered while typing: known numbers, and the provisions of one amended document."""
        self.fields["number"].widget.attrs["list"] = "numbers"
        for name in ("provisions", "after"):
            self.fields[name].widget.attrs["list"] = f"provisions-{place}"

    @property
    def row(self) -> ProvisionChange:
        """What the form says, right or wrong, for the preview."""
        names = ChangeForm.Meta.fields
        if not self.is_bound:
            return ProvisionChange(**{name: self.initial.get(name) or default(name) for name in names})
        return ProvisionChange(**{name: self.typed(name) for name in names})

    def typed(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self[name].data)
        except forms.ValidationError:
            return default(name) if name == "effective_on" else str(self[name].data or "")


def default(name: str) -> Any:
    return None if name == "effective_on" else ""


ChangeFormSet = forms.formset_factory(ChangeForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def initial_of(row: ProvisionChange, *, keep: bool) -> dict[str, Any]:
    return {"keep": keep, **{name: getattr(row, name) for name in ChangeForm.Meta.fields}}


class ChangesView(DeskView):
    """Kept changes and those the text proposes, each beside the present text of the provision and what it becomes."""

    page_title = _("What this document changes")
    header_icon = "edit"
    template_name = "documents/admin/changes.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = own_specific_page(request, kwargs["page_id"])
        if not isinstance(page, DocumentPage) or not may_write(acting_user(request), page):
            raise Http404
        self.page = page
        self.draft: DocumentPage = page.get_latest_revision_as_object()

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.page.get_admin_display_title()}"

    @property
    def seen(self) -> str:
        """The fingerprint of the version on the screen."""
        latest = self.page.get_latest_revision()
        return digest_of(latest) if latest else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = list(self.draft.changes.all())
        proposed = still_open(proposed_rows(self.draft), kept)[: MOST_ROWS - len(kept)]
        targets = targets_of(self.draft, [*kept, *proposed], request)
        # What cannot be applied as it was read waits for a person to put it right.
        fits = [not outcome.problem for outcome in outcomes(self.draft, [*kept, *proposed], targets)][len(kept) :]
        initial = [initial_of(row, keep=True) for row in kept]
        initial += [initial_of(row, keep=fit) for row, fit in zip(proposed, fits, strict=True)]
        return self.shown(ChangeFormSet(initial=initial), targets=targets, first_proposed=len(kept))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        posted = request.POST
        formset = ChangeFormSet(posted)
        if "add" in posted or "preview" in posted:
            return self.shown(formset, seen=posted.get("seen", ""), one_more="add" in posted)
        if not formset.is_valid():
            return self.shown(formset, seen=posted.get("seen", ""))
        rows = [form.instance for form in formset if form.cleaned_data.get("keep")]
        change = RecordChanges(self.page, rows, by=acting_user(request), seen=posted.get("seen", ""))
        try:
            change.run()
        except TransitionRefused as refused:
            messages.error(request, " ".join(refused.reasons))
            return self.shown(formset, seen=posted.get("seen", ""))
        messages.success(request, _now("The changes are in the draft. Submit it for approval when it is ready."))
        return redirect("documents_changes", self.page.pk)

    def shown(
        self,
        formset: Any,
        *,
        seen: str = "",
        targets: dict[str, Target] | None = None,
        first_proposed: int | None = None,
        one_more: bool = False,
    ) -> HttpResponse:
        forms_shown = list(formset)
        rows = [form.row for form in forms_shown]
        targets = targets_of(self.draft, rows, self.request) if targets is None else targets
        for row in rows:
            row.derive()
        # A change that is not kept does nothing to the others.
        kept = [place for place, form in enumerate(forms_shown) if form["keep"].value()]
        told = dict(zip(kept, outcomes(self.draft, [rows[place] for place in kept], targets), strict=True))
        keys = list(targets)
        lines = [
            {
                "form": form,
                "row": row,
                "outcome": told.get(place) or outcomes(self.draft, [row], targets)[0],
                "is_proposed": first_proposed is not None and place >= first_proposed,
            }
            for place, (form, row) in enumerate(zip(forms_shown, rows, strict=True))
        ]
        for line in lines:
            line["form"].offer(keys.index(line["row"].number_key) if line["row"].number_key in targets else 0)
        blank = ChangeForm(prefix=f"form-{len(lines)}", initial={"number": targets[keys[0]].number if keys else ""})
        blank.offer(0)
        context = self.get_context_data(
            page=self.page,
            draft=self.draft,
            formset=formset,
            lines=lines,
            blank=blank if one_more else None,
            total=len(forms_shown) + one_more,
            targets=[(place, targets[key], targets[key].provisions[:MOST_CHOICES]) for place, key in enumerate(keys)],
            seen=seen or self.seen,
            media=blank.media,
            has_text=bool(self.draft.text.strip()),
        )
        return self.render_to_response(context)
