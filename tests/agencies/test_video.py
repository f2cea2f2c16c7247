"""Films and captions: checked when they come, private until a live page shows them, served a piece at a time."""

import struct

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from agencies.file_answers import Unsatisfiable, asked_range
from agencies.models import PortalFile, Role
from core.uploads import file_problems
from tests.factories import NewsPageFactory, draft, member, news_index


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def ftyp(brand: bytes, *more: bytes) -> bytes:
    return box(b"ftyp", brand + bytes(4) + b"".join(more))


MOVIE = box(b"moov", box(b"mvhd", bytes(100)))
MP4 = ftyp(b"isom", b"avc1", b"mp41") + MOVIE + box(b"mdat", bytes(range(256)) * 4)
WEBM = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\x8a" + bytes(10)
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nKính thưa bà con.\n".encode()
GOOD = {
    "Phim.mp4": MP4,
    "từng đoạn.mp4": ftyp(b"mp42", b"isom") + MOVIE + box(b"moof", bytes(8)) + box(b"mdat", bytes(8)),
    "hộp cuối không nói cỡ.mp4": ftyp(b"isom") + MOVIE + struct.pack(">I", 0) + b"mdat" + bytes(50),
    "hộp lớn.mp4": ftyp(b"isom") + MOVIE + struct.pack(">I4sQ", 1, b"mdat", 20) + bytes(4),
    "Phim.webm": WEBM,
    "đang ghi.webm": WEBM[:12] + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + bytes(10),
    "lời.vtt": VTT,
    "có dấu.vtt": b"\xef\xbb\xbf" + VTT.replace(b"\n", b"\r\n"),
    "có giờ.vtt": b"WEBVTT Kind: captions\n\n1\n01:00:01.000 --> 01:00:04.000 align:start\nxin ch\xc3\xa0o\n",
}


def told(name: str, content: bytes) -> str:
    with translation.override("en"):
        return " ".join(file_problems(SimpleUploadedFile(name, content), name))


@pytest.mark.parametrize("name", GOOD)
def test_a_film_and_its_captions_are_kept(name):
    assert told(name, GOOD[name]) == ""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("phim.mp4", b"<!doctype html><script>alert(1)</script>", "program or a web page"),
        ("phim.mp4", b"MZ\x90\x00" + bytes(200), "program or a web page"),
        ("phim.mp4", ftyp(b"qt  ") + MOVIE + box(b"mdat"), "a QuickTime video (.mov)"),
        ("phim.mp4", WEBM, "a WebM video"),
        ("phim.webm", MP4, "an MP4 video"),
        ("phim.webm", WEBM.replace(b"\x84webm", b"\x88matroska").replace(b"\x87\x42", b"\x8b\x42"), "a Matroska video"),
        ("phim.webm", b"RIFF\x00\x00\x00\x00AVI LIST", "an AVI video"),
        ("phim.mp4", ftyp(b"avif", b"mif1") + MOVIE, "an AVIF picture"),
        ("phim.mp4", b"%PDF-1.7 ", "a PDF"),
        ("báo cáo.pdf", MP4, "an MP4 video"),
        ("phim.mp4", bytes(500), "not an MP4 video"),
        ("phim.mp4", MP4[:-10], "damaged"),
        ("phim.mp4", MP4 + b"PK\x03\x04" + bytes(30), "damaged"),
        ("phim.mp4", ftyp(b"isom") + box(b"mdat", bytes(50)), "damaged"),
        ("phim.mp4", ftyp(b"isom") + MOVIE + struct.pack(">I4s", 3, b"mdat"), "damaged"),
        ("phim.webm", WEBM[:-3], "damaged"),
        ("phim.webm", WEBM[:12] + b"PK\x03\x04" + bytes(20), "damaged"),
        ("lời.vtt", b"1\n00:00:01,000 --> 00:00:04,000\nxin chao\n", "not captions in WebVTT"),
        ("lời.vtt", b"WEBVTTgi do\n\n00:01.000 --> 00:02.000\nx", "not captions in WebVTT"),
        ("lời.vtt", VTT + b"\x00", "not captions in WebVTT"),
        ("lời.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\nKính thưa".encode("utf-16"), "not in UTF-8"),
        ("lời.vtt", b"WEBVTT\n\nchua co loi nao\n", "no captions with times"),
        ("lời.vtt", VTT + b"x" * 3_000_000, "larger than 2 MB"),
        ("phim.mov", MP4, "must end in one of these"),
    ],
)
def test_a_file_that_is_not_what_it_says_gets_a_clear_sentence(name, content, said):
    assert said in told(name, content)


def test_a_box_that_says_it_is_endless_takes_no_time():
    assert "damaged" in told("phim.mp4", ftyp(b"isom") + struct.pack(">I4sQ", 1, b"mdat", 2**63))
    assert "damaged" in told("phim.mp4", ftyp(b"isom") + box(b"free") * 200_000)


@pytest.mark.parametrize(
    ("header", "piece"),
    [
        ("", None), ("bytes=0-", (0, 99)), ("bytes=0-1", (0, 1)), ("bytes=10-19", (10, 19)), ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)), ("bytes=-500", (0, 99)), ("bytes=99-", (99, 99)),
        # What is no single range is answered with the whole file (RFC 9110, 14.2).
        ("bytes=0-1,5-6", None), ("bytes=5-2", None), ("bytes=-", None), ("lines=1-2", None), ("bytes=a-b", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)  # fmt: skip
