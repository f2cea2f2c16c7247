"""Trích yếu: what a document says it is about, and the title of what is attached to it."""

from __future__ import annotations

import re
from itertools import pairwise

from documents.lines import Piece, Source
from documents.proposal.casing import is_shouted, like_neighbours, like_the_body, sentence_case
from documents.proposal.days import DAY
from documents.proposal.head import DATE_CELL, MOTTO, PREAMBLE, Head, ends_head
from documents.proposal.issuers import AUTHORITY
from documents.proposal.kinds import ISSUING, TYPE_OF_PLAIN, Heading
from documents.proposal.numbers import NUMBER
from documents.proposal.values import Certainty, Found
from vietnamese.text import compact_spaces, fold

LONGEST = 1500
MOST_LINES = 16
# Laws are called by their type and title together.
_NAMED_WITH_TYPE = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
_ATTACHED_NOTE = re.compile(r"\W*(?:ban\s+hanh\s+)?(?:kem\s+)?theo\s+(?:\w+\s+){1,4}s[o06]\b|\W*kem\s+theo\b")
_STOP = re.compile(
    r"\W*(?:dieu\s+[1i]\b|chuong\s+[i1]\b|phan\s+(?:thu|[i1])\b|kinh\s+g[uo]i\b|noi\s+nhan\b|quyet\s+nghi\b|muc\s+luc\b|loi\s+noi\s+dau"
    r"|[^\n]{0,200}\bdien\s*:\s*$|duoc\s+sua\s+doi,?\s+bo\s+sung\s+(?:boi|theo)|d[uự]\s*thao\b|khoa\s+[ivx\d]+\b|\(?\s*ky\s+hop)"
)
_BODY = re.compile(
    r"\W*(?:thuc\s+hien\s+|thi\s+hanh\s+|de\s+|nham\s+|trong\s+(?:thoi|nhung|nam)|thoi\s+gian|vua\s+qua|ngay\s+\d|sau\s+khi|qua\s+|hien\s+nay"
    r"|trien\s+khai\s+|tiep\s+theo|ngan?\s+cu|theo\s+(?:de|bao|chi)|nam\s+\d{4}|tai\s+|uy\s+ban\s+nhan\s+dan\s+\w+.{40}|nhan\s+)"
)
_BODY_SURELY = re.compile(
    r"(?:thuc\s+hien|thi\s+hanh|trien\s+khai|tiep\s+tuc\s+thuc\s+hien)\s+(?:nghi\s+quyet|chi\s+thi|quyet\s+dinh|ke\s+hoach|cong\s+van"
    r"|cong\s+dien|thong\s+bao|luat|nghi\s+dinh|ket\s+luan)\b|trong\s+(?:nhung|thoi)\s|thoi\s+gian\s+(?:qua|gan)|vua\s+qua\b|sau\s+\d"
    r"|ngay\s+\d|can\s+cu\s"
)
_UNFINISHED = re.compile(r"(?:\bva|\bcua|\bve|\bcho|\btheo|\bcac|,|-|\btren|\btai|\bvoi|\btrong|\bviec|\bdoi)\W*$")
_SUBJECT = re.compile(r"(?:^|(?<=[\s:(]))(?P<short>v\s?/\s?v|ve\s+viec)\b[\s:.]*")
_OWN_NAME = re.compile(
    r"[\s:]*(?:(?:lien\s+tich\s+(?:cua\s+)?(?P<joint>.{2,200}?)|cua\s+(?P<who>[^\n]{2,160}?))\s*,?\s*(?=\bs[o06]\s*:?\s*\d))?"
    rf"(?:\bs[o06]\s*:?\s*{NUMBER})\s*,?\s*(?:ngay\s*(?:{DAY}))?[\s,:]*",
    re.DOTALL,
)
_OF_WHOM = re.compile(r"[\s:]*cua\s+(?P<who>[^\n]{2,120}?)\s*(?:\n|(?=\bve\s+viec\b|\bv/v\b)|$)")
_OF_ISSUER = re.compile(r"\W*(?:cua\s|lien\s+(?:nganh|so|bo)\W*$)")
_BY_SECTOR = re.compile(r"\s*(?:lien\s+(?:nganh|so|bo))\s*\n")
# What a scanner makes of a seal or a stroke over the title.
_GARBLED = re.compile(r"[#~^\\|{}<>«»¬@$%=]|[^\W\d_]\.\.+[^\W\d_]|(?<![^\W_])\.\.\d")
_FOOTNOTE = re.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|\*+)\s*$")


