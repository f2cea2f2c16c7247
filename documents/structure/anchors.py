"""The names by which provisions are linked to, each once in a text: `quy-che.dieu-6.khoan-2.diem-e`."""

from __future__ import annotations


class Anchors:
    """Hands out anchors; a name that is taken gets a counter."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, *pieces: str) -> str:
        """The pieces joined by dots, without the empty ones; `dieu-1-2` when `dieu-1` is another one's."""
        name = ".".join(piece for piece in pieces if piece)
        if name not in self._taken:
            self._taken.add(name)
            return name
        count = self._counts.get(name, 1) + 1
        while f"{name}-{count}" in self._taken:
            count += 1
        self._counts[name] = count
        self._taken.add(f"{name}-{count}")
        return f"{name}-{count}"
