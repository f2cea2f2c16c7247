"""Types, issuers and fields an import names, and the list of documents it fills."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from agencies.models import Portal
from documents.issuers import level_of_name
from documents.models import DocumentIndexPage, DocumentType, Field, Issuer
from vietnamese.text import compact_spaces, normalise, slug


@dataclass(slots=True)
class Catalogue:
    """Types, issuers and fields by their slug, made when they are new."""

    types: dict[str, DocumentType] = field(default_factory=dict)
    issuers: dict[str, Issuer] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    _slugs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.types = {row.slug: row for row in DocumentType.objects.all()}
        self.issuers = {row.slug: row for row in Issuer.objects.all()}
        self.fields = {row.slug: row for row in Field.objects.all()}

    def document_type(self, name: str) -> DocumentType:
        return self._get(self.types, DocumentType, name)

    def issuer(self, name: str) -> Issuer:
        """A new one gets the level its name tells: central texts are shown as such."""
        return self._get(self.issuers, Issuer, name, level=level_of_name(name))

    def known_issuer(self, name: str) -> Issuer | None:
        """The issuer of this name, where there is one already."""
        return self.issuers.get(self._slug(name))

    def field(self, name: str) -> Field:
        return self._get(self.fields, Field, name)

    def _get(self, known: dict[str, Any], model: type[Any], name: str, **values: Any) -> Any:
        key = self._slug(name)
        if not key:
            raise ValueError(f"“{name}” is no name")
        if key not in known:
            known[key] = model.objects.create(name=compact_spaces(normalise(name))[:250], slug=key, **values)
        return known[key]

    def _slug(self, name: str) -> str:
        if name not in self._slugs:
            self._slugs[name] = slug(compact_spaces(normalise(name)), 120)
        return self._slugs[name]


def library_of(agency_label: str) -> DocumentIndexPage:
    """The list of documents of a portal; the main portal's where no label is given. Raises `ValueError`."""
    portals = Portal.objects.filter(state=Portal.State.ACTIVE).select_related("site__root_page")
    if agency_label:
        portal = next((p for p in portals if p.label == agency_label), None)
    else:
        portal = portals.filter(is_main=True).first()
    if portal is None or portal.site is None:
        raise ValueError(f"there is no open portal “{agency_label or 'main'}”")
    return DocumentIndexPage.objects.child_of(portal.site.root_page).get()
