"""Uploaded files are judged by what is in them: a name is only a claim. Every reason is a sentence for the uploader.

Memory stays within a few MB for documents and a few copies of the file for pictures; time grows with the size at most.
What is compressed is not unpacked, but for the first bytes of parts of Office files, the list of what these parts
are, and what is embedded in them (`MOST_EMBEDDED`). Sizes that an archive states may be lies: whoever unpacks stops
at the stated size, as `zipfile` does.
"""

from __future__ import annotations

import codecs
import io
import logging
import re
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any, cast

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from core.picture_ends import ENDS
from core.video_files import (
    EBML,
    QUICKTIME,
    CutShort,
    brands_of,
    captions_problem,
    check_mp4,
    check_webm,
    is_mp4,
    is_webm,
)

logger = logging.getLogger(__name__)

PIECE = 1024 * 1024  # bytes read at once
LONGEST_DIRECTORY = 4 * 1024 * 1024  # bytes of a list of archive members
MOST_MEMBERS = 10_000  # of an archive, with those of archives embedded in it
MOST_UNPACKED = 500 * 1024 * 1024  # bytes
SUSPECT_UNPACKED = 50 * 1024 * 1024  # bytes; above this the ratio counts
MOST_RATIO = 100  # unpacked to packed; texts and tables reach 20
MOST_EMBEDDED = 64 * 1024 * 1024  # bytes of archives embedded in an Office file
MOST_PICTURE_BYTES = 32 * 1024 * 1024  # bytes; the upload form stops earlier
MOST_SIDE = 12_000  # pixels
MOST_PIXELS = 100_000_000  # in all

