"""What rooms above listen to."""

from django.dispatch import Signal

# Pages became public in one batch. Arguments: `page_ids`.
pages_published = Signal()
# A portal was opened, archived or redirected. Argument: `portal`.
portal_changed = Signal()
