"""Pieces of more than one line: the head of a document, titles below their headings, tables."""

from __future__ import annotations

import re

from documents.structure.headings import KEM_THEO, Heading, is_capitals
from documents.structure.lines import Line, is_row
from documents.structure.provision import ProvisionKind
from documents.structure.survey import Survey
from documents.structure.units import clause, point

K = ProvisionKind
_BASIS = re.compile(r"Căn cứ\b|(?:Theo|Xét|Thực hiện|Trên cơ sở|Sau khi)\b.*[;,]$", re.I)
_HEAD_MARK = re.compile(r"CỘNG HÒA|CỘNG HOÀ|Độc lập|Căn cứ|Kính gửi|.{0,40}\bSố\s*:", re.I)
# The motto of the state stands at the head of a form, and is no title.
_NO_TITLE = re.compile(r"CỘNG H[ÒO][AÀ]|ĐỘC LẬP", re.I)
# The head of a document without articles: short lines, and not more of them than these.
LONGEST_HEAD = 40
MARK_WITHIN = 15
SHORT = 120
LONGEST_TITLE_LINE = 250
# “(Ban hành kèm theo …)” begins within so many lines below the name of an attached text, and is so long at most.
REMARK_WITHIN = 6
LONGEST_REMARK = 4


def head_end(lines: list[Line], plan: Survey, breaks: list[int]) -> int:
    """Where the head of the document ends: before its first heading; without articles, where its sentences begin."""
    first = next((place for place in breaks if place not in plan.tail_set), len(lines))
    if plan.has_articles(0):
        return first
    if not any(_HEAD_MARK.match(line.text) for line in lines[:MARK_WITHIN]):
        return 0
    end = long = 0
    stop = min(first, LONGEST_HEAD)
    for place in range(stop):
        text = lines[place].text
        if clause(text) or point(text) or place in plan.tail_set:
            stop = place
            break
        if _BASIS.match(text):
            end = place + 1
        elif len(text) > SHORT:
            long = long or place
    return end or long or stop


def division_title(
    lines: list[Line], place: int, heading: Heading, stop: int, quoted: list[bool]
) -> tuple[str, str, int]:
    """Title and text of a part, chapter or section, and the line after them."""
    rest, after = heading.rest, place + 1
    if len(rest) > LONGEST_TITLE_LINE or (len(rest) > SHORT and rest[-1] in ".;"):
        return "", rest, after
    if rest and not is_capitals(rest):
        return rest, "", after
    if rest and heading.label[0] == heading.number[0]:
        # `I. MỤC TIÊU`: what follows in capitals is the head of a form.
        return rest, "", after
    parts = [rest] if rest else []
    while after < stop and not quoted[after]:
        text = lines[after].text
        if len(text) > LONGEST_TITLE_LINE or is_row(text) or clause(text) or point(text):
            break
        if is_capitals(text):
            parts.append(text)
            after += 1
            continue
        if not parts and text[-1] not in ".;:":
            parts.append(text)
            after += 1
        break
    return " ".join(parts), "", after


def attached_title(lines: list[Line], place: int, heading: Heading, stop: int) -> tuple[str, str, int]:
    """Title of an attached text, its “(Ban hành kèm theo …)” in whichever order they stand, and the line after them."""
    titles = [heading.rest] if heading.rest and not KEM_THEO.match(heading.rest) else []
    remark = heading.rest if heading.rest and not titles else ""
    after = place + 1
    if heading.piece.startswith("mau-"):
        return " ".join(titles), remark, after
    until = min(stop, after + REMARK_WITHIN)
    said = next((at for at in range(after, until) if KEM_THEO.match(lines[at].text)), -1)
    while after < stop and not (titles and remark and after > said):
        text = lines[after].text
        if after == said:
            remark, after = _remark(lines, after, stop)
        elif _NO_TITLE.match(text) or is_row(text) or len(text) > LONGEST_TITLE_LINE:
            break
        elif is_capitals(text) or after < said:
            titles.append(text)
            after += 1
        else:
            break
    return " ".join(titles), remark, after


def _remark(lines: list[Line], place: int, stop: int) -> tuple[str, int]:
    """“(Ban hành kèm theo …)”, over some lines where it is long."""
    parts: list[str] = []
    opened = lines[place].text.startswith("(")
    for after in range(place, min(stop, place + LONGEST_REMARK)):
        parts.append(lines[after].text)
        if not opened or ")" in lines[after].text:
            return " ".join(parts), after + 1
    return parts[0], place + 1


def table_end(lines: list[Line], place: int, stop: int) -> int:
    """The line after the rows that begin here; `place` itself when it is no table."""
    after = place
    while after < stop and is_row(lines[after].text):
        after += 1
    first = lines[place].text
    if after - place == 1 and "|" not in first and first.count("\t") < 2:
        return place
    return after
