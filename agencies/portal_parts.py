"""What a portal is born with, and what stands on its home page: rooms say it themselves, in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import HttpRequest

if TYPE_CHECKING:
    from agencies.models import Portal, PortalPage


@dataclass(frozen=True, slots=True)
class PortalPart:
    """A page every new portal gets below its home page: slug and title by language, empty slug means not in it."""

    model: str
    titles: dict[str, str]
    slugs: dict[str, str]
    order: int
    in_menu: bool = True
    main_only: bool = False
    # What the page starts with besides title and address.
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Pages of one part are translations of each other."""
        return f"{self.model} {self.slugs['vi']}"

    def page_class(self) -> type[PortalPage]:
        return apps.get_model(self.model)

    def is_page(self, model: type | None, slug: str) -> bool:
        """Whether a page of this type and address below a home page is this part."""
        only_one = self.page_class().max_count_per_parent == 1
        return model is self.page_class() and (only_one or slug in self.slugs.values())


@dataclass(frozen=True, slots=True)
class HomeBlock:
    """A block of the home pages: a template and what fills it. `context` answers None when there is nothing to show."""

    key: str
    template: str
    context: Callable[[HttpRequest, Portal], dict[str, Any] | None]
    order: int
    place: str = "main"
    on_main: bool = True
    on_agency: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """One of the things people come for, shown right below the search box of the main home page."""

    title: Any
    summary: Any
    url: Callable[[], str]
    order: int


@dataclass(slots=True)
class Registry:
    parts: list[PortalPart] = field(default_factory=list)
    blocks: list[HomeBlock] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


_registry = Registry()


def register_part(part: PortalPart) -> None:
    """Adds a page to what every new portal is born with."""
    _registry.parts.append(part)


def register_block(block: HomeBlock) -> None:
    """Adds a block to the home pages."""
    _registry.blocks.append(block)


def register_task(task: Task) -> None:
    """Adds a task to the main home page."""
    _registry.tasks.append(task)


def portal_parts() -> list[PortalPart]:
    return sorted(_registry.parts, key=lambda part: part.order)


def parts_of(*, is_main: bool) -> list[PortalPart]:
    """What the main portal, or an agency's, is born with."""
    return [part for part in portal_parts() if is_main or not part.main_only]


def home_blocks(place: str, *, is_main: bool) -> list[HomeBlock]:
    """The blocks of one place ("main" or "aside") on the main or on an agency's home page, in order."""
    fits = [b for b in _registry.blocks if b.place == place and (b.on_main if is_main else b.on_agency)]
    return sorted(fits, key=lambda block: block.order)


def tasks() -> list[Task]:
    return sorted(_registry.tasks, key=lambda task: task.order)
