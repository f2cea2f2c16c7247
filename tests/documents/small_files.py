"""Small files of every kind, made by the test that reads them."""

import hashlib
import io
import struct
import zipfile

from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EXTRAS = ("styles", "numbering", "footnotes")


def docx(body, **parts):
    """A Word file: the XML of its body and, by name, of its `styles`, `numbering` and `footnotes`."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in [("document", "document.main"), *((name, name) for name in parts)]
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in _EXTRAS if name in parts
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {W}>{xml}</w:{name}>" for name, xml in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def run(text, font="", more=""):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{fonts}{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def table(*rows, lines=True):
    """Rows of cells; a cell is a text or a list of paragraphs."""
    border = "single" if lines else "none"
    edges = "".join(
        f'<w:{edge} w:val="{border}"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    cells = [
        "".join(f"<w:tc>{''.join(map(paragraph, cell if isinstance(cell, list) else [cell]))}</w:tc>" for cell in row)
        for row in rows
    ]
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def _objects(pieces):
    """A PDF out of the bodies of its objects; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(pieces, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out, b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(pieces) + 1, table)


def pdf(*pages, font="Helvetica", password=None, covered=False, invisible=False):
    """A PDF whose pages are lists of lines (x, y from below, text); letters are mapped to Unicode one by one.

    `covered`: a picture lies under the text; `invisible`: the text is not drawn, as over a scan.
    """
    letters = sorted({letter for page in pages for _x, _y, text in page for letter in text})
    legacy = font.lstrip(".").startswith("Vn")
    code = {letter: ord(letter) if legacy else 33 + n for n, letter in enumerate(letters)}
    mapping = "".join(f"<{code[letter]:02x}> <{ord(letter):04x}>\n" for letter in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{mapping}endbfchar endcmap"
    ).encode()
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/TrueType/BaseFont/%b/Encoding/WinAnsiEncoding/ToUnicode 4 0 R/FirstChar 0/LastChar 255"
        b"/Widths[%b]>>" % (font.encode(), b"500 " * 256),
        b"<</Length %d>>stream\n%b\nendstream" % (len(cmap), cmap),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\xee\nendstream",
    ]
    for number, page in enumerate(pages):
        words = b"q 595 0 0 842 0 0 cm /Im Do Q " * covered + b"3 Tr " * invisible
        words += b"".join(
            b"BT /F1 12 Tf %d %d Td <%b> Tj ET\n" % (x, y, bytes(code[letter] for letter in text).hex().encode())
            for x, y, text in page
        )
        bodies += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</Im 5 0 R>>>>"
            b"/Contents %d 0 R>>" % (7 + 2 * number),
            b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        ]
    out, xref = _objects(bodies + ([_lock(password)] if password else []))
    more = b"/Encrypt %d 0 R/ID[<00><00>]" % (len(bodies) + 1) if password else b""
    return out + xref + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 2, more, len(out))


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _lock(password):
    """The standard lock of PDF 1.1: without the password nobody opens the file."""
    word = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(word).digest()[:5], word)
    key = hashlib.md5(word + owner + struct.pack("<i", -4) + b"\x00").digest()[:5]
    return b"<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -4>>" % (owner.hex().encode(), _rc4(key, _PAD).hex().encode())


def scan(pages=1, size=(60, 85)):
    """A PDF whose pages are pictures."""
    target = io.BytesIO()
    page = Image.new("L", size, 230)
    page.save(target, "PDF", save_all=True, append_images=[page] * (pages - 1), resolution=7.3)
    return target.getvalue()


def ole(*streams):
    """An old Office file with the given streams (name, bytes), each at least 4,096 bytes long."""
    sectors, entries, fat = [], [], []
    for name, data in streams:
        data = data.ljust(4096, b"\x00")
        start = len(sectors)
        pieces = [data[i : i + 512].ljust(512, b"\x00") for i in range(0, len(data), 512)]
        sectors += pieces
        fat += [*range(start + 1, start + len(pieces)), 0xFFFFFFFE]
        entries.append((name, 2, start, len(data)))
    directory = b""
    for number, (name, kind, start, size) in enumerate([("Root Entry", 5, 0xFFFFFFFE, 0), *entries]):
        raw = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(entries) else 0xFFFFFFFF
        child = 1 if kind == 5 and entries else 0xFFFFFFFF
        directory += raw.ljust(64, b"\x00") + struct.pack("<HBB", len(raw) + 2, kind, 1)
        directory += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IIxxxx", start, size)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\x00")
    first = len(sectors)
    pieces = [directory[i : i + 512] for i in range(0, len(directory), 512)]
    sectors += pieces
    fat += [*range(first + 1, first + len(pieces)), 0xFFFFFFFE, 0xFFFFFFFD]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", len(sectors)) + b"\xff" * (4 * 108)
    table = b"".join(struct.pack("<I", entry) for entry in fat).ljust(512, b"\xff")
    return head + b"".join(sectors) + table
