"""Mail goes out by a job: written with the change it tells of, sent after the commit, tried again when it fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from core import jobs


def send_later(recipients: Iterable[str], template: str, context: dict[str, Any]) -> int:
    """One mail, one job for each address; the template's first line is the subject. Answers how many will go.

    Mails are Vietnamese: they go to civil servants of the province.
    """
    with translation.override(settings.LANGUAGE_CODE):
        subject, _line, text = render_to_string(template, context).strip().partition("\n")
    addresses = {address for address in recipients if address}
    for address in addresses:
        jobs.enqueue("core.mail", subject, to=address, title=subject.strip()[:200], text=text.strip() + "\n")
    return len(addresses)


@jobs.job("core.mail", forget=True)
def send(to: str, title: str, text: str) -> None:
    """Sends one mail. Raises what the mail server says: the job keeps it and tries again."""
    EmailMessage(title, text, settings.DEFAULT_FROM_EMAIL, [to]).send()
