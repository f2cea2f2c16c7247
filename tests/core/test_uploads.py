"""What an editor is told about the file just uploaded: by its content, whatever its name says."""

from __future__ import annotations

import io
import random
import struct
import time
import unicodedata
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core import uploads
from core.uploads import DOCUMENTS, PICTURES, file_problems, picture_problems

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def told(name: str, content: bytes) -> str:
    """The sentences about a document; the file is left at its beginning."""
    return _told(file_problems, name, content)


def told_of_picture(name: str, content: bytes) -> str:
    return _told(picture_problems, name, content)


def _told(check, name, content):
    file = SimpleUploadedFile(name, content)
    problems = check(file, name)
    assert file.tell() == 0
    assert all(type(problem) is str and "%(" not in problem for problem in problems)
    return " ".join(problems)


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def word(name: str = "word/styles.xml", part: bytes | str = "", types: bytes | str = TYPES) -> bytes:
    """A Word document with one more part."""
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", name: part})


def excel() -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"})


def old_office(stream: str) -> bytes:
    return OLE + bytes(1016) + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(512)


def picture(form: str, size: tuple[int, int] = (40, 30), **options) -> bytes:
    target = io.BytesIO()
    noise = Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))
    noise.save(target, form, **options)
    return target.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG with the header of a picture of this size and next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


GOOD_DOCUMENTS = {
    "Quyết định 12.pdf": PDF,
    "BÁO CÁO.PDF": PDF,
    "Có dòng trống.pdf": b"\xef\xbb\xbf\r\n" + PDF,
    "Từ máy in.pdf": b"\x1b%-12345X@PJL JOB\r\n" + PDF,
    "Tờ trình.doc": old_office("WordDocument"),
    "Dự toán.xls": old_office("Workbook"),
    "Dự toán 1997.xls": old_office("Book"),
    "Tờ trình.docx": word(),
    "Có biểu đồ.docx": word("word/embeddings/b.xlsx", excel()),
    "Dự toán.xlsx": excel(),
    "Phụ lục.zip": zipped({"Phụ lục 1.pdf": PDF, "bảng/Phụ lục 2.xlsx": excel()}),
    "Công văn.rtf": b"{\\rtf1\\ansi C\\'f4ng v\\u259?n}",
    "Danh sách.csv": "Họ tên;Xã\nTrần Thị Nở;Vũ Đại\n".encode(),
    "Từ Excel.csv": "Họ tên;Xã\n".encode("utf-16"),
    "Có dấu hiệu.txt": "Kính gửi".encode("utf-8-sig"),
    "Bảng mã cũ.txt": "Kính gửi Uỷ ban".encode("cp1258", "ignore"),
    "TCVN3.txt": b"C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca",
    "MZ.csv": b"MZ;ten\n1;2\n",
}


@pytest.mark.parametrize("name", GOOD_DOCUMENTS)
def test_an_ordinary_document_is_kept(name):
    assert told(name, GOOD_DOCUMENTS[name]) == ""


@pytest.mark.parametrize("name", GOOD_DOCUMENTS)
def test_a_name_typed_on_a_mac_changes_nothing(name):
    assert told(unicodedata.normalize("NFD", name), GOOD_DOCUMENTS[name]) == ""


@pytest.mark.parametrize("extension", [*PICTURES, "JPG"])
def test_an_ordinary_picture_is_kept(extension):
    form = "JPEG" if extension.lower() == "jpg" else extension.upper()
    assert told_of_picture(unicodedata.normalize("NFD", f"Lễ hội.{extension}"), picture(form)) == ""


def test_a_phone_picture_with_a_second_one_behind_it_is_kept():
    second = Image.new("RGB", (8, 8))
    two = picture("MPO", save_all=True, append_images=[second])
    assert Image.open(io.BytesIO(two)).format == "MPO"
    assert told_of_picture("IMG_1.jpg", two) == ""
    assert told_of_picture("IMG_2.jpg", picture("JPEG") + b"SEFT" + bytes(40)) == ""