# Of each form: how its files begin, and what people call it.
FORMS = {
    "pdf": ([b"%PDF-"], gettext_lazy("a PDF")),
    "rtf": ([b"{\\rtf"], gettext_lazy("an RTF document")),
    "ole": ([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"], gettext_lazy("an old Office file (.doc, .xls)")),
    "zip": ([b"PK\x03\x04", b"PK\x05\x06"], gettext_lazy("a zip archive or an Office file (.docx, .xlsx)")),
    "rar": ([b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"], gettext_lazy("a RAR or 7-Zip archive")),
    "jpeg": ([b"\xff\xd8\xff"], gettext_lazy("a JPEG picture (.jpg)")),
    "png": ([b"\x89PNG\r\n\x1a\n"], gettext_lazy("a PNG picture")),
    "gif": ([b"GIF87a", b"GIF89a"], gettext_lazy("a GIF picture")),
    "webp": ([], gettext_lazy("a WebP picture")),
    "avif": ([], gettext_lazy("an AVIF picture")),
    "heic": ([], gettext_lazy("an iPhone picture (HEIC)")),
    "mp4": ([], gettext_lazy("an MP4 video (.mp4)")),
    "webm": ([], gettext_lazy("a WebM video (.webm)")),
    "mov": ([], gettext_lazy("a QuickTime video (.mov)")),
    "mkv": ([], gettext_lazy("a Matroska video (.mkv)")),
    "avi": ([], gettext_lazy("an AVI video (.avi)")),
    "active": ([b"MZ", b"\x7fELF", b"#!"], ""),
}
# Of each extension: the form its files must have, and what people call it.
DOCUMENTS = {
    "csv": ("text", gettext_lazy("plain text (UTF-8)")),
    "doc": ("ole", gettext_lazy("a Word document (.doc)")),
    "docx": ("zip", gettext_lazy("a Word document (.docx)")),
    "mp4": ("mp4", FORMS["mp4"][1]),
    "pdf": ("pdf", FORMS["pdf"][1]),
    "rtf": ("rtf", FORMS["rtf"][1]),
    "txt": ("text", gettext_lazy("plain text (UTF-8)")),
    "vtt": ("vtt", gettext_lazy("captions in WebVTT (.vtt)")),
    "webm": ("webm", FORMS["webm"][1]),
    "xls": ("ole", gettext_lazy("an Excel workbook (.xls)")),
    "xlsx": ("zip", gettext_lazy("an Excel workbook (.xlsx)")),
    "zip": ("zip", gettext_lazy("a zip archive")),
}
PICTURES = {form: (form, FORMS[form][1]) for form in ("avif", "gif", "jpeg", "png", "webp")}
PICTURES["jpg"] = PICTURES["jpeg"]

PARTS = {"docx": "word/", "xlsx": "xl/"}  # folder of an Office file
STREAMS = {"doc": ["WordDocument"], "xls": ["Workbook", "Book"], "locked": ["EncryptedPackage"]}  # of old Office files
# What browsers take for a web page when they look at the first bytes (WHATWG, MIME Sniffing), SVG and PHP.
MARKUP = re.compile(
    rb"[\s\x00]*<(!doctype|!--|\?xml|\?php|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg)"
    rb"(?![a-z0-9])",
    re.IGNORECASE,
)
# By chance compressed bytes read like this once in 4·10¹⁰: one picture of 1 MB in 40,000. Saving it again with other
# settings helps.
SCRIPT = re.compile(rb"<(?:script|\?php|html)", re.IGNORECASE)
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"
ILL_NAME = re.compile(r"^/|^[a-z]:|(^|/)\.\.(/|$)|[\x00-\x1f\u202a-\u202e\u2066-\u2069]", re.IGNORECASE)
UNWANTED = re.compile(  # programs, web pages, and Office files with macros
    r"\.(ade|adp|apk|app|application|aspx?|bash|bat|chm|cmd|com|cpl|dll|dmg|docm|dotm|elf|exe|gadget|hta|html?|img|inf|ins"
    r"|iso|jar|jse?|jsp|lnk|mht|mhtml|mjs|msc|msh|msi|msp|mst|php\d?|phtml|pif|potm|ppam|pptm|psm?1|py|reg|scf|scr|sh"
    r"|shtml|svgz?|swf|url|vbe?|vbs|vhdx?|wsf?|wsh|xht|xhtml|xlam|xll|xlsb|xlsm|xltm)[ .]*$",
    re.IGNORECASE,
)

EMPTY = gettext_lazy("The file is empty.")
DAMAGED = gettext_lazy("The file is damaged or incomplete. Open it on your computer, save it again and upload it.")
LOCKED = gettext_lazy("The file is locked with a password. Remove the password and upload it again.")
TOO_LARGE_UNPACKED = gettext_lazy("Unpacked, the file would be far too large. Split it into smaller files.")
HIDDEN = gettext_lazy(
    "Parts of a web page or a program are hidden in the picture. Save it again with a picture editor."
)


class _Refused(Exception):
    """Why a file may not be kept, in words."""


def file_problems(file: File[Any], name: str = "") -> list[str]:
    """Why a document may not be kept, in words; empty when it may. `name` stands in for the file's own name."""
    return _judge(_check_document, file, name, DOCUMENTS)


def picture_problems(file: File[Any], name: str = "") -> list[str]:
    """Why a picture may not be kept, in words; empty when it may. `name` stands in for the file's own name."""
    return _judge(_check_picture, file, name, PICTURES)


def _judge(check: Callable[[Any, str], None], file: File[Any], name: str, accepted: dict[str, Any]) -> list[str]:
    """Run a check from the file's beginning, leave the file there, and turn whatever a parser raises into words."""
    _stem, dot, extension = (name or file.name or "").strip().lower().rpartition(".")
    try:
        if not dot or extension not in accepted:
            endings = ", ".join(f".{known}" for known in sorted(accepted))
            return [_("The name of the file must end in one of these: %(endings)s.") % {"endings": endings}]
        file.seek(0)
        if not file.read(1):
            return [str(EMPTY)]
        file.seek(0)
        check(file, extension)
    except _Refused as refusal:
        return [str(refusal.args[0])]
    except Exception:  # parsers raise whatever they like on broken files
        logger.info("An uploaded .%s could not be read", extension, exc_info=True)
        return [str(DAMAGED)]
    finally:
        file.seek(0)
    return []


def _form(head: bytes) -> str:
    """The form that the first bytes of a file show, "" for none that is known here."""
    if MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        return "active"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi"
    if head.startswith(EBML):
        return "webm" if is_webm(head) else "mkv"
    if brands := brands_of(head):
        if brands & {b"avif", b"avis"}:
            return "avif"
        if brands & {b"heic", b"heix", b"mif1"}:
            return "heic"
        return "mov" if head[8:12] == QUICKTIME else "mp4" if is_mp4(head) else ""
    return next((form for form, (starts, _label) in FORMS.items() if head.startswith(tuple(starts))), "")


def _mismatch(extension: str, found: str = "") -> _Refused:
    """For a file that is not what its name says but `found`, as far as this is known."""
    wanted = {**DOCUMENTS, **PICTURES}[extension][1]
    if found == "active":
        said = _("This is a program or a web page. If it is your own text, save it as %(wanted)s and upload that.")
        return _Refused(said % {"wanted": wanted})
    if found:
        said = _("The file calls itself .%(extension)s, but it is %(found)s. Save it as %(wanted)s and upload that.")
        return _Refused(said % {"extension": extension, "found": FORMS[found][1], "wanted": wanted})
    said = _("The file calls itself .%(extension)s, but it is not %(wanted)s. Save it as that and upload it again.")
    return _Refused(said % {"extension": extension, "wanted": wanted})


# --- Documents ---
def _check_document(file: IO[bytes], extension: str) -> None:
    form = DOCUMENTS[extension][0]
    head = file.read(2048)
    found = _form(head)
    if form == "text":
        _check_text(file, extension)
    elif form == "pdf":
        _check_pdf(head, found)
    elif form == "vtt":
        _check_captions(file, found)
    elif found != form:
        if found == "ole" and form == "zip" and _has_stream(file, "locked"):
            raise _Refused(LOCKED)
        raise _mismatch(extension, found)
    elif form == "ole" and not _has_stream(file, extension):
        raise _mismatch(extension)
    elif form == "zip":
        _check_archive(file, extension, _Budget())
    elif form in ("mp4", "webm"):
        _check_video(file, form)


def _check_video(file: IO[bytes], form: str) -> None:
    try:
        (check_mp4 if form == "mp4" else check_webm)(file)
    except CutShort:
        raise _Refused(
            _("The video is damaged or was not uploaded to its end. Export it again and upload it.")
        ) from None


def _check_captions(file: IO[bytes], found: str) -> None:
    """Captions are text, and browsers read them as UTF-8 only."""
    problem = captions_problem(file)
    if not problem:
        return
    if problem == "form":
        raise _mismatch("vtt", "" if found == "mp4" else found)
    said = {
        "encoding": _("The captions are not in UTF-8. Save them as UTF-8 and upload them again."),
        "empty": _("There are no captions with times in this file, such as “00:01.000 --> 00:04.000”."),
        "large": _("The captions are larger than 2 MB. Is this the right file?"),
    }
    raise _Refused(said[problem])


def _check_pdf(head: bytes, found: str) -> None:
    """Readers look for the mark in the first 1024 bytes; before it, only blanks or orders to a printer are harmless."""
    before, mark, _after = head[: 1024 + 5].partition(b"%PDF-")
    if not mark:
        raise _mismatch("pdf", found)
    printer = before.startswith(b"\x1b%-12345X") and b"<" not in before
    if before.removeprefix(codecs.BOM_UTF8).strip(b"\x00\t\n\f\r ") and not printer:
        raise _Refused(_("Something else stands before the PDF in this file. Save it as PDF and upload it again."))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The whole file from its beginning, a `PIECE` at a time."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _has_stream(file: IO[bytes], what: str) -> bool:
    """Whether an old Office file holds what Word or Excel put into it; installers of Windows have the same shell."""
    streams = [name.encode("utf-16-le") + b"\x00\x00" for name in STREAMS[what]]
    rest = b""
    for piece in _pieces(file):
        if any(stream in rest + piece for stream in streams):
            return True
        rest = piece[-64:]
    return False


def _check_text(file: IO[bytes], extension: str) -> None:
    """Text is UTF-16 with its mark, UTF-8, or of a Windows code page: these give every byte above 127 a meaning."""
    utf16: codecs.IncrementalDecoder | None = None
    for number, piece in enumerate(_pieces(file)):
        if number == 0 and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            utf16 = codecs.getincrementaldecoder("utf-16")()
        try:
            plain = utf16.decode(piece).encode() if utf16 else piece
        except UnicodeError:
            raise _mismatch(extension) from None
        found = _form(plain.lstrip()[:2048]) if number == 0 else ""
        if found and not plain.startswith((b"MZ", b"#!")):  # words may begin so; programs have control characters
            raise _mismatch(extension, found)
        if len(plain.translate(None, CONTROL)) < len(plain):
            raise _mismatch(extension)


@dataclass(slots=True)
class _Budget:
    """What may still be looked at in one upload, with all that is embedded in it."""

    members: int = MOST_MEMBERS
    embedded: int = MOST_EMBEDDED  # bytes


class _Measured:
    """A file for `zipfile`, which reads a whole list of members at once: no more than `LONGEST_DIRECTORY` bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.seek, self.tell, self._read = file.seek, file.tell, file.read

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > LONGEST_DIRECTORY:
            raise zipfile.BadZipFile("its list of members is too long")
        return self._read(size if size >= 0 else LONGEST_DIRECTORY)


def _check_archive(file: IO[bytes], extension: str, budget: _Budget) -> None:
    """A zip file by its list of members. `extension` is "" for an archive embedded in an Office file."""
    with zipfile.ZipFile(cast(IO[bytes], _Measured(file))) as archive:
        members = archive.infolist()
        budget.members -= len(members)
        if not members:
            raise _Refused(EMPTY)
        if budget.members < 0:
            raise _Refused(_("The archive holds too many files (at most %(most)d).") % {"most": MOST_MEMBERS})
        unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
        if unpacked > MOST_UNPACKED or (unpacked > SUSPECT_UNPACKED and unpacked > MOST_RATIO * packed):
            raise _Refused(TOO_LARGE_UNPACKED)
        places = sorted((m.header_offset, m.header_offset + 30 + m.compress_size) for m in members)
        places.append((archive.start_dir, archive.start_dir))
        if places[0][0] != 0 or any(end > start for (_start, end), (start, _end) in pairwise(places)):
            raise _Refused(DAMAGED)  # something before the first member, or two members that share bytes
        for name in (member.orig_filename for member in members):
            if ILL_NAME.search(name.replace("\\", "/")):
                said = _("The archive holds a file with a name that is not allowed: %(name)s.")
                raise _Refused(said % {"name": _shown(name)})
            if extension == "zip" and UNWANTED.search(name):
                said = _("The archive holds a file that is not accepted: %(name)s. Take it out and upload it again.")
                raise _Refused(said % {"name": _shown(name)})
        if extension != "zip":
            _check_office(archive, extension, budget)


def _shown(name: str) -> str:
    """A member's name, fit for a sentence."""
    return "".join(c if c.isprintable() else "?" for c in unicodedata.normalize("NFC", name))[:100]


def _check_office(archive: zipfile.ZipFile, extension: str, budget: _Budget) -> None:
    """A Word or Excel file or, with "" for extension, any archive embedded in one."""
    members = archive.infolist()
    names = Counter(member.filename.lower() for member in members)
    if extension:
        if "[content_types].xml" not in names or not any(name.startswith(PARTS[extension]) for name in names):
            raise _mismatch(extension)
    if any(member.flag_bits & 0x41 for member in members):
        raise _Refused(LOCKED)
    if any(count > 1 for count in names.values()) or any(m.compress_type not in (0, 8) for m in members):
        raise _Refused(DAMAGED)
    for member in members:
        name, types = member.filename.lower(), b""
        with archive.open(member) as part:
            start = part.read(4)
            if name == "[content_types].xml":
                types = (start + part.read(PIECE)).replace(b"\x00", b"").lower()
        if name.endswith("vbaproject.bin") or b"vbaproject" in types or b"macroenabled" in types:
            raise _Refused(_("The file holds macros, which are programs. Save it without macros and upload it again."))
        if start == b"PK\x03\x04":
            if not extension:
                raise _Refused(_("The file holds archives within archives. Take them out and upload it again."))
            _check_embedded(archive, member, budget)


def _check_embedded(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> None:
    """A workbook or document embedded in an Office file; it is unpacked to disk for this."""
    budget.embedded -= member.file_size
    if budget.embedded < 0:
        raise _Refused(TOO_LARGE_UNPACKED)
    with archive.open(member) as part, tempfile.SpooledTemporaryFile(max_size=PIECE) as copy:
        while piece := part.read(PIECE):
            copy.write(piece)
        _check_archive(cast(IO[bytes], copy), "", budget)


# --- Pictures ---
def _check_picture(file: IO[bytes], extension: str) -> None:
    form = PICTURES[extension][0]
    raw = file.read(MOST_PICTURE_BYTES + 1)
    if len(raw) > MOST_PICTURE_BYTES:
        raise _Refused(_("The picture is larger than %(most)d MB.") % {"most": MOST_PICTURE_BYTES // 1024**2})
    if (found := _form(raw[:2048])) != form:
        raise _mismatch(extension, found)
    # "/*" where GIF has its width and JPEG its first length makes the picture a script as well.
    if SCRIPT.search(raw) or raw.startswith(b"/*", {"gif": 6, "jpeg": 4}.get(form, 0)):
        raise _Refused(HIDDEN)
    end = ENDS[form](raw)
    if form == "gif" and raw[end:].strip(b"\x00"):
        raise _Refused(HIDDEN)
    limits = {"side": MOST_SIDE, "pixels": MOST_PIXELS // 1_000_000}
    said = _(
        "The picture is too large: at most %(side)d pixels on each side, %(pixels)d million in all. Make it smaller."
    )
    try:
        with Image.open(io.BytesIO(raw), formats=[form.upper()]) as picture:
            width, height = picture.size
            if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
                raise _Refused(said % limits)
            picture.verify()
    except Image.DecompressionBombError:
        raise _Refused(said % limits) from None
