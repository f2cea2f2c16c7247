"""One noun a file."""

from agencies.models.agency import Agency, AgencyName, StandingAgency, Succession
from agencies.models.approval import (
    ApprovalState,
    ApprovalTask,
    BinEntry,
    BinPage,
    ForcedPublication,
    LegalityCheck,
    LegalPoint,
)
from agencies.models.channels import Channel, ChannelsPage
from agencies.models.media import PortalFile, PortalImage, PortalRendition
from agencies.models.organisation import ContactPage, LeaderPage, OrganisationPage, UnitPage
from agencies.models.page import PortalPage
from agencies.models.participation import Participation
from agencies.models.people import Invitation, KeptForm, Membership, Role
from agencies.models.policy import PolicyPage, PolicyVersion
from agencies.models.portal import Portal, PortalGroup, PortalHost
from agencies.models.standard import StandardFile, StandardPage
from agencies.models.votes import PageVote

from agencies.models.duties import InternalRule, StaffAssignment  # isort: skip

__all__ = [
    "Agency",
    "AgencyName",
    "ApprovalState",
    "ApprovalTask",
    "BinEntry",
    "BinPage",
    "Channel",
    "ChannelsPage",
    "ContactPage",
    "ForcedPublication",
    "InternalRule",
    "Invitation",
    "KeptForm",
    "LeaderPage",
    "LegalPoint",
    "LegalityCheck",
    "Membership",
    "OrganisationPage",
    "PageVote",
    "Participation",
    "PolicyPage",
    "PolicyVersion",
    "Portal",
    "PortalFile",
    "PortalGroup",
    "PortalHost",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "Role",
    "StaffAssignment",
    "StandardFile",
    "StandardPage",
    "StandingAgency",
    "Succession",
    "UnitPage",
]