def read_abstract(head: Head, heading: Heading | None, authority: Piece | None) -> Found[str] | None:
    """The abstract, below the heading or behind “V/v”."""
    source = head.source
    if heading is None:
        return _subject(head)
    end = _title_end(head, heading, authority)
    start = heading.rest
    if joint := _BY_SECTOR.match(source.plain, start, max(end, start)):
        start = joint.end()
    for pattern in (_OWN_NAME, _OF_WHOM):
        if match := pattern.match(source.plain, start, max(end, start)):
            who = match.groupdict().get("who")
            if who is None or AUTHORITY.match(who):
                start = match.end()
    piece = source.trimmed(start, end) if end > start else None
    if piece is None:
        return _subject(head)
    words = _joined(source, piece)
    title = _tidy(words, source)
    if len(title) < 3 or not any(char.isalpha() for char in title):
        return None
    if _GARBLED.search(words) and (said := _enacted(head, heading)):
        return said
    if heading.type in _NAMED_WITH_TYPE and not fold(title).startswith(fold(heading.type)):
        title = f"{heading.type} {title[0]}{title[1:]}"
    certainty = Certainty.SURE if len(title) < 400 else Certainty.LIKELY
    return Found(title, piece.start, piece.end, source.words(piece), certainty)


def _enacted(head: Head, heading: Heading) -> Found[str] | None:
    """“Chính phủ ban hành Nghị định về …”: the title once more, in a sentence of the preamble."""
    source = head.source
    if head.preamble < 0:
        return None
    pattern = re.compile(rf"\bban\s+hanh\s+(?P<title>{fold(heading.type)}\s[^.;]{{10,400}}?)\s*[.;]\s")
    match = pattern.search(source.plain, head.preamble, head.preamble + 6000)
    if match is None:
        return None
    start, end = match.span("title")
    if heading.type not in _NAMED_WITH_TYPE:
        start += len(heading.type)
    piece = source.trimmed(start, end)
    if piece is None:
        return None
    words = compact_spaces(source.words(piece))
    return Found(words[:1].upper() + words[1:], piece.start, piece.end, source.words(piece), Certainty.LIKELY)


def title_end(head: Head, heading: Heading | None, authority: Piece | None) -> int:
    """Where the abstract ends; 0 without one."""
    return _title_end(head, heading, authority) if heading else 0


def _title_end(head: Head, heading: Heading, authority: Piece | None) -> int:
    source, end, taken = head.source, heading.rest, 0
    rest = source.trimmed(heading.rest, heading.piece.end)
    if (
        rest is not None
        and any(char.isalnum() for char in source.words(rest))
        and not _OF_ISSUER.match(source.folded(rest))
    ):
        end, taken = heading.piece.end, 1
    before = heading.piece.end
    spaced = _is_double_spaced(source)
    shouted_so_far = taken > 0 and is_shouted(source.words(heading.piece))
    for line in source.lines[heading.piece.line + 1 : heading.piece.line + 40]:
        words, plain = source.words(line), source.folded(line)
        if (
            _ends_title(heading.type, line, plain, authority)
            or taken >= MOST_LINES
            or line.end - heading.rest > LONGEST
        ):
            break
        if not any(char.isalnum() for char in words):
            if taken:
                break
            continue
        if DATE_CELL.fullmatch(plain) or MOTTO.search(plain) or re.match(r"\W*(?:luat\s+)?s[o0]\s*:", plain):
            continue
        gap = not spaced and source.text.count("\n", before, line.start) > 1
        so_far = source.plain[heading.rest : end]
        if (
            taken
            and gap
            and not (words[:1].islower() or _UNFINISHED.search(so_far))
            and not (head.preamble > 0 and is_shouted(words) and shouted_so_far)
        ):
            break
        if taken and _is_body(words, plain, shouted_so_far, len(so_far)):
            break
        shouted_so_far = is_shouted(words)
        end, before, taken = line.end, line.end, taken + 1
    return end


