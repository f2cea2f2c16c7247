"""Forms of uploaded documents: the files, and the decision about a stamp."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from documents.uploading.receiving import ACCEPTED, MOST_FILES


class ManyFilesInput(forms.FileInput):
    """Several files from one field; the folder's field is the same with one attribute more."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All files of the field. What is in them is asked one by one, so that the good ones go in."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        return [file for file in data or [] if isinstance(file, UploadedFile)]


def limits_said() -> str:
    """Kinds, size and number, as the person reads them."""
    return _now("Kinds: %(kinds)s. Each file up to %(size)d MB, up to %(most)d files at a time.") % {
        "kinds": ", ".join(f".{kind}" for kind in ACCEPTED),
        "size": settings.WAGTAILDOCS_MAX_UPLOAD_SIZE // 1024**2,
        "most": MOST_FILES,
    }


_ACCEPT = ",".join(f".{kind}" for kind in ACCEPTED)


class UploadForm(forms.Form):
    """Files, or a whole folder."""

    documents = ManyFilesField(
        label=_("Files to upload"),
        required=False,
        help_text=lazy(limits_said, str)(),
        widget=ManyFilesInput(attrs={"accept": _ACCEPT, "multiple": True}),
    )
    folder = ManyFilesField(
        label=_("Or a whole folder"),
        required=False,
        help_text=_("All documents in the folder are taken; other files are left out."),
        widget=ManyFilesInput(attrs={"webkitdirectory": True, "multiple": True}),
    )

    def chosen(self) -> list[UploadedFile]:
        """What was chosen in either way."""
        return [*self.files.getlist("documents"), *self.files.getlist("folder")]


class ClearForm(forms.Form):
    """Why the words are no secrecy stamp."""

    reason = forms.CharField(
        label=_("Why these words are no secrecy stamp"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the log under your name."),
    )
