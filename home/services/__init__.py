"""What happens to a portal as a whole: it is opened, archived, redirected."""

from home.services.archive import ArchivePortal, RedirectPortal
from home.services.open_portal import OpenPortal

__all__ = ["ArchivePortal", "OpenPortal", "RedirectPortal"]
