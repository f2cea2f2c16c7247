"""What changed: changes read out of an amending text, applied to the text they amend, and two texts compared."""

from documents.changes.change import (
    Action,
    Change,
    Consolidated,
    Note,
    Piece,
    PieceState,
    Proposed,
    Reason,
    Unapplied,
)
from documents.changes.comparing import Block, Fate, Run, compare
from documents.changes.consolidating import consolidate
from documents.changes.order import cycle_free, order_of_changes
from documents.changes.proposing import propose_changes

__all__ = [
    "Action",
    "Block",
    "Change",
    "Consolidated",
    "Fate",
    "Note",
    "Piece",
    "PieceState",
    "Proposed",
    "Reason",
    "Run",
    "Unapplied",
    "compare",
    "consolidate",
    "cycle_free",
    "order_of_changes",
    "propose_changes",
]