def test_a_moving_picture_is_kept():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    for form in ("GIF", "WEBP"):
        content = picture(form, save_all=True, append_images=frames)
        assert told_of_picture(f"a.{form.lower()}", content) == ""


def test_a_moving_picture_without_its_last_byte_is_kept():
    content = picture("GIF")
    assert content[-1:] == b";"
    assert told_of_picture("a.gif", content[:-1]) == ""


def test_a_scan_of_40_mb_is_kept_within_a_second():
    scan = b"%PDF-1.4\n" + random.Random(2).randbytes(40 * 1024**2) + b"\n%%EOF"
    file = TemporaryUploadedFile("scan.pdf", "application/pdf", len(scan), None)
    file.write(scan)
    began = time.perf_counter()
    assert file_problems(file) == []
    assert time.perf_counter() - began < 1
    assert file.tell() == 0
    file.close()


def test_a_document_with_40_mb_of_pictures_is_kept():
    content = word("word/media/image1", random.Random(3).randbytes(40 * 1024**2))
    began = time.perf_counter()
    assert told("Ảnh.docx", content) == ""
    assert time.perf_counter() - began < 2


def test_the_name_given_counts_before_the_name_of_the_file():
    assert file_problems(ContentFile(PDF, name="upload.tmp"), "a.pdf") == []
    assert "must end in one of these: .csv, .doc" in file_problems(ContentFile(PDF), "a")[0]


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a", "", "pdf", "pdf.", "a.png"])
def test_other_endings_are_not_accepted(name):
    file = ContentFile(b"x", name=name)
    file.seek(1)
    assert "must end in one of these" in file_problems(file)[0]
    assert file.tell() == 0
    if name != "a.png":
        assert ".avif, .gif, .jpeg, .jpg, .png, .webp" in picture_problems(file)[0]


@pytest.mark.parametrize("extension", [*DOCUMENTS, *PICTURES])
def test_an_empty_file_is_named_so(extension):
    check = told if extension in DOCUMENTS else told_of_picture
    assert check(f"a.{extension}", b"") == "The file is empty."
    if extension == "zip":
        assert check("a.zip", zipped({})) == "The file is empty."


@pytest.mark.parametrize("extension", DOCUMENTS)
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf \r\n\t"])
def test_a_web_page_under_another_name_is_refused(extension, start):
    for page in (HTML, b"<HTML>", b"<script>x</script>", b"<svg xmlns=''/>", b"<?php phpinfo();"):
        assert "a program or a web page" in told(f"a.{extension}", start + page)


def test_a_web_page_in_utf_16_is_no_text():
    assert "web page" in told("a.txt", HTML.decode().encode("utf-16"))


def test_a_web_page_behind_many_blanks_is_no_text():
    assert "web page" in told("a.txt", b"\n" * 5000 + HTML)


@pytest.mark.parametrize("extension", DOCUMENTS)
def test_a_program_under_another_name_is_refused(extension):
    assert told(f"a.{extension}", EXE)
    assert "program" in told("a.docx", EXE)
    assert "program" in told("a.docx", EXE + word()), "an archive that unpacks itself"


def test_a_web_page_or_a_picture_before_a_pdf_is_refused():
    for before in (HTML, b"GIF89a", b"var x = 1; /*", b"\x1b%-12345X<script>", b"PK\x03\x04", EXE):
        assert told("a.pdf", before + PDF) == (
            "Something else stands before the PDF in this file. Save it as PDF and upload it again."
        )


def test_a_pdf_that_begins_too_late_is_none():
    assert told("a.pdf", b"\n" * 1024 + PDF) == ""
    assert "is not a PDF" in told("a.pdf", b"\n" * 1025 + PDF)


