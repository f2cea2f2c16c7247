"""What rooms above listen to."""

from django.dispatch import Signal

# Pages became public in one batch. Arguments: `page_ids`; the `pages` themselves where they are at hand.
pages_published = Signal()
# Something shown of public pages changed without a new version of them: a state that the calendar or another page
# decides. Arguments: `page_ids`.
pages_shown_anew = Signal()
# A portal was opened, archived or redirected. Argument: `portal`.
portal_changed = Signal()
