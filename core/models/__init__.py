"""One noun a file."""

from core.models.audit import AuditEntry
from core.models.calendar import CalendarDay, OfficeHours
from core.models.dated import Dated, DatedQuerySet
from core.models.job import Job
from core.models.rule import Rule
from core.models.user import PasswordMemory, User

__all__ = [
    "AuditEntry",
    "CalendarDay",
    "Dated",
    "DatedQuerySet",
    "Job",
    "OfficeHours",
    "PasswordMemory",
    "Rule",
    "User",
]
