"""Work that time itself brings: rooms register it, the worker does it every hour."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, transaction

logger = logging.getLogger(__name__)

Duty = Callable[[], object]
Result = TypeVar("Result")
_duties: list[Duty] = []


def hourly(duty: Callable[[], Result]) -> Callable[[], Result]:
    """Registers a function that puts right what a new day changes. It may run any number of times."""
    if duty not in _duties:
        _duties.append(duty)
    return duty


def run_all() -> None:
    """Does every duty; one that fails is told in the log and keeps none of the others from being done."""
    for duty in _duties:
        try:
            with transaction.atomic():
                duty()
        except DatabaseError:
            logger.exception("%s failed", duty.__qualname__)
