"""The parts of a news item as readers see them, and what an editor is told about them."""

import io
import json
import re

import html5lib
import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from PIL import Image

from agencies.models import PortalFile, PortalImage
from documents.models import DocumentPage
from news.body import body_problems, body_text
from news.models import NewsPage
from tests.factories import DocumentPageFactory, NewsPageFactory, document_index, news_index


def picture(portal, title="Ảnh thử", size=(800, 500), **fields) -> PortalImage:
    target = io.BytesIO()
    Image.new("RGB", size, "green").save(target, "PNG")
    image = PortalImage(title=title, collection=portal.collection, **fields)
    image.file = ImageFile(io.BytesIO(target.getvalue()), name="anh.png")
    image._set_image_file_metadata()
    image.save()
    return image


def file(portal, name="phu-luc.pdf", content=b"%PDF-1.7", title="Phụ lục 1") -> PortalFile:
    kept = PortalFile(title=title, collection=portal.collection)
    kept.file.save(name, ContentFile(content), save=False)
    kept._set_document_file_metadata()
    kept.save()
    return kept


def shown(reader, portal, body, slug="bai-thu", **fields) -> str:
    NewsPageFactory(parent=news_index(portal), slug=slug, body=body, **fields)
    answer = reader.get(f"/tin-tuc/{slug}/", host=portal.label)
    assert answer.status_code == 200
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert "style=" not in text and "<script>" not in text
    return re.sub(r"\s+", " ", text[text.index("<main") : text.index("</main>")])


def in_english(ask):
    with translation.override("en"):
        return ask()


