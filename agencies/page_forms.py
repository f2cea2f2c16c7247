"""The form behind every page editor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, SuspiciousOperation, ValidationError
from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from agencies.slug_field import AddressInput
from agencies.wall.references import container_path, foreign_references, references_of
from vietnamese.legacy_encodings import repaired
from vietnamese.text import slug

MOST_BLOCKS = 1000


class PortalPageForm(WagtailAdminPageForm):
    """An editor may leave the address out: the page makes it from its title, always free of diacritics.

    A form with another agency's page, picture or file in it is refused as a whole: shown again with its errors it
    would show the title of what its sender may not see.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.live = False  # Wagtail's default is True; what is begun here may be unfinished
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].widget = AddressInput(self.fields["slug"].widget.attrs)

    def clean_slug(self) -> str:
        """`Thông báo số 1` → `thong-bao-so-1`."""
        return slug(self.cleaned_data.get("slug") or "")

    def clean(self) -> dict[str, Any]:
        """Text typed in an old encoding (TCVN3, VNI) and pasted from Word becomes Unicode; the editor is told."""
        facts = super().clean() or self.cleaned_data
        changed = []
        for name, value in list(facts.items()):
            new = in_unicode(value)
            if new is not None:
                facts[name] = new
                changed.append(str(self.fields[name].label or name))
        if changed:
            self.instance.converted_fields = changed
        return facts

    def is_valid(self) -> bool:
        self.refuse_foreign_things()
        valid = super().is_valid()
        if valid:
            self.repair_rows()
        return valid

    def repair_rows(self) -> None:
        """The same for rows below the page, such as the text of a document."""
        changed = list(getattr(self.instance, "converted_fields", []))
        for form in (form for formset in self.formsets.values() for form in formset.forms):
            for name, value in list(getattr(form, "cleaned_data", {}).items()):
                new = in_unicode(value)
                if new is not None:
                    form.cleaned_data[name] = new
                    setattr(form.instance, name, new)
                    changed.append(str(form.fields[name].label or name))
        if changed:
            self.instance.converted_fields = list(dict.fromkeys(changed))

    def refuse_foreign_things(self) -> None:
        """Looks at what was posted, valid or not. Raises `PermissionDenied`."""
        if not self.is_bound:
            return
        refuse_monstrous_counts(self.data)
        place = self.instance if self.instance.path else self.parent_page
        top = container_path(place)
        # What is in the stored version already tells its editor nothing new, and must not cost them their text.
        known = foreign_references(self.instance, top) if self.instance.path else set()
        rows = [self, *(form for formset in self.formsets.values() for form in formset.forms)]
        if any(foreign_references(as_posted(form), top) - known for form in rows):
            raise PermissionDenied


def in_unicode(value: Any) -> Any:
    """The value in Unicode where it was in an old encoding; None where nothing was to be done."""
    if isinstance(value, str):
        return repaired(value)
    if isinstance(value, StreamValue):
        raw, new = value.get_prep_value(), repaired_deep(value.get_prep_value())
        return value.stream_block.to_python(new) if new != raw else None
    return None


def repaired_deep(value: Any) -> Any:
    """The same lists and rows, with every text in Unicode."""
    if isinstance(value, str):
        return repaired(value) or value
    if isinstance(value, list):
        return [repaired_deep(part) for part in value]
    if isinstance(value, dict):
        return {key: repaired_deep(part) for key, part in value.items()}
    return value


def as_posted(form: forms.ModelForm[Any]) -> models.Model:
    """An instance that holds what the form was sent, however wrong: only what can point at something."""
    probe = form._meta.model(pk=form.instance.pk)
    for name, field in form.fields.items():
        try:
            column = probe._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if not isinstance(column, models.ForeignKey | RichTextField | StreamField):
            continue
        try:
            value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            if isinstance(column, models.ForeignKey):
                # As the database reads it: "+62" and " 62" are 62 there.
                setattr(probe, column.attname, int(value) if value not in (None, "") else None)
            else:
                setattr(probe, name, value)
                references_of(probe)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, ValidationError) as error:
            raise SuspiciousOperation(f"{name} was not sent by the editor") from error
    return probe


def refuse_monstrous_counts(data: Any) -> None:
    """No text has a thousand blocks: a form that says so keeps a server busy. Raises `SuspiciousOperation`."""
    for name, value in data.items():
        if name.endswith(("-count", "-TOTAL_FORMS", "-INITIAL_FORMS")):
            if not (str(value).isascii() and str(value).isdecimal() and int(value) <= MOST_BLOCKS):
                raise SuspiciousOperation(f"{name} was not sent by the editor")
    overwritten = str(data.get("overwrite_revision_id") or "0")
    if not (overwritten.isascii() and overwritten.isdecimal()):
        raise SuspiciousOperation("overwrite_revision_id was not sent by the editor")
