"""The relation diagram (lược đồ): what it acts on stands left of it, what acts on it right of it.

Drawn by the server as SVG for wide screens; the list beside it says the same to everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from documents.models import DocumentPage
from documents.reading.relations_view import Group

# Documents drawn of each group, and groups on each side: a drawing of hundreds says nothing.
MOST_BOXES = 4
MOST_GROUPS = 7
BOX_WIDTH, BOX_HEIGHT, GAP, HEAD = 260, 34, 8, 30
MIDDLE_WIDTH, MIDDLE_HEIGHT, BETWEEN = 240, 76, 100


@dataclass(frozen=True, slots=True)
class Box:
    """One document as drawn."""

    x: int
    y: int
    text: str
    url: str
    known: bool


def diagram_of(document: DocumentPage, groups: list[Group], request: HttpRequest) -> dict[str, Any] | None:
    """Boxes and lines; None where the document stands alone."""
    left = [group for group in groups if group.active][:MOST_GROUPS]
    right = [group for group in groups if not group.active][:MOST_GROUPS]
    if not left and not right:
        return None
    heights = [height_of(side) for side in (left, right)]
    height = max(*heights, MIDDLE_HEIGHT + 2 * GAP)
    middle_x = BOX_WIDTH + BETWEEN if left else 0
    right_x = middle_x + MIDDLE_WIDTH + BETWEEN
    sides = [
        column(left, 0, (height - heights[0]) // 2, request),
        column(right, right_x, (height - heights[1]) // 2, request),
    ]
    lines = [curve(BOX_WIDTH, part["middle"], middle_x, height // 2) for part in sides[0]]
    lines += [curve(middle_x + MIDDLE_WIDTH, height // 2, right_x, part["middle"]) for part in sides[1]]
    return {
        "width": right_x + BOX_WIDTH if right else middle_x + MIDDLE_WIDTH,
        "height": height,
        "box": {"width": BOX_WIDTH, "height": BOX_HEIGHT},
        "middle": {
            "x": middle_x,
            "y": (height - MIDDLE_HEIGHT) // 2,
            "width": MIDDLE_WIDTH,
            "height": MIDDLE_HEIGHT,
            "center": middle_x + MIDDLE_WIDTH // 2,
            "type": document.document_type.name,
            "number": document.number,
        },
        "parts": [*sides[0], *sides[1]],
        "lines": lines,
    }


def height_of(groups: list[Group]) -> int:
    return sum(HEAD + len(shown(group)) * (BOX_HEIGHT + GAP) + (HEAD if hidden(group) else 0) + GAP for group in groups)


def shown(group: Group) -> list[Any]:
    return group.items[:MOST_BOXES]


def hidden(group: Group) -> int:
    """How many of the group are not drawn."""
    return max(group.total, len(group.items)) - len(shown(group))


def column(groups: list[Group], x: int, y: int, request: HttpRequest) -> list[dict[str, Any]]:
    """The groups of one side, one below the other."""
    parts = []
    for group in groups:
        top = y
        y += HEAD
        boxes = []
        for item in shown(group):
            page = item.found
            url = (page.get_url(request) or "") if page else ""
            boxes.append(Box(x, y, page.title if page else item.number, url, page is not None))
            y += BOX_HEIGHT + GAP
        more = hidden(group)
        parts.append(
            {
                "label": group.label[:1].upper() + group.label[1:],
                "x": x,
                "label_y": top + HEAD - 9,
                "boxes": boxes,
                "more": more,
                "more_y": y + 14,
                "middle": (top + HEAD + y - GAP) // 2,
            }
        )
        y += (HEAD if more else 0) + GAP
    return parts


def curve(x1: int, y1: int, x2: int, y2: int) -> str:
    """The path of a line from one side to the other."""
    half = (x1 + x2) // 2
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"
