"""The citations in a text as links: inside the document to a provision, to other documents of the library to theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest

from documents.citations import Citation, find_citations, links
from documents.linking import Wanted, choose, keys_of
from documents.models import DocumentPage
from documents.reading.life import Candidates
from documents.reading.text_view import Span
from documents.structure import Provision


@dataclass(slots=True)
class Citations:
    """The citations of a text by the words they stand in, found once."""

    by_words: dict[str, list[Citation]] = field(default_factory=dict)

    @classmethod
    def of(cls, provisions: Iterable[Provision]) -> Citations:
        found = cls()
        found.read(provisions)
        return found

    def read(self, provisions: Iterable[Provision]) -> None:
        """Adds those of more pieces; words that were read already are not read again."""
        for provision in provisions:
            for words in words_of(provision):
                if words not in self.by_words:
                    self.by_words[words] = find_citations(words)

    def keys(self) -> set[str]:
        """The numbers of the documents that are named."""
        return {citation.key for citations in self.by_words.values() for citation in citations if citation.key}


def words_of(provision: Provision) -> Iterator[str]:
    """The stretches of words of a piece that `TextView` writes each by itself."""
    if provision.kind in ("article", "regulation", "annex", "part", "chapter", "section", "subsection"):
        yield from filter(None, (provision.title, provision.text))
    elif words := "\n".join(filter(None, (provision.title, provision.text))):
        yield words


@dataclass(slots=True)
class Linker:
    """Answers `text_view.Cite`. No query: `candidates` are the documents of all numbers the text names."""

    document: DocumentPage
    citations: Citations
    known: Collection[str]
    candidates: Candidates
    request: HttpRequest
    addresses: dict[object, str] = field(default_factory=dict)

    def cite(self, here: str, words: str) -> Iterable[Span]:
        return [span for citation in self.citations.by_words.get(words, ()) for span in self._spans(citation, here)]

    def _spans(self, citation: Citation, here: str) -> list[Span]:
        if citation.key and citation.key not in keys_of(self.document.number_key):
            address = self.address(citation)
            if not address:
                return []
            parts = citation.parts or ()
            if not parts:
                return [Span(citation.start, citation.end, address)]
            return [Span(p.start, p.end, f"{address}#{p.anchor}" if p.anchor else address) for p in parts]
        return [Span(part.start, part.end, f"#{anchor}") for part, anchor in links(citation, here, self.known)]

    def address(self, citation: Citation) -> str:
        """Where the named document is read; empty where it is not in the library, or where several could be meant."""
        said = (citation.key, citation.day)
        if said not in self.addresses:
            wanted = Wanted(citation.key, issued_on=citation.day, by_issuer_id=self.document.issuer_id)
            page = choose(self.candidates.get(citation.key, []), wanted)
            self.addresses[said] = (page.get_url(self.request) or "") if page else ""
        return self.addresses[said]
