"""One noun a file."""

from documents.models.catalogue import DocumentType, Field, Issuer, IssuerLevel, Position
from documents.models.citation import Citation
from documents.models.document import DocumentPage, EffectRule, Secrecy, SignMode, Urgency
from documents.models.event import ValidityEvent
from documents.models.index import DocumentIndexPage
from documents.models.mistake import MistakeReport
from documents.models.register import IncomingDocument
from documents.models.relation import ChangeAction, ProvisionChange, Relation, RelationKind
from documents.models.text import Attachment, DocumentText, Origin
from documents.models.upload import Upload, UploadState

__all__ = [
    "Attachment",
    "ChangeAction",
    "Citation",
    "DocumentIndexPage",
    "DocumentPage",
    "DocumentText",
    "DocumentType",
    "EffectRule",
    "Field",
    "IncomingDocument",
    "Issuer",
    "IssuerLevel",
    "MistakeReport",
    "Origin",
    "Position",
    "ProvisionChange",
    "Relation",
    "RelationKind",
    "Secrecy",
    "SignMode",
    "Upload",
    "UploadState",
    "Urgency",
    "ValidityEvent",
]