def _is_double_spaced(source: Source) -> bool:
    """Whether an empty line stands between nearly all lines, so that it parts nothing."""
    pairs = [*pairwise(source.lines[:30])]
    gaps = sum(source.text.count("\n", first.end, second.start) > 1 for first, second in pairs)
    return gaps > 0.8 * len(pairs)


def _ends_title(kind: str, line: Piece, plain: str, authority: Piece | None) -> bool:
    if authority and line.end > authority.start:
        return True
    # Without brackets, “ban hành kèm theo …” is a part of the title of what amends a regulation.
    note = _ATTACHED_NOTE.match(plain)
    if note and (kind not in ISSUING or "(" in note[0]):
        return True
    return bool(PREAMBLE.match(plain) or _STOP.match(plain) or ends_head(plain))


def _is_body(words: str, plain: str, shouted: bool, so_far: int) -> bool:
    """Whether the text itself begins here, below a title without an empty line."""
    starts = words[:1].isupper()
    if shouted and starts and not is_shouted(words) and len(words.split()) > 2:
        return True
    if starts and (_BODY_SURELY.match(plain) or (len(words) > 60 and _BODY.match(plain))):
        return True
    return so_far > 40 and len(words) > 220


def _subject(head: Head) -> Found[str] | None:
    """Behind “V/v”, in the left column of an official letter."""
    source, spaced = head.source, _is_double_spaced(head.source)
    for place, cell in enumerate(head.cells):
        match = _SUBJECT.search(source.plain, cell.start, cell.end)
        if match is None:
            continue
        pieces = [Piece(match.start("short"), cell.end, cell.line)]
        for following in head.cells[place + 1 :]:
            plain = source.folded(following)
            if DATE_CELL.fullmatch(plain):
                continue
            gap = not spaced and source.text.count("\n", pieces[-1].end, following.start) > 1
            if following.line - pieces[-1].line > 2 or gap or _STOP.match(plain) or PREAMBLE.match(plain):
                break
            if re.match(r"\W*s[o0]\s*:", plain) or len(pieces) > 8:
                break
            pieces.append(following)
        pieces = [_before_date(source, piece) for piece in pieces]
        words = " ".join(source.words(piece) for piece in pieces)
        start, end = pieces[0].start, pieces[-1].end
        return Found(_tidy(words, source), start, end, source.text[start:end])
    return None


def _before_date(source: Source, piece: Piece) -> Piece:
    """Without the place and day that a file has joined to the line."""
    match = re.search(rf"\s(?:\w+\s){{0,3}}\w+\s*,\s*ngay\s*(?:{DAY}|.{{0,10}}thang)", source.folded(piece))
    if match is None:
        return piece
    return source.trimmed(piece.start, piece.start + match.start(), piece.line) or piece


def _joined(source: Source, piece: Piece) -> str:
    lines = [source.trimmed(max(line.start, piece.start), min(line.end, piece.end)) for line in source.lines[:140]
             if line.start < piece.end and line.end > piece.start]  # fmt: skip
    kept = []
    for line in lines:
        if line is None or DATE_CELL.fullmatch(source.folded(line)) or not any(c.isalnum() for c in source.words(line)):
            continue
        kept.append(source.words(line))
    return " ".join(kept)


def _tidy(words: str, source: Source) -> str:
    line = compact_spaces(words).strip(" .:;*_–-[")
    line = _FOOTNOTE.sub("", line).strip(" .:;*_–-")
    line = re.sub(r"^[Vv]\s?/\s?[Vv]\s*:?\s*(?=\w)", "Về việc ", line)
    line = _evened(line)
    if is_shouted(line) or line == line.lower():
        body = source.text[:200_000], source.plain[:200_000]
        return like_the_body_in_parts(line, *body) or like_neighbours(sentence_case(line), body[0])
    return line[:1].upper() + line[1:]


