"""From plain text to provisions, and back without loss."""

from documents.structure.provision import Doubt, Provision, ProvisionKind, Structure
from documents.structure.reader import parse_structure, read_structure

__all__ = ["Doubt", "Provision", "ProvisionKind", "Structure", "parse_structure", "read_structure"]