def test_the_piece_a_player_asks_for(header, piece):
    assert asked_range(header, 100) == piece


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_piece_behind_the_end_does_not_exist(header):
    with pytest.raises(Unsatisfiable):
        asked_range(header, 100)


def kept(portal, name: str, content: bytes, title: str = "Tệp") -> PortalFile:
    file = PortalFile(title=title, collection=portal.collection)
    file.file.save(name, ContentFile(content), save=False)
    file._set_document_file_metadata()
    file.save()
    return file


@pytest.fixture
def film(world):
    return kept(world.soyte, "phim.mp4", MP4)


@pytest.fixture
def shown(world, film):
    captions = kept(world.soyte, "loi.vtt", VTT)
    body = [("video", {"title": "Phim", "file": film, "captions": captions, "poster": None, "transcript": ""})]
    NewsPageFactory(parent=news_index(world.soyte), slug="co-phim", body=body)
    return {"film": film, "captions": captions}


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_film_comes_whole_and_says_that_pieces_may_be_asked_for(shown, reader):
    answer = reader.get(shown["film"].url, host="soyte")
    assert (answer.status_code, body_of(answer)) == (200, MP4)
    assert answer["Content-Type"] == "video/mp4" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Accept-Ranges"] == "bytes" and int(answer["Content-Length"]) == len(MP4)
    assert answer["Content-Disposition"].startswith("inline") and answer["Cache-Control"].startswith("public")
    assert not answer.cookies


def test_a_film_comes_in_pieces(shown, reader):
    answer = reader.get(shown["film"].url, host="soyte", HTTP_RANGE="bytes=10-29")
    assert (answer.status_code, body_of(answer)) == (206, MP4[10:30])
    assert answer["Content-Range"] == f"bytes 10-29/{len(MP4)}" and answer["Content-Length"] == "20"
    assert body_of(reader.get(shown["film"].url, host="soyte", HTTP_RANGE="bytes=-7")) == MP4[-7:]


def test_a_piece_behind_the_end_is_refused_with_the_length(shown, reader):
    answer = reader.get(shown["film"].url, host="soyte", HTTP_RANGE=f"bytes={len(MP4)}-")
    assert answer.status_code == 416 and answer["Content-Range"] == f"bytes */{len(MP4)}"
    assert answer.content == b""


def test_a_player_with_a_piece_of_another_file_begins_again(shown, reader):
    film = shown["film"]
    asked = {"HTTP_RANGE": "bytes=0-9", "host": "soyte"}
    etag = reader.get(film.url, host="soyte")["ETag"]
    assert reader.get(film.url, HTTP_IF_RANGE=etag, **asked).status_code == 206
    assert reader.get(film.url, HTTP_IF_RANGE='"khac"', **asked).status_code == 200
    assert reader.get(film.url, host="soyte", HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_who_only_asks_how_long_a_film_is_gets_no_film(shown, reader):
    answer = reader.head(shown["film"].url, host="soyte", HTTP_RANGE="bytes=0-9")
    assert answer.status_code == 206 and answer["Content-Length"] == "10"
    assert b"".join(answer.streaming_content) == b""


def test_a_film_is_never_read_at_once(shown, reader, monkeypatch):
    monkeypatch.setattr("agencies.file_answers.PIECE", 100)
    answer = reader.get(shown["film"].url, host="soyte", HTTP_RANGE="bytes=0-249")
    assert [len(piece) for piece in answer.streaming_content] == [100, 100, 50]


def test_captions_are_text_for_the_player_and_a_text_file_stays_a_download(world, shown, reader):
    answer = reader.get(shown["captions"].url, host="soyte")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8" and answer["X-Content-Type-Options"] == "nosniff"
    text = kept(world.soyte, "ghi chu.txt", b"x")
    NewsPageFactory(parent=news_index(world.soyte), slug="co-tep", body=[("attachment", {"file": text, "title": ""})])
    answer = reader.get(text.url, host="soyte")
    assert answer["Content-Disposition"].startswith("attachment") and "Accept-Ranges" not in answer


@pytest.mark.parametrize("which", ["film", "captions"])
def test_a_film_and_its_captions_are_private_until_the_item_is_live(world, reader, signed_in, which):
    film, captions = kept(world.soyte, "kin.mp4", MP4), kept(world.soyte, "kin.vtt", VTT)
    editor = member(world.soyte, Role.EDITOR)
    body = [("video", {"title": "Phim", "file": film, "captions": captions, "poster": None, "transcript": ""})]
    page = draft(world.soyte, editor, body=body)
    url = {"film": film, "captions": captions}[which].url
    assert reader.get(url, host="soyte").status_code == 404
    assert reader.get(url, host="soyte", HTTP_RANGE="bytes=0-3").status_code == 404
    assert signed_in(member(world.sotttt, Role.EDITOR)).get(url).status_code == 404
    own = signed_in(editor).get(url)
    assert own.status_code == 200 and own["Cache-Control"] == "private, no-store"
    page.get_latest_revision().publish()
    assert reader.get(url, host="soyte").status_code == 200
    page.refresh_from_db()
    page.unpublish()
    assert reader.get(url, host="soyte").status_code == 404


def test_a_film_under_another_name_or_without_its_file_is_not_found(shown, reader):
    film = shown["film"]
    assert reader.get(f"/tai-lieu/{film.pk}/khac.mp4", host="soyte").status_code == 404
    film.file.storage.delete(film.file.name)
    assert reader.get(film.url, host="soyte").status_code == 404
