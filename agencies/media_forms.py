"""Forms of pictures and files: uploads are looked at, and what readers see is not changed behind an approval."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from agencies.models import Role
from agencies.ownership import owner_of
from agencies.wall.files import used_by_a_live_page
from agencies.wall.standing import standing_of
from core.uploads import file_problems, picture_problems


class PublicUse:
    """A file is part of what was read and approved: another one is uploaded beside it, not over it."""

    user: Any
    instance: Any
    changed_data: list[str]

    def refuse_change_of_what_is_public(self) -> None:
        """Raises `ValidationError` for what readers would see at once."""
        standing = standing_of(self.user)
        if self.instance.pk is None or standing.is_operator:
            return
        if "file" in self.changed_data:
            raise ValidationError(
                _("A file is not replaced: every version shows what was approved. Upload the new one beside it.")
            )
        agency = owner_of(self.instance)
        if (
            self.changed_data
            and used_by_a_live_page(self.instance)
            and not standing.has(Role.APPROVER, agency_id=agency)
        ):
            raise ValidationError(_("A public page uses it: only an approver changes what readers see."))


class PortalFileForm(PublicUse, BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and (problems := file_problems(file)):
            raise ValidationError(problems)
        return file

    def clean(self) -> Any:
        self.refuse_change_of_what_is_public()
        return super().clean()


class PortalImageForm(PublicUse, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and (problems := picture_problems(file)):
            raise ValidationError(problems)
        return file

    def clean(self) -> Any:
        self.refuse_change_of_what_is_public()
        return super().clean()
