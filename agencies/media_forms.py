"""Forms of pictures and files: what is uploaded is looked at, not only its name."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.uploads import file_problems, picture_problems


class PortalFileForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and (problems := file_problems(file)):
            raise ValidationError(problems)
        return file


class PortalImageForm(BaseImageForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and (problems := picture_problems(file)):
            raise ValidationError(problems)
        return file
