"""One noun a file."""

from agencies.models.agency import Agency, AgencyName, StandingAgency, Succession
from agencies.models.media import PortalFile, PortalImage, PortalRendition
from agencies.models.organisation import ContactPage, LeaderPage, OrganisationPage, UnitPage
from agencies.models.page import PortalPage
from agencies.models.participation import Participation
from agencies.models.people import Membership, Role
from agencies.models.portal import Portal, PortalGroup, PortalHost

from agencies.models.duties import InternalRule, StaffAssignment  # isort: skip

__all__ = [
    "Agency",
    "AgencyName",
    "ContactPage",
    "InternalRule",
    "LeaderPage",
    "Membership",
    "OrganisationPage",
    "Participation",
    "Portal",
    "PortalFile",
    "PortalGroup",
    "PortalHost",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "Role",
    "StaffAssignment",
    "StandingAgency",
    "Succession",
    "UnitPage",
]