def _evened(line: str) -> str:
    """A word in capitals between words in small letters (`THUẾ tiêu thụ`) has lost its line's font; `UBND` has not."""
    words = line.split(" ")
    odd = [word for word in words if len(word) > 2 and word.isalpha() and word.isupper() and not word.isascii()]
    if is_shouted(line) or len(odd) > _MOST_ODD * len(words):
        return line
    return " ".join(word.capitalize() if word in odd and "Đ" not in word else word for word in words)


_MOST_ODD = 0.3
_LEADING = re.compile(
    r"^(?:ve\s+viec\s+|v/v\s+|ve\s+)?(?:(?:ban\s+hanh|phe\s+duyet|thong\s+qua|cong\s+bo|sua\s+doi,\s+bo\s+sung(?:\s+mot\s+so\s+dieu\s+cua)?)\s+)?"
)


_NAMED = re.compile(
    r"(?:quy (?:che|dinh|hoach)|dieu le|noi quy|de an|chuong trinh|ke hoach|(?:bo )?luat|nghi dinh|quyet dinh)\b"
)


def like_the_body_in_parts(title: str, body: str, plain: str) -> str | None:
    """As `like_the_body`, also where the sentence has only what follows “Ban hành …”."""
    if whole := like_the_body(title, body, plain):
        return whole
    match = _LEADING.match(fold(title))
    if match is None or not match.end() or len(fold(title)) != len(title):
        return None
    rest = like_the_body(title[match.end() :], body, plain)
    if rest is None:
        return None
    lead = title[: match.end()].lower()
    lead = lead[:1].upper() + lead[1:]
    first = rest[0] if rest.split(" ", 1)[0].istitle() and _opens_a_name(rest) else rest[0].lower()
    return f"{lead}{first}{rest[1:]}"


def _opens_a_name(rest: str) -> bool:
    return _NAMED.match(fold(rest)) is not None


_ATTACHED_HEADING = re.compile(
    r"(?m)^[^\S\n]*(?:ban\s+)?(?P<type>quy\s+che|quy\s+dinh|dieu\s+le|noi\s+quy|quy\s+trinh|chuong\s+trinh|de\s+an|ke\s+hoach"
    r"|quy\s+chuan|phuong\s+an|huong\s+dan)[^\S\n]*:?(?P<rest>[^\n]{0,200})$"
)
_NOTE = re.compile(r"\(?\s*(?:ban\s+hanh\s+)?kem\s+theo\s+|\(\s*ban\s+hanh\s+theo\b")


def read_attached_title(source: Source, after: int) -> Found[str] | None:
    """The title of the regulation that follows the document in the same file: `Quy chế quản lý …`."""
    for match in _ATTACHED_HEADING.finditer(source.plain, after):
        note = _NOTE.search(source.plain, match.end(), match.end() + 900)
        heading = source.text[match.start() : match.end()]
        if note is None or (match["rest"].strip() and not is_shouted(heading)):
            continue
        end = match.end() + len(source.text[match.end() : note.start()].rstrip(" ([\n"))
        piece = source.trimmed(match.start(), end)
        if piece is None or source.words(piece).count("\n") > MOST_LINES or not _is_title(source.words(piece)):
            continue
        return _titled(source, match, piece)
    return None


def _titled(source: Source, heading: re.Match[str], piece: Piece) -> Found[str]:
    """`QUY CHẾ` and the lines below it as one title: `Quy chế quản lý …`."""
    lines = source.text[heading.end("type") : piece.end].splitlines()
    rest = _tidy(" ".join(line for line in lines if any(map(str.isalnum, line))), source)
    kind = TYPE_OF_PLAIN.get(" ".join(heading["type"].split())) or compact_spaces(heading["type"]).capitalize()
    joined = f"{rest[:1].lower()}{rest[1:]}" if rest.startswith("Về ") else rest
    return Found(f"{kind} {joined}".strip(), piece.start, piece.end, source.words(piece))


def _is_title(words: str) -> bool:
    return not re.search(r"(?m)^\s*(?:Điều|Chương)\s+\w+|[;:]\s*$", words) and len(words) < LONGEST
