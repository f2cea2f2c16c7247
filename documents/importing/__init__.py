"""From files to documents of the library (formats: contract; the sources' own keys are mapped too)."""

from documents.importing.catalogue import Catalogue
from documents.importing.drafts import draft
from documents.importing.folder import import_files
from documents.importing.jsonl import import_decision, import_documents

__all__ = ["Catalogue", "draft", "import_decision", "import_documents", "import_files"]