def stored(portal, slug, *parts) -> NewsPage:
    """A live item whose text came into the database by another way than the editor."""
    page = NewsPageFactory(parent=news_index(portal), slug=slug, body=[])
    raw = [{"type": kind, "value": value, "id": str(at)} for at, (kind, value) in enumerate(parts)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s", [json.dumps(raw), page.pk])
    return NewsPage.objects.get(pk=page.pk)


def problems(*body) -> str:
    with translation.override("en"):
        return " ".join(body_problems(NewsPage(body=list(body)).body))


def table(rows, choice="row", caption="Sản lượng lúa"):
    return {"data": rows, "table_caption": caption, "table_header_choice": choice}


# -- pictures -------------------------------------------------------------------------------------------------------


def test_a_picture_says_what_it_shows_and_whose_it_is(world, reader):
    image = picture(world.soyte, alt_text="Cánh đồng lúa", credit="Trần Mẫu")
    text = shown(reader, world.soyte, [("picture", {"image": image, "caption": "Vụ xuân"})])
    assert 'alt="Cánh đồng lúa"' in text and "Vụ xuân" in text and "Trần Mẫu" in text


def test_a_picture_may_show_something_else_here_or_be_decoration(world, reader):
    image = picture(world.soyte, alt_text="Cánh đồng lúa")
    body = [
        ("picture", {"image": image, "shows": "Máy gặt trên cánh đồng", "caption": ""}),
        ("picture", {"image": image, "decorative": True, "caption": ""}),
    ]
    text = shown(reader, world.soyte, body)
    assert 'alt="Máy gặt trên cánh đồng"' in text and 'alt=""' in text and 'alt="Cánh đồng lúa"' not in text


def test_a_picture_without_a_description_is_not_published(world):
    image = picture(world.soyte, alt_text="")
    assert "Say what the picture shows" in problems(("picture", {"image": image}))
    assert problems(("picture", {"image": image, "decorative": True})) == ""
    assert problems(("picture", {"image": image, "shows": "Lúa"})) == ""
    assert "choose one" in problems(("picture", {"image": image, "shows": "Lúa", "decorative": True}))


def test_a_portrait_of_12000_pixels_keeps_to_a_screen_and_opens_in_full(world, reader):
    image = picture(world.soyte, size=(300, 12_000), alt_text="Sơ đồ dài")
    text = shown(reader, world.soyte, [("picture", {"image": image})])
    assert "shown--tall" in text and "Mở ảnh" in text or "Open the picture in full size" in text
    assert re.search(r'<p><a href="/media/images/[^"]+">', text)


def test_a_picture_whose_file_is_lost_leaves_the_rest(world, reader):
    image, other = picture(world.soyte, alt_text="Mất"), picture(world.soyte, alt_text="Còn")
    for lost in (image, other):
        lost.file.storage.delete(lost.file.name)
    body = [
        ("picture", {"image": image}),
        ("gallery", {"title": "", "images": [{"image": image}, {"image": other}]}),
        ("text", "<p>Chữ vẫn còn</p>"),
    ]
    text = shown(reader, world.soyte, body)
    assert "Chữ vẫn còn" in text and "<img" not in text and "gallery" not in text


def test_a_picture_that_was_deleted_leaves_no_hole(world, reader):
    image = picture(world.soyte, alt_text="x")
    gallery = {"images": [{"image": image}, {"image": image}]}
    body = [("picture", {"image": image}), ("gallery", gallery), ("text", "<p>Còn đây</p>")]
    page = NewsPageFactory(parent=news_index(world.soyte), slug="xoa-anh", body=body)
    image.delete()
    text = reader.get("/tin-tuc/xoa-anh/", host="soyte").content.decode()
    assert "Còn đây" in text and "<figure" not in text
    assert NewsPage.objects.get(pk=page.pk).search_entries()


# -- gallery --------------------------------------------------------------------------------------------------------


def test_a_gallery_is_a_still_grid_of_links_to_the_large_pictures(world, reader):
    images = [picture(world.soyte, alt_text=f"Ảnh số {n}", size=(1000 + n, 700)) for n in range(3)]
    value = {"title": "Ngày hội", "images": [{"image": i, "caption": f"Chú thích {i.pk}"} for i in images]}
    text = shown(reader, world.soyte, [("gallery", value)])
    assert text.count("<li> <a href=") >= 3 and "Ngày hội" in text
    for image in images:
        assert f'alt="{image.alt_text}"' in text and f"Chú thích {image.pk}" in text
    large = re.search(r'<li> <a href="(/media/images/[^"]+)"> ?<picture>', text)
    assert large and reader.get(large[1], host="soyte").status_code == 200


def test_an_empty_gallery_shows_nothing_and_is_not_published(world, reader):
    stored(world.soyte, "trong", ("gallery", {"title": "Trống", "images": []}), ("text", "<p>Còn</p>"))
    text = reader.get("/tin-tuc/trong/", host="soyte").content.decode()
    assert "<p>Còn</p>" in text and "Trống" not in text and 'class="gallery' not in text
    assert "Gallery (part 1 of the text)" in problems(("gallery", {"title": "", "images": []}))
    one = [{"image": picture(world.soyte, alt_text="x")}]
    assert problems(("gallery", {"images": one})) and not problems(("gallery", {"images": one * 2}))
    assert problems(("gallery", {"images": one * 31}))


def test_a_picture_of_a_gallery_is_never_without_words(world):
    parts = [{"image": picture(world.soyte, alt_text="x")}, {"image": picture(world.soyte, alt_text="")}]
    said = problems(("gallery", {"images": parts}))
    assert "Picture 2" in said.title() and "Say what the picture shows" in said


# -- films ----------------------------------------------------------------------------------------------------------


def film(portal, **changes):
    value = {
        "title": "Lễ ra quân", "file": file(portal, "phim.mp4", b"x" * 3_500_000, "Phim"),
        "poster": None, "captions": None, "transcript": "",
    }  # fmt: skip
    return ("video", {**value, **changes})


def test_a_film_waits_to_be_asked_and_has_captions(world, reader):
    poster = picture(world.soyte, alt_text="Đoàn người")
    text = shown(reader, world.soyte, [film(world.soyte, captions=file(world.soyte, "loi.vtt", b"x"), poster=poster)])
    assert re.search(r'<video controls preload="none" playsinline aria-label="Lễ ra quân" poster="/media/', text)
    assert re.search(r'<source src="/tai-lieu/\d+/phim\w*.mp4" type="video/mp4">', text)
    assert re.search(
        r'<track kind="captions" src="/tai-lieu/\d+/l\w*.vtt" srclang="vi" label="Tiếng Việt" default>', text
    )
    assert "autoplay" not in text and "3,5 MB" in text and "download" in text


def test_a_transcript_opens_under_the_film(world, reader):
    text = shown(reader, world.soyte, [film(world.soyte, transcript="Dòng một\n\n<b>Dòng hai</b>")])
    assert "<details" in text and "<p>Dòng một</p>" in text and "&lt;b&gt;Dòng hai" in text


def test_a_film_needs_captions_or_a_transcript_and_must_be_a_film(world):
    assert "captions (a .vtt file) or a transcript" in problems(film(world.soyte))
    assert problems(film(world.soyte, transcript="Lời")) == ""
    assert problems(film(world.soyte, captions=file(world.soyte, "loi.vtt", b"x"))) == ""
    assert "This is no video" in problems(film(world.soyte, transcript="x", file=file(world.soyte)))
    assert "Captions are a .vtt file" in problems(film(world.soyte, captions=file(world.soyte)))


# -- words of others, tables ----------------------------------------------------------------------------------------


def test_a_quotation_names_who_said_it(world, reader):
    text = shown(reader, world.soyte, [("quote", {"text": "Nước là mạch sống.", "by": "Bà Đỗ Thị Mẫu, nông dân"})])
    assert "<blockquote><p>Nước là mạch sống.</p></blockquote><figcaption>Bà Đỗ Thị Mẫu" in text


def test_a_quotation_from_before_there_were_authors_is_still_read(world, reader):
    page = stored(world.soyte, "cu", ("quote", "Lời cũ"))
    text = reader.get("/tin-tuc/cu/", host="soyte").content.decode()
    assert "<blockquote><p>Lời cũ</p></blockquote>" in text
    assert "Lời cũ" in page.search_text()


def test_a_narrow_table_becomes_cards_with_the_headings_in_each_cell(world, reader):
    rows = [["Huyện", "Diện tích (ha)"], ["Vũ Thư", "1.250,5"], ["Tiền Hải", "990"]]
    text = shown(reader, world.soyte, [("table", table(rows, "both"))])
    assert "table-cards" in text and "<caption>Sản lượng lúa</caption>" in text
    assert '<th scope="col" role="columnheader">Huyện</th>' in text
    assert '<th scope="row" role="rowheader" data-label="Huyện">Vũ Thư</th>' in text
    assert '<td role="cell" data-label="Diện tích (ha)" class="number">1.250,5</td>' in text


def test_a_table_of_30_columns_scrolls_in_a_region_one_can_reach_by_keyboard(world, reader):
    rows = [[f"Cột {n}" for n in range(30)], [str(n) for n in range(30)]]
    text = shown(reader, world.soyte, [("table", table(rows))])
    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="Sản lượng lúa">' in text
    assert text.count('<th scope="col" class="number">') == 30 and "table-cards" not in text


def test_a_table_without_headings_has_none(world, reader):
    text = shown(reader, world.soyte, [("table", table([["a", "<b>b</b>"], ["c", None]], "neither"))])
    assert "<th" not in text and "&lt;b&gt;b" in text and "table-scroll" in text


@pytest.mark.parametrize(
    "value", [{}, {"data": None}, {"data": [[]]}, {"data": [["", None], []]}, {"data": "x"}, {"data": [[1], "x"]}]
)
def test_a_table_of_any_shape_does_not_take_the_page_down(world, reader, value):
    page = stored(world.soyte, "bang", ("table", value))
    page.search_text()
    assert reader.get("/tin-tuc/bang/", host="soyte").status_code == 200


def test_an_editor_is_told_what_a_table_lacks(world):
    rows = [["a", "b"], ["c", "d"]]
    assert problems(("table", table(rows))) == ""
    assert "caption" in problems(("table", table(rows, caption=" ")))
    assert "which cells are headings" in problems(("table", table(rows, choice="")))
    assert "empty" in problems(("table", table([["", None]])))
    assert "at most 500 rows and 50 columns" in problems(("table", table([["x"] * 51])))
    assert "at most 500 rows and 50 columns" in problems(("table", table([["x"]] * 501)))
    assert "too much text" in problems(("table", table([["x" * 3000]])))
    assert "Table (part 2 of the text)" in problems(("heading", "Mục"), ("table", table(rows, caption="")))


def test_what_excel_leaves_empty_at_the_ends_is_left_out(world, reader):
    rows = [["Tên", "Số", None], ["Lúa", "5", ""], ["", "", None]]
    text = shown(reader, world.soyte, [("table", table(rows))])
    assert text.count("<tr") == 2 and text.count("<th") == 3  # thead, and two headings


# -- files and documents --------------------------------------------------------------------------------------------


def test_an_attached_file_says_its_kind_and_size(world, reader):
    kept = file(world.soyte, "bieu-mau.docx", b"x" * 412_000)
    body = [("attachment", {"file": kept, "title": "Mẫu số 1"}), ("attachment", {"file": kept, "title": ""})]
    text = shown(reader, world.soyte, body)
    assert kept.url in text and "DOCX" in text and "412 KB" in text and "Mẫu số 1" in text and "Phụ lục 1" in text
    assert reader.get(kept.url, host="soyte").status_code == 200


def test_a_document_named_by_its_number_is_a_card_with_what_it_is(world, reader):
    DocumentPageFactory(
        parent=document_index(world.main), number="02/2011/QĐ-UBND", slug="02-2011-qd-ubnd",
        abstract="Ban hành Quy chế Cổng", expired_on="2020-01-01", validity="expired",
    )  # fmt: skip
    text = shown(reader, world.soyte, [("document", {"number": "2/2011/qđ-ubnd", "issuer": ""})])
    assert "Ban hành Quy chế Cổng" in text and "Quyết định 02/2011/QĐ-UBND" in text and "badge--stop" in text
    assert 'href="http://thaibinh.localhost/van-ban/02-2011-qd-ubnd/"' in text


def test_a_document_that_is_gone_leaves_its_number(world, reader):
    document = DocumentPageFactory(parent=document_index(world.main), number="7/2024/QĐ-UBND")
    body = [("document", {"number": "7/2024/QĐ-UBND", "issuer": "Ủy ban nhân dân tỉnh Thái Bình"})]
    assert "/van-ban/" in shown(reader, world.soyte, body)
    document.unpublish()
    text = reader.get("/tin-tuc/bai-thu/", host="soyte").content.decode()
    text = text[text.index("<main") : text.index("</main>")]
    assert "7/2024/QĐ-UBND" in text and "Ủy ban nhân dân tỉnh" in text and "/van-ban/" not in text
    page = NewsPage.objects.get(slug="bai-thu")
    page.save()  # what is public goes on; a part that is new is asked
    page.body = [*body, ("document", {"number": "7/2024/QĐ-UBND", "issuer": ""})]
    assert "part 2" in " ".join(in_english(page.publication_problems))


def test_only_a_public_document_may_be_named(world):
    hidden = DocumentPageFactory(
        parent=document_index(world.soyte),
        number="8/2024/QĐ-SYT",
        number_key="8/2024/qd-syt",
        live=False,
        abstract="Bí mật nội bộ",
    )
    said = problems(("document", {"number": "8/2024/QĐ-SYT", "issuer": ""}))
    assert "no public document with the number 8/2024/QĐ-SYT" in said and "Bí mật" not in said
    type(hidden).objects.filter(pk=hidden.pk).update(live=True)
    assert problems(("document", {"number": "8/2024/QĐ-SYT", "issuer": ""})) == ""


def test_of_several_documents_of_one_number_the_editor_says_whose(world):
    from tests.factories import IssuerFactory

    other = IssuerFactory(name="Ủy ban nhân dân huyện Vũ Thư", slug="vu-thu")
    for number, issuer in enumerate((None, other)):
        more = {"issuer": issuer} if issuer else {}
        DocumentPageFactory(
            parent=document_index(world.main), number="9/2024/QĐ-UBND", slug=f"n{number}", **more
        )  # fmt: skip
    said = problems(("document", {"number": "9/2024/QĐ-UBND", "issuer": ""}))
    assert "Several documents have this number" in said and "huyện Vũ Thư" in said
    assert problems(("document", {"number": "9/2024/QĐ-UBND", "issuer": "huyện vũ thư"})) == ""
    block = NewsPage(body=[("document", {"number": "9/2024/qđ-ubnd", "issuer": "vu thu"})]).body[0]
    cleaned = block.block.clean(block.value)
    assert dict(cleaned) == {"number": "9/2024/QĐ-UBND", "issuer": other.name}


def queries(reader, path, host):
    reader.get(path, host=host)
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(path, host=host).status_code == 200
    return len(captured)


def everything(portal, times):
    """A text with every kind of part, each several times."""
    body = []
    for n in range(times):
        images = [picture(portal, alt_text=f"Ảnh {n} {m}") for m in range(2)]
        body += [
            ("text", "<p>Chữ</p>"), ("heading", "Mục"), ("picture", {"image": images[0]}),
            ("gallery", {"images": [{"image": image} for image in images]}),
            film(portal, captions=file(portal, "l.vtt", b"x"), poster=images[1]),
            ("quote", {"text": "Lời", "by": "Người"}), ("table", table([["a"], ["b"]])),
            ("attachment", {"file": file(portal), "title": ""}),
            ("document", {"number": f"{100 + n}/2024/QĐ-UBND", "issuer": ""}),
        ]  # fmt: skip
        number = f"{100 + n}/2024/QĐ-UBND"
        if not DocumentPage.objects.filter(number=number).exists():
            DocumentPageFactory(parent=document_index(portal), number=number)
    return body


def test_twenty_parts_cost_what_one_costs(world, reader):
    index = news_index(world.soyte)
    NewsPageFactory(parent=index, slug="mot", body=everything(world.soyte, 1), tags=["Lúa", "Nước"])
    NewsPageFactory(parent=index, slug="nhieu", body=everything(world.soyte, 6), tags=["Lúa", "Nước"])
    one = queries(reader, "/tin-tuc/mot/", "soyte")
    assert queries(reader, "/tin-tuc/nhieu/", "soyte") <= one
    assert one <= 14, "a page with every kind of part"


def test_a_document_costs_one_query_however_many_there_are(world, reader):
    index = news_index(world.soyte)
    NewsPageFactory(parent=index, slug="khong", body=[("text", "<p>x</p>")])
    body = [part for part in everything(world.soyte, 5) if part[0] == "document"]
    NewsPageFactory(parent=index, slug="nam", body=body)
    none, five = queries(reader, "/tin-tuc/khong/", "soyte"), queries(reader, "/tin-tuc/nam/", "soyte")
    assert five == none + 1


# -- bad input ------------------------------------------------------------------------------------------------------


def test_lists_ten_levels_deep_and_long_words_are_shown(world, reader):
    deep = "<ul><li>mức" * 10 + "</li></ul>" * 10
    text = shown(reader, world.soyte, [("text", deep), ("text", f"<p>{'x' * 3000}</p>")], title="T" * 250)
    assert text.count("<ul><li>mức") == 10


def test_a_text_of_100000_words_is_shown_and_found(world, reader):
    from search.tasks import index_pages

    words = " ".join(f"chữ{n % 5000}" for n in range(100_000))
    body = [("text", f"<p>{words}</p>"), ("text", "<p>cuốicùng</p>")]
    text = shown(reader, world.soyte, body, slug="dai")
    assert "cuốicùng" in text
    page = NewsPage.objects.get(slug="dai")
    assert body_problems(page.body) == []
    index_pages([page.pk])
    assert "Tin thử" in reader.get("/tim-kiem/?q=chữ4999", host="soyte").content.decode()


def test_words_of_all_parts_are_found(world):
    text = body_text(NewsPage(body=everything(world.soyte, 1)).body)
    for words in ("Chữ", "Mục", "Lễ ra quân", "Lời", "Người", "Sản lượng lúa", "100/2024/QĐ-UBND"):
        assert words in text
