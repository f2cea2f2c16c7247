"""Documents for the tests of public pages: made as an editor would, with text, relations and changes, and settled."""

import datetime

from documents import settling
from documents.models import DocumentPage, DocumentText, DocumentType, Issuer, Relation
from tests.factories import DocumentPageFactory

START = datetime.date(2015, 5, 1)


def make(parent, number, *, text="", live=True, kind="quyet-dinh", issuer="", level="province", rows=(), **fields):
    """A document below a list; `rows` are unsaved relations, changes and events of its own."""
    facts = {"effective_on": START, "issued_on": START - datetime.timedelta(days=10), "is_normative": True, **fields}
    page = DocumentPageFactory.build(number=number, slug="", live=live, **facts)
    page.document_type = DocumentType.objects.get(slug=kind)
    name = issuer or page.issuer.name
    page.issuer = Issuer.objects.get_or_create(name=name, defaults={"level": level})[0]
    page.derive()
    parent.add_child(instance=page)
    if text:
        DocumentText.objects.create(document=page, text=text)
    for order, row in enumerate(rows):
        row.document, row.sort_order = page, order
        row.save()
    return DocumentPage.objects.get(pk=page.pk)


def settle(*pages):
    settling.settle([page.pk for page in pages])


def related(kind, number, **fields):
    return Relation(kind=kind, number=number, **fields)
