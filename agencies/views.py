"""Public answers of this room: sizes of pictures, and the door of an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from django.views.static import serve
from wagtail.documents.models import AbstractDocument
from wagtail.documents.views.serve import serve as serve_document

from agencies.file_answers import is_shown_inside, media_answer
from agencies.models import Invitation, PortalFile, PortalRendition
from agencies.staff import AcceptInvitation, token_hash
from agencies.wall.files import may_read, used_by_a_live_page
from agencies.wall.standing import standing_of
from core.models import User
from core.transitions import TransitionRefused

SHORT_WHILE = 3600  # seconds a reader's browser may keep a public picture


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One size of a picture: for everybody when a live page shows it, else for the agency whose it is."""
    rendition = PortalRendition.objects.select_related("image").filter(file=path).first()
    if rendition is None or not may_read(request, rendition.image):
        raise Http404
    answer = serve(request, path, document_root=settings.MEDIA_ROOT)
    public = used_by_a_live_page(rendition.image)
    answer["Cache-Control"] = f"public, max-age={SHORT_WHILE}" if public else "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """A file to read or download: Wagtail serves it, films and captions we do; both say how long it may be kept."""
    document = PortalFile.objects.filter(pk=document_id).first()
    if document is not None and is_shown_inside(document):
        answer = media_answer(request, document, document_filename)
    else:
        answer = serve_document(request, document_id, document_filename)
    public = document is not None and used_by_a_live_page(document)
    answer["Cache-Control"] = f"public, max-age={SHORT_WHILE}" if public else "private, no-store"
    return answer


def avatar(request: HttpRequest, path: str) -> HttpResponseBase:
    """The pictures people give themselves in the admin: for the people of the admin only."""
    standing = standing_of(request.user)
    if not (standing.is_staff or standing.is_operator):
        raise Http404
    answer = serve(request, path, document_root=settings.MEDIA_ROOT)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def refuse_private_file(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Wagtail asks before it serves a file: a file no live page uses does not exist for the public."""
    if not may_read(request, document):  # type: ignore[arg-type]
        raise Http404
    return None


class AccountForm(forms.Form):
    """The name to sign in with, and a password, typed twice."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        # No @: a user name that looks like somebody's address would be taken for it at sign-in.
        validators=[RegexValidator(r"^[\w.-]+\Z", _("Letters, digits and . - _ only."))],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        help_text=_("To sign in with. Letters, digits and . - _ only, for example: nguyenvana."),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(email__iexact=self.email).exists():
            raise ValidationError(_("This user name is taken. Choose another one."))
        return name

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("password"):
            if facts["password"] != facts.get("again"):
                self.add_error("again", _("The two passwords differ."))
            try:
                former = User.objects.filter(email__iexact=self.email).first() if self.email else None
                validate_password(facts["password"], former or User(username=facts.get("username", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return facts


class InvitationView(FormView):  # type: ignore[type-arg]
    """The link of an invitation. Wrong, used and expired links get one and the same answer."""

    template_name = "agencies/invitation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = Invitation.objects.filter(token_hash=token_hash(kwargs["token"])).select_related("agency", "invited_by")
        self.invitation = found.first()
        if self.invitation is None or not self.invitation.is_open:
            context = {"problem": _now("This invitation is not open any more, or its address is incomplete.")}
            return self.render_to_response({**context, "closed": True}, status=410)
        return super().dispatch(request, *args, **kwargs)

    @property
    def known(self) -> User | None:
        """The signed-in person the invitation is meant for."""
        return self.request.user if isinstance(self.request.user, User) else None

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self.known else AccountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs if self.known or not self.invitation else {**kwargs, "email": self.invitation.email}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        assert self.invitation is not None
        facts = form.cleaned_data
        step = AcceptInvitation(
            self.invitation, by=self.known, username=facts.get("username", ""), password=facts.get("password", "")
        )
        try:
            step.run()
        except TransitionRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, _now("Your account is ready. Sign in now."))
        return redirect("wagtailadmin_home" if self.known else "account_login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.invitation is not None
        taken = User.objects.filter(email__iexact=self.invitation.email, is_active=True).exists()
        return super().get_context_data(
            invitation=self.invitation,
            known=self.known,
            not_meant=self.known is not None and self.known.email.lower() != self.invitation.email.lower(),
            has_account=taken and not self.known,
            **kwargs,
        )


invitation = never_cache(InvitationView.as_view())