def test_the_sentence_says_what_the_file_is():
    assert told("a.pdf", picture("JPEG")) == (
        "The file calls itself .pdf, but it is a JPEG picture (.jpg). Save it as a PDF and upload that."
    )
    assert "it is a zip archive or an Office file" in told("a.doc", word())
    assert "it is an old Office file" in told("a.docx", old_office("WordDocument"))
    assert "it is an RTF document" in told("a.doc", GOOD_DOCUMENTS["Công văn.rtf"])
    assert "it is a PDF" in told("a.txt", PDF)
    assert "it is a RAR" in told("a.zip", b"Rar!\x1a\x07\x00")
    assert told("a.docx", excel()) == (
        "The file calls itself .docx, but it is not a Word document (.docx). Save it as that and upload it again."
    )
    assert "is not an Excel workbook (.xlsx)" in told("a.xlsx", zipped({"a.txt": "a"}))
    assert "it is an iPhone picture" in told_of_picture("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(30))


def test_an_installer_in_the_shell_of_an_old_document_is_refused():
    assert "is not a Word document (.doc)" in told("a.doc", old_office("Binary.setup"))
    assert "is not a Word document (.doc)" in told("a.doc", old_office("Workbook"))


def test_the_stream_of_an_old_document_is_found_across_pieces():
    content = OLE + bytes(uploads.PIECE - 20) + "WordDocument".encode("utf-16-le") + bytes(100)
    assert told("a.doc", content) == ""


@pytest.mark.parametrize("content", [b"a\x00b", b"\x1b[2J", b"\xff\xfe\x00\xd8a\x00", "a\x07".encode("utf-16")])
def test_binary_data_is_no_text(content):
    assert "is not plain text (UTF-8)" in told("a.txt", content)
    assert "is not plain text (UTF-8)" in told("a.csv", content)


def test_control_characters_far_down_are_found():
    assert "not plain text" in told("a.csv", b"a;b\n" * 1_000_000 + b"\0")


def test_a_bomb_named_docx_is_refused():
    bomb = word("word/media/image1", bytes(60 * 1024**2))
    assert len(bomb) < 200_000
    assert told("a.docx", bomb) == "Unpacked, the file would be far too large. Split it into smaller files."
    assert told("a.zip", zipped({"a": bytes(60 * 1024**2)})) == told("a.docx", bomb)


def test_an_archive_that_says_it_is_huge_is_refused():
    content = bytearray(zipped({"a.txt": random.Random(4).randbytes(6_000_000)}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", uploads.MOST_UNPACKED + 1)
    assert "Unpacked" in told("a.zip", bytes(content))


def test_a_bomb_embedded_in_a_document_is_refused():
    inner = zipped({"xl/a": bytes(60 * 1024**2)})
    assert "Unpacked" in told("a.docx", word("word/embeddings/a", inner))
    inner = zipped({"xl/a": random.Random(5).randbytes(1000)}, zipfile.ZIP_STORED) + bytes(uploads.MOST_EMBEDDED)
    noise = random.Random(6).randbytes(2_000_000)
    content = zipped({"[Content_Types].xml": TYPES, "word/document.xml": "x", "word/a": inner, "word/noise": noise})
    assert "Unpacked" in told("a.docx", content)


def test_archives_within_archives_within_a_document_are_refused():
    content = word("word/embeddings/a", zipped({"a/b.bin": zipped({"c": "d"})}))
    assert "archives within archives" in told("a.docx", content)


def test_members_that_share_bytes_are_refused():
    """Every entry of the list points at the same kernel: small file, endless content."""
    content = zipped({"a.txt": "x" * 1000})
    start = content.rindex(b"PK\x01\x02")
    entry, end = content[start : content.rindex(b"PK\x05\x06")], bytearray(content[content.rindex(b"PK\x05\x06") :])
    end[8:12] = struct.pack("<HH", 50, 50)
    end[12:16] = struct.pack("<I", 50 * len(entry))
    assert "damaged" in told("a.zip", content[:start] + entry * 50 + bytes(end))


def test_something_hidden_before_the_first_member_is_refused():
    assert "damaged" in told("a.zip", zipped({"a.txt": "a"}) + zipped({"b.txt": "b"}))


def test_too_many_members_are_refused():
    content = zipped({f"{number}.txt": "" for number in range(10_001)}, zipfile.ZIP_STORED)
    assert told("a.zip", content) == "The archive holds too many files (at most 10000)."


def test_an_endless_list_of_members_is_not_read():
    content = zipped({f"{number:06}".ljust(600, "x"): "" for number in range(8_000)}, zipfile.ZIP_STORED)
    assert "damaged" in told("a.zip", content)


def test_a_locked_document_is_refused():
    content = bytearray(word())
    for at in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    assert told("a.docx", bytes(content)) == (
        "The file is locked with a password. Remove the password and upload it again."
    )
    assert "locked with a password" in told("a.docx", old_office("EncryptedPackage"))


OUTSIDE = ["../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "a\u202etxt.pdf"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_member_that_points_elsewhere_is_refused(name):
    assert "with a name that is not allowed: " in told("a.zip", zipped({name: "a"}))


def test_two_dots_within_a_name_are_harmless():
    assert told("a.zip", zipped({"Phụ lục..pdf": PDF, "…/b.pdf": PDF})) == ""


@pytest.mark.parametrize(
    "name", ["x/Cài đặt.EXE", "a.js", "a.bat", "a.cmd", "a.scr", "a.html", "a.svg", "a.docm", "a.exe "]
)
def test_an_archive_with_a_program_or_a_page_is_refused_with_its_name(name):
    content = zipped({"a.pdf": PDF, unicodedata.normalize("NFD", name): "x"})
    assert told("a.zip", content) == (
        f"The archive holds a file that is not accepted: {name}. Take it out and upload it again."
    )


def test_a_document_with_macros_is_refused():
    assert told("a.docx", word("word/VbaProject.bin", "x")) == (
        "The file holds macros, which are programs. Save it without macros and upload it again."
    )
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    renamed = TYPES.replace("/>", f'><Override ContentType="{kind}"/></Types>')
    for types in (renamed, renamed.encode("utf-16")):
        assert "The file holds macros" in told("a.docx", word(types=types))


def test_a_cut_archive_is_damaged():
    assert "damaged" in told("a.docx", word()[:-40])
    assert "damaged" in told("a.zip", b"PK\x03\x04" + bytes(100))


def test_a_picture_under_the_wrong_ending_is_refused():
    assert told_of_picture("a.jpg", picture("PNG")) == (
        "The file calls itself .jpg, but it is a PNG picture. Save it as a JPEG picture (.jpg) and upload that."
    )
    for extension in PICTURES:
        for form in ("AVIF", "GIF", "JPEG", "PNG", "WEBP"):
            if form != {"jpg": "JPEG"}.get(extension, extension.upper()):
                assert "but it is a" in told_of_picture(f"a.{extension}", picture(form))


@pytest.mark.parametrize("extension", PICTURES)
def test_a_drawing_with_scripts_is_no_picture(extension):
    assert "web page" in told_of_picture(f"a.{extension}", b'<?xml version="1.0"?><svg onload="alert(1)"/>')
    assert "web page" in told_of_picture(f"a.{extension}", b"<svg/>")


@pytest.mark.parametrize("extension", PICTURES)
def test_a_picture_with_a_page_hidden_in_it_is_refused(extension):
    content = picture("JPEG" if extension == "jpg" else extension.upper())
    for page in (b"<Script src=x>", b"<?php system($_GET[0]);", b"<HTML>"):
        assert "hidden in the picture" in told_of_picture(f"a.{extension}", content + page)


def test_a_page_in_the_comment_of_a_picture_is_refused():
    assert "hidden" in told_of_picture("a.gif", picture("GIF", comment=b"<script>alert(1)</script>"))
    assert "hidden" in told_of_picture("a.jpg", picture("JPEG", comment=b"<script>alert(1)</script>"))


def test_a_picture_that_is_a_script_as_well_is_refused():
    gif, jpeg = picture("GIF"), picture("JPEG")
    assert "hidden" in told_of_picture("a.gif", gif[:6] + b"/*" + gif[8:] + b"*/=1;alert(1)//")
    assert "hidden" in told_of_picture("a.gif", gif + b"=1;alert(1)")
    assert "hidden" in told_of_picture("a.gif", b"GIF89a/*\x01\x00*/=1;alert(1);//")
    assert "hidden" in told_of_picture("a.jpg", jpeg[:4] + b"/*" + jpeg[6:] + b"*/=alert(1)/*")
    assert told_of_picture("a.gif", gif + bytes(10)) == "", "padding is harmless"


@pytest.mark.parametrize("size", [(20_000, 10), (10, 12_001), (11_000, 11_000), (60_000, 60_000)])
def test_a_picture_with_too_many_pixels_is_refused_unopened(size):
    assert told_of_picture("a.png", png_header(*size)) == (
        "The picture is too large: at most 12000 pixels on each side, 100 million in all. Make it smaller."
    )


def test_a_picture_as_large_as_allowed_is_kept():
    assert told_of_picture("a.png", png_header(10_000, 10_000)) == ""


def test_a_picture_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PICTURE_BYTES", 2 * 1024**2)
    assert told_of_picture("a.png", bytes(2 * 1024**2 + 1)) == "The picture is larger than 2 MB."


@pytest.mark.parametrize("extension", PICTURES)
def test_a_picture_cut_short_is_damaged(extension):
    content = picture("JPEG" if extension == "jpg" else extension.upper(), (200, 150))
    for rest in (0.3, 0.6, 0.95):
        assert "damaged" in told_of_picture(f"a.{extension}", content[: int(len(content) * rest)])
    assert "damaged" in told_of_picture(f"a.{extension}", content[:-2])


def test_a_cut_picture_with_a_whole_preview_in_it_is_damaged():
    preview = picture("JPEG", (8, 8))
    content = picture("JPEG", (200, 150), exif=b"Exif\0\0" + preview)
    assert preview in content
    assert told_of_picture("a.jpg", content) == ""
    assert "damaged" in told_of_picture("a.jpg", content[:-500])


def test_endless_comments_do_not_stop_the_portal():
    gif = picture("GIF")
    tables = 13 + 3 * 2 ** (gif[10] % 8 + 1)
    for comments in (b"\x21\xfe\x01a\x00" * 400_000, b"\x21\xfe" + b"\x01a" * 1_000_000 + b"\x00"):
        began = time.perf_counter()
        assert "damaged" in told_of_picture("a.gif", gif[:tables] + comments + gif[tables:])
        assert time.perf_counter() - began < 2
    jpeg = picture("JPEG")
    assert "damaged" in told_of_picture("a.jpg", jpeg[:2] + b"\xff\xe5\x00\x02" * 1_000_000 + jpeg[2:])


FORMS = ["GIF", "JPEG", "PNG", "WEBP", "AVIF"]
SAMPLES = [PDF, EXE, HTML, word(), excel(), old_office("Book"), *map(picture, FORMS)]


@settings(max_examples=150, deadline=None)
@given(
    extension=st.sampled_from([*DOCUMENTS, *PICTURES]),
    sample=st.sampled_from([b"", *SAMPLES]),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=8)), max_size=6),
    length=st.integers(0, 6000),
    more=st.binary(max_size=200),
)
def test_whatever_is_uploaded_is_answered_in_words(extension, sample, changes, length, more):
    """`told` asserts: finished sentences, the file back at its beginning, and nothing is raised."""
    content = bytearray(sample)
    for at, new in changes:
        content[at : at + len(new)] = new
    content = bytes(content[:length]) + more
    told(f"a.{extension}" if extension in DOCUMENTS else "a.pdf", content)
    told_of_picture(f"a.{extension}" if extension in PICTURES else "a.png", content)


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(lambda text: "<" not in text))
def test_any_text_is_kept(text):
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert told("a.txt", ("Kính gửi " + text).encode(encoding)) == ""
