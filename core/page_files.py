"""A cache of files that does not count all its files each time one is written."""

from __future__ import annotations

import random
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

ONE_IN = 200


class PageFiles(FileBasedCache):
    """Django's cache of files; Django's own lists the whole folder with every write, to see whether it is full."""

    def __init__(self, dir: str, params: dict[str, Any]) -> None:
        super().__init__(dir, params)
        self.chance = random.SystemRandom()

    def _cull(self) -> None:
        if self.chance.randrange(ONE_IN) == 0:
            super()._cull()  # type: ignore[misc]
