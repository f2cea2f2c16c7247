"""In which order changes are applied; circles do not hang it."""

from __future__ import annotations

import datetime
import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from documents.changes.change import Action, Change

Name = TypeVar("Name", bound=Hashable)


def order_of_changes(changes: Sequence[Change], on: datetime.date) -> list[Change]:
    """The dated changes until a day: by day, then as they stand in their documents.

    On one day a provision is inserted before it is changed or followed by another; where that goes round in a circle
    (A after B, B after A) the order of the documents decides.
    """
    dated = [(change.effective_on, change) for change in changes if change.effective_on and change.effective_on <= on]
    days: dict[datetime.date, list[Change]] = defaultdict(list)
    for day, change in dated:
        days[day].append(change)
    return [change for day in sorted(days) for change in _of_one_day(days[day])]


def _of_one_day(changes: list[Change]) -> list[Change]:
    ordered = sorted(changes, key=lambda change: change.order)
    inserted = {change.anchor: i for i, change in enumerate(ordered) if change.action == Action.INSERT}
    waits: list[set[int]] = [set() for _ in ordered]
    for i, change in enumerate(ordered):
        for anchor in (*_around(change.anchor), *_around(change.after)):
            if (before := inserted.get(anchor)) is not None and before != i:
                waits[i].add(before)
    return [ordered[i] for i in _in_order(waits)]


def _around(anchor: str) -> list[str]:
    """The anchor and those of all it lies in."""
    pieces = anchor.split(".") if anchor else []
    return [".".join(pieces[:count]) for count in range(len(pieces), 0, -1)]


def _in_order(waits: list[set[int]]) -> list[int]:
    """Each number after those it waits for, else by size. When all that are left wait, the least goes."""
    followers: dict[int, list[int]] = defaultdict(list)
    for i, before in enumerate(waits):
        for other in before:
            followers[other].append(i)
    open_count = [len(before) for before in waits]
    ready = [i for i, count in enumerate(open_count) if count == 0]
    done = [False] * len(waits)
    found: list[int] = []
    least = 0
    while len(found) < len(waits):
        if ready:
            i = heapq.heappop(ready)
        else:
            while done[least]:
                least += 1
            i = least
        if done[i]:
            continue
        done[i] = True
        found.append(i)
        for follower in followers[i]:
            open_count[follower] -= 1
            if open_count[follower] == 0 and not done[follower]:
                heapq.heappush(ready, follower)
    return found


def cycle_free(pairs: Iterable[tuple[Name, Name]]) -> tuple[list[tuple[Name, Name]], list[tuple[Name, Name]]]:
    """Pairs (who acts, on whom) without circles, and those left out because they close one: A replaces B replaces A.

    Takes time in proportion to the pairs. A document that acts on itself is a circle.
    """
    listed = list(dict.fromkeys(pairs))
    targets: dict[Name, list[Name]] = defaultdict(list)
    for acting, target in listed:
        targets[acting].append(target)
    closing: set[tuple[Name, Name]] = set()
    # 1: on the way that is being walked, 2: walked to the end.
    seen: dict[Name, int] = {}
    for start, _ in listed:
        if start in seen:
            continue
        seen[start] = 1
        way = [(start, iter(targets[start]))]
        while way:
            here, left = way[-1]
            following = next(left, None)
            if following is None:
                seen[here] = 2
                way.pop()
            elif seen.get(following) == 1:
                closing.add((here, following))
            elif following not in seen:
                seen[following] = 1
                way.append((following, iter(targets.get(following, []))))
    kept = [pair for pair in listed if pair not in closing]
    return kept, [pair for pair in listed if pair in closing]
