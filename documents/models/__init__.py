"""One noun a file."""

from documents.models.catalogue import DocumentType, Field, Issuer
from documents.models.document import Attachment, DocumentPage, DocumentText
from documents.models.index import DocumentIndexPage

__all__ = ["Attachment", "DocumentIndexPage", "DocumentPage", "DocumentText", "DocumentType", "Field", "Issuer"]
