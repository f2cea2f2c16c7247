"""What a document says about itself: number, type, issuer, days, abstract, signer, relations, from its plain text."""

from documents.proposal.reading import propose, read_proposal
from documents.proposal.values import (
    Caution,
    Certainty,
    Cited,
    EffectRule,
    Found,
    FoundRelation,
    Proposal,
    RelationKind,
)

__all__ = [
    "Caution",
    "Certainty",
    "Cited",
    "EffectRule",
    "Found",
    "FoundRelation",
    "Proposal",
    "RelationKind",
    "propose",
    "read_proposal",
]
