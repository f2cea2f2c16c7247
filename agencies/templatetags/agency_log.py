"""Words for the verbs of the log."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

VERBS = {
    "account.sign_in": _("signed in"),
    "account.sign_out": _("signed out"),
    "account.failed_sign_in": _("failed sign-in"),
    "account.locked": _("account locked after failed sign-ins"),
    "account.disabled_idle": _("account closed, not used"),
    "account.unlocked_by_command": _("account opened again by the operator"),
    "agency.file": _("filed"),
    "host.propose": _("proposed the address"),
    "host.agree": _("agreed to the address"),
    "page.submit": _("submitted for approval"),
    "page.take_back": _("took the submission back"),
    "page.approve": _("approved"),
    "page.return": _("returned"),
    "page.force_publish": _("published without approval"),
    "page.review_forced": _("reviewed the publication without approval"),
    "page.unschedule": _("cancelled the schedule"),
    "page.schedule_refused": _("could not be published at its time"),
    "page.withdraw": _("withdrew"),
    "page.move": _("moved"),
    "page.reorder": _("changed the order"),
    "page.delete": _("deleted into the bin"),
    "page.restore": _("restored from the bin"),
    "page.purge": _("removed for good"),
    "pages.bulk_publish": _("published many at once"),
    "documents.upload": _("uploaded documents"),
    "documents.read_again": _("had an uploaded file read again"),
    "documents.discard_upload": _("discarded an uploaded file"),
    "documents.hold_back": _("held an uploaded file back"),
    "documents.clear_stamp": _("decided that it bears no secrecy stamp"),
    "documents.correct_text": _("corrected the text of an uploaded file"),
    "documents.confirm": _("made a document of an uploaded file"),
    "documents.intake_keep": _("put on the intake list"),
    "documents.intake_receive": _("marked as received"),
    "documents.intake_drop": _("took off the intake list"),
    "documents.intake_take_in": _("put many documents on the intake list"),
    "documents.edit_fields": _("changed the fields of many documents"),
    "documents.undo_fields": _("took a change of fields back"),
    "documents.catalogue_save": _("changed a list of documents"),
    "documents.catalogue_merge": _("merged two entries of a list"),
    "documents.catalogue_drop": _("took an entry off a list"),
    "documents.record_changes": _("put down what the document changes"),
    "portal.open": _("opened the portal"),
    "portal.add_parts": _("added pages that every portal has"),
    "portal.archive": _("archived the portal"),
    "portal.redirect": _("redirected the portal"),
    "staff.invite": _("invited"),
    "staff.revoke_invitation": _("withdrew the invitation"),
    "staff.accept_invitation": _("accepted the invitation"),
    "staff.change": _("changed the role"),
    "staff.retire": _("ended the access"),
    "staff.unlock": _("opened the account again"),
    "staff.reset_second_factor": _("reset the second factor"),
    "wagtail.create": _("began"),
    "wagtail.edit": _("edited"),
    "wagtail.revert": _("went back to an earlier version"),
    "wagtail.rename": _("changed the title"),
    "wagtail.publish": _("published"),
    "wagtail.publish.schedule": _("scheduled the publication"),
    "wagtail.publish.scheduled": _("published on schedule"),
    "wagtail.schedule.cancel": _("cancelled the schedule"),
    "wagtail.unpublish": _("taken from public view"),
    "wagtail.unpublish.scheduled": _("taken from public view on schedule"),
    "wagtail.copy": _("copied"),
    "wagtail.move": _("moved"),
    "wagtail.reorder": _("changed the order"),
    "wagtail.delete": _("deleted"),
    "wagtail.lock": _("locked"),
    "wagtail.unlock": _("unlocked"),
    "wagtail.workflow.start": _("approval begun"),
    "wagtail.workflow.approve": _("approval step passed"),
    "wagtail.workflow.reject": _("approval step refused"),
    "wagtail.workflow.cancel": _("approval ended"),
}


@register.filter
def verb_text(verb: str) -> str:
    """What was done, in words; the verb itself where there are none yet."""
    return str(VERBS.get(verb, verb))
