"""What the editor should look at before confirming, as sentences."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# Of `documents.proposal`: by the code of a caution. “%(words)s” is what stands in the text.
SENTENCES: dict[str, Any] = {
    "number_twice": _("Two lines look like the number. Also read: “%(words)s”."),
    "number_blank": _("The number is left open in the text: “%(words)s”. Take it from the signed paper."),
    "number_mended": _("The number was read with a likely slip of the scan put right: “%(words)s”."),
    "date_impossible": _("This day does not exist: “%(words)s”. Take the date from the signed paper."),
    "date_blank": _("The date is left open in the text: “%(words)s”. Take it from the signed paper."),
    "date_twice": _("Two dates of issue are written. Also read: “%(words)s”."),
    "type_and_number_differ": _("The number is that of another type of document than the heading: “%(words)s”."),
    "attachment_only": _("This seems to be only what was issued with a document: “%(words)s”."),
    "effect_in_parts": _("Parts of it come into force on other days: “%(words)s”."),
    "effect_blank": _("The day it comes into force is left open: “%(words)s”."),
    "effect_from_gazette": _("It comes into force some days after the gazette printed it: “%(words)s”. Give the day."),
    "effect_before_issue": _("It would be in force before it was issued: “%(words)s”."),
    "signers_many": _("Several people signed: “%(words)s”. Name the others in the text of the page."),
    "secrecy_stamp": _("These words look like a secrecy stamp: “%(words)s”."),
    "circulation_note": _("A note narrows who may read it: “%(words)s”. Ask before you publish."),
}
# Of `documents.structure`: by the code of a doubt.
DOUBTS: dict[str, Any] = {
    "article_missing": _("An article is missing before: “%(words)s”."),
    "article_twice": _("An article with this number comes twice: “%(words)s”."),
    "article_order": _("This looks like an article, but its number is out of order: “%(words)s”."),
    "article_typo": _("The number of this article seems to be a slip: “%(words)s”."),
    "articles_again": _("The articles begin anew here without a heading: “%(words)s”."),
    "unit_missing": _("A clause or point is missing before: “%(words)s”."),
    "unit_order": _("A clause or point is out of order: “%(words)s”."),
    "unclosed_quotation": _("A quotation is opened and not closed: “%(words)s”."),
    "text_after_signature": _("There is text behind the signature: “%(words)s”."),
}
ODD_STRUCTURE = _("The structure is odd here: “%(words)s”.")
LONGEST = 120


def sentence(code: str, words: str, known: dict[str, Any], other: Any = ODD_STRUCTURE) -> str:
    """What is said of one place of the text."""
    plain = " ".join(words.split())
    short = plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
    return str(known.get(code, other)) % {"words": short}
