"""What people upload by mistake or by malice ends in a sentence they understand, never in a crash."""

import io
import random
import shutil
import unicodedata
import zipfile

import pytest
from PIL import Image

from documents.extraction import Limits, Unreadable, extract, has_text_layer, office, page_count, rtf, tools
from tests.documents.small_files import docx, ole, paragraph, pdf, run, scan

WORD = ("WordDocument", b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x00")
LOCKED_WORD = ("WordDocument", b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01")
MACROS = [("Macros", b'Attribute VB_Name\r\nSub AutoOpen()\r\nShell "calc"\r\nEnd Sub'), ("VBA", b"x" * 9000)]


@pytest.fixture
def refused(tmp_path):
    """The code and the sentence with which a file is refused."""

    def _refused(content, name, **more):
        path = tmp_path / "kept"
        path.write_bytes(content)
        with pytest.raises(Unreadable) as error:
            extract(path, name=name, **more)
        assert error.value.message.strip()
        return error.value.code

    return _refused


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.pdf", "a.rtf", "a.xls", "a.xlsx", "a.txt", "a.png", "a.tiff"])
def test_an_empty_file(refused, name):
    assert refused(b"", name) == "empty"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf([(70, 700, "x")]), "a.docx"),
        (docx(paragraph("x")), "a.doc"),
        (docx(paragraph("x")), "a.xlsx"),
        (b"{\\rtf1 x}", "a.doc"),
        (b"MZ\x90\x00\x03" + bytes(100), "a.txt"),
        (b"<html><script>alert(1)</script></html>", "a.rtf"),
        (ole(("Workbook", b"x")), "a.doc"),
        (b"%PDF-1.4 is no picture", "a.tif"),
        (b"\x89PNG\r\n\x1a\n", "a.jpg"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(refused, content, name):
    assert refused(content, name) == "mismatch"


@pytest.mark.parametrize("name", ["a.mp4", "a.zip", "a.csv", "a.exe", "a", ""])
def test_a_file_of_which_there_is_no_text(refused, name):
    assert refused(b"something", name) == "unsupported"


def test_files_with_a_password(refused):
    assert refused(pdf([(70, 700, "secret")], password="open sesame"), "a.pdf") == "locked"
    assert refused(ole(LOCKED_WORD), "a.doc") == "locked"
    assert refused(ole(("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")), "a.docx") == "locked"


def test_a_pdf_with_a_password_is_not_counted_either(tmp_path):
    path = tmp_path / "kept"
    path.write_bytes(pdf([(70, 700, "x")], password="x"))
    for ask in (page_count, has_text_layer):
        with pytest.raises(Unreadable, match="locked"):
            ask(path)


def test_broken_pdfs(refused):
    good = pdf([(70, 700, "x")])
    assert refused(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "a.pdf") == "broken"
    assert refused(good[:200], "a.pdf") == "broken"


def test_files_broken_at_random_end_in_words_or_in_text(tmp_path):
    chance = random.Random(5)
    for content, name in (
        (pdf([(70, 700, "Quyết định")]), "a.pdf"),
        (docx(paragraph(run("Quyết định"))), "a.docx"),
        (b"{\\rtf1{\\fonttbl{\\f0 .VnTime;}}\\f0 Quy\\'d5t \\u7871?{\\footnote x}\\par}", "a.rtf"),
    ):
        for _ in range(15):
            spoilt = bytearray(content)
            for _ in range(chance.randint(1, 12)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            path = tmp_path / "kept"
            path.write_bytes(spoilt[: chance.randint(len(spoilt) // 2, len(spoilt))])
            try:
                text = extract(path, name=name).text
            except Unreadable as error:
                assert error.message
            else:
                assert isinstance(text, str)


def test_a_zip_bomb_that_calls_itself_word(refused):
    target = io.BytesIO(docx(paragraph("x")))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", bytes(60 * 1024 * 1024))
    assert refused(target.getvalue(), "a.docx") == "too_large"


def test_a_word_file_too_large_for_memory(refused):
    assert refused(docx(paragraph("x" * 50_000)), "a.docx", limits=Limits(part_bytes=40_000)) == "too_large"


def test_entities_that_multiply_are_refused(refused):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("x")))) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            kind = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' if name == "word/document.xml" else b""
            after.writestr(name, kind + before.read(name).replace(b">x<", b">&b;<"))
    assert refused(target.getvalue(), "a.docx") == "broken"


def test_a_text_longer_than_a_page_can_show(refused):
    assert refused("chữ ".encode() * 100, "a.txt", limits=Limits(characters=100)) == "too_large"


def test_ten_megabytes_of_text_are_read(tmp_path):
    line = "Điều 1. Ủy ban nhân dân tỉnh quyết định việc quản lý cổng thông tin điện tử trên địa bàn.\n"
    path = tmp_path / "kept"
    path.write_text(line * (10 * 1024 * 1024 // len(line.encode())))
    text = extract(path, name="a.txt").text
    assert text.count("\n") == 10 * 1024 * 1024 // len(line.encode()) - 1
    assert text.endswith("trên địa bàn.")


def test_decomposed_text_is_put_together(tmp_path):
    path = tmp_path / "kept"
    path.write_text(unicodedata.normalize("NFD", "Quyết định của Ủy ban nhân dân"))
    assert extract(path, name="a.txt").text == "Quyết định của Ủy ban nhân dân"


def test_rtf_that_nests_without_end(refused):
    assert refused(b"{\\rtf1 " + b"{" * 5000 + b"x" + b"}" * 5000, "a.rtf") == "broken"
    assert refused(b"{\\rtf1 " + b"}" * 5 + b"x", "a.rtf", limits=Limits(characters=0)) == "too_large"


def test_rtf_of_huge_numbers_is_harmless():
    lines = rtf.read(b"{\\rtf1\\uc9999999999\\f9999999999\\u99999999 x\\'zz\\par}")
    assert isinstance(lines, list)


# --- Old Word files ---
def test_a_doc_full_of_macros_ends_in_words(refused):
    assert refused(ole(WORD, *MACROS), "a.doc", limits=Limits(seconds=60)) in ("broken", "tool_missing")


def test_libreoffice_is_told_to_run_no_macros_and_to_fetch_nothing(tmp_path, monkeypatch):
    seen = {}

    def note(command, folder, seconds):
        seen["command"] = [str(part) for part in command]
        seen["settings"] = (folder / "profile/user/registrymodifications.xcu").read_text()
        (folder / "out").mkdir()
        (folder / "out" / "source.docx").write_bytes(docx(paragraph("Quyết định")))
        return ""

    monkeypatch.setattr(office, "run", note)
    monkeypatch.setattr(office, "soffice", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(office, "need_soffice", lambda: "/usr/bin/soffice")
    path = tmp_path / "kept"
    path.write_bytes(ole(WORD, *MACROS))
    assert extract(path, name="a.doc").text == "Quyết định"
    for name in ("MacroSecurityLevel", "DisableMacrosExecution", "BlockUntrustedRefererLinks", "ooInetProxyType"):
        assert f'oor:name="{name}"' in seen["settings"]
    assert any(part.startswith("-env:UserInstallation=file://") for part in seen["command"])


def test_without_any_reader_of_doc_the_message_names_libreoffice(refused, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing-here"))
    monkeypatch.setattr(office, "find_spec", lambda name: None)
    assert refused(ole(WORD), "a.doc") == "tool_missing"
    with pytest.raises(Unreadable, match="LibreOffice"):
        tools.need_soffice()


@pytest.mark.skipif(not tools.soffice(), reason="LibreOffice is not installed: no .doc can be made to be read")
def test_a_doc_is_read_with_its_numbers_and_fonts(tmp_path):
    with tools.private_folder() as folder:
        (folder / "a.docx").write_bytes(docx(paragraph(run("Quy", ".VnTime"), run("Õt ®Þnh ng\u00adêi", ".VnTime"))))
        command = [tools.soffice(), f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless"]
        tools.run([*command, "--convert-to", "doc:MS Word 97", folder / "a.docx"], folder, 120)
        shutil.copyfile(folder / "a.doc", tmp_path / "kept")
    for reader in ("LibreOffice", "doc2docx"):
        found = extract(tmp_path / "kept", name="a.doc")
        assert (found.text, found.tool) == ("Quyết định người", reader)
        office_only = pytest.MonkeyPatch()
        office_only.setattr(office, "soffice", lambda: None)
    office_only.undo()


# --- Pictures ---
def test_broken_and_huge_pictures(refused):
    target = io.BytesIO()
    Image.new("L", (300, 300), 255).save(target, "TIFF")
    assert refused(target.getvalue()[:100], "a.tif") in ("broken", "mismatch")
    assert refused(scan()[:300], "a.pdf") == "broken"
