"""Kept answers: given quickly, and never a moment longer than they are true."""

import datetime
import threading

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Role
from agencies.page_changes import WithdrawPage
from core import page_cache
from core.page_cache import PageStore, store
from news.models import NewsPage
from tests.factories import NewsPageFactory, member, news_index
from thaibinh import public_answers


@pytest.fixture
def kept(settings, world):
    settings.PAGE_CACHE = True
    return world


def queries(reader, path, host=""):
    with CaptureQueriesContext(connection) as captured:
        answer = reader.get(path, host=host)
    return len(captured), answer


@pytest.fixture
def item(kept):
    return NewsPageFactory(parent=news_index(kept.soyte), title="Trước", slug="tin", summary="Nội dung cũ")


def test_the_second_reader_costs_no_query_and_sees_the_same(kept, reader, item):
    first, answer = queries(reader, "/tin-tuc/tin/", "soyte")
    second, again = queries(reader, "/tin-tuc/tin/", "soyte")
    assert first > 0 and second == 0
    assert again.content == answer.content
    assert again["ETag"] == answer["ETag"] and again["Content-Language"] == "vi"
    assert again["Content-Security-Policy"] == answer["Content-Security-Policy"]


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_published_change_is_seen_at_the_next_request(kept, reader, item, django_capture_on_commit_callbacks):
    paths = ("/tin-tuc/tin/", "/tin-tuc/", "/")
    for path in paths:
        assert "Trước" in reader.get(path, host="soyte").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        publish(NewsPage.objects.get(pk=item.pk), title="Sau")
    for path in paths:
        text = reader.get(path, host="soyte").content.decode()
        assert "Sau" in text and "Trước" not in text, path


def test_before_the_commit_nothing_is_forgotten(kept, reader, item, django_capture_on_commit_callbacks):
    reader.get("/tin-tuc/tin/", host="soyte")
    with django_capture_on_commit_callbacks(execute=False):
        publish(NewsPage.objects.get(pk=item.pk), title="Sau")
    assert "Trước" in reader.get("/tin-tuc/tin/", host="soyte").content.decode()


def test_only_what_shows_the_change_is_made_anew(kept, reader, item, django_capture_on_commit_callbacks):
    from tests.factories import DocumentPageFactory, document_index

    document = DocumentPageFactory(parent=document_index(kept.soyte))
    own, other = f"/van-ban/{document.slug}/", "/gioi-thieu/"
    for path, host in ((own, "soyte"), (other, "sotttt"), ("/", "")):
        reader.get(path, host=host)
    with django_capture_on_commit_callbacks(execute=True):
        publish(NewsPage.objects.get(pk=item.pk), title="Sau")
    for path, host in ((own, "soyte"), (other, "sotttt"), ("/", "")):
        assert queries(reader, path, host)[0] == 0, (path, host)
    assert queries(reader, "/", "soyte")[0] > 0


def test_a_withdrawn_page_is_gone_at_once_for_lists_too(kept, reader, item, django_capture_on_commit_callbacks):
    assert reader.get("/tin-tuc/tin/", host="soyte").status_code == 200
    assert "Trước" in reader.get("/tin-tuc/", host="soyte").content.decode()
    approver = member(kept.soyte, Role.APPROVER)
    with django_capture_on_commit_callbacks(execute=True):
        WithdrawPage(NewsPage.objects.get(pk=item.pk), by=approver, reason="Nhầm").run()
    assert reader.get("/tin-tuc/tin/", host="soyte").status_code in (404, 410)
    assert "Trước" not in reader.get("/tin-tuc/", host="soyte").content.decode()


def test_a_new_telephone_number_is_on_every_page_at_once(kept, reader, item, django_capture_on_commit_callbacks):
    reader.get("/tin-tuc/tin/", host="soyte")
    with django_capture_on_commit_callbacks(execute=True):
        kept.soyte.phone = "0227 3999 999"
        kept.soyte.save()
    assert "0227 3999 999" in reader.get("/tin-tuc/tin/", host="soyte").content.decode()


def test_hosts_languages_and_lists_are_kept_apart(kept, reader, item):
    assert reader.get("/", host="soyte").content != reader.get("/", host="sotttt").content
    assert b'<html lang="en"' in reader.get("/en/", host="soyte").content
    assert b'<html lang="vi"' in reader.get("/", host="soyte").content
    from tests.factories import DocumentPageFactory, document_index

    DocumentPageFactory(parent=document_index(kept.soyte))
    one = reader.get("/van-ban/?type=quyet-dinh&year=2024", host="soyte")
    assert queries(reader, "/van-ban/?year=2024&type=quyet-dinh", "soyte")[0] == 0, "the order of a query is no matter"
    assert one.status_code == 200


@pytest.mark.parametrize("query", ["utm_source=x", "q=tin", "page=1&page=2", f"page={'9' * 80}"])
def test_a_query_nobody_knows_is_answered_and_not_kept(kept, reader, item, query):
    reader.get(f"/tin-tuc/?{query}", host="soyte")
    count, answer = queries(reader, f"/tin-tuc/?{query}", "soyte")
    assert answer.status_code == 200 and count > 0
    assert answer["Cache-Control"] == public_answers.SHARED


def test_who_is_signed_in_neither_gets_nor_leaves_a_kept_answer(kept, reader, signed_in, operator):
    reader.get("/")
    person = signed_in(operator)
    count, answer = queries(person, "/")
    assert count > 0 and answer["Cache-Control"] == "private, no-store"
    assert queries(reader, "/")[0] == 0


def test_forms_posts_and_the_admin_are_never_kept(kept, reader):
    assert "no-store" in reader.get("/tai-khoan/login/")["Cache-Control"]
    assert "no-store" in reader.post("/tin-tuc/", host="soyte")["Cache-Control"]
    assert "no-store" in reader.get("/admin/")["Cache-Control"]


def test_pages_that_do_not_exist_are_not_kept(kept, reader):
    reader.get("/khong-co/")
    answer = reader.get("/khong-co/")
    assert answer.status_code == 404 and not answer.has_header("ETag")
    assert answer["Cache-Control"] == public_answers.SHARED


def test_many_wrong_addresses_fill_nothing_and_get_the_same_words(kept, reader, django_capture_on_commit_callbacks):
    first = reader.get("/khong-co-1/", host="soyte")
    before = set(store.recent)
    count, answer = queries(reader, "/khong-co-2/", "soyte")
    assert answer.content == first.content and count <= 8
    assert set(store.recent) == before
    assert b'aria-current="page"' not in reader.get("/tin-tuc/khong-co/", host="soyte").content
    with django_capture_on_commit_callbacks(execute=True):
        kept.soyte.phone = "0227 3999 999"
        kept.soyte.save()
    assert "0227 3999 999" in reader.get("/khong-co-2/", host="soyte").content.decode()


def test_the_reader_who_has_it_already_gets_304(kept, reader, item):
    answer = reader.get("/tin-tuc/tin/", host="soyte")
    same = reader.get("/tin-tuc/tin/", host="soyte", headers={"If-None-Match": answer["ETag"]})
    assert same.status_code == 304 and same.content == b"" and same["ETag"] == answer["ETag"]
    by_time = reader.get("/tin-tuc/tin/", host="soyte", headers={"If-Modified-Since": answer["Last-Modified"]})
    assert by_time.status_code == 304
    other = reader.get("/tin-tuc/tin/", host="soyte", headers={"If-None-Match": '"something"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", "")]
)
def test_an_answer_travels_compressed_as_the_reader_takes_it(kept, reader, item, accepted, encoding):
    import gzip

    import brotli

    plain = reader.get("/tin-tuc/tin/", host="soyte").content
    answer = reader.get("/tin-tuc/tin/", host="soyte", headers={"Accept-Encoding": accepted})
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert answer.get("Content-Encoding", "") == encoding and answer["Vary"] == "Accept-Encoding"
    assert unpack(answer.content) == plain


def test_an_answer_made_while_something_was_purged_is_not_kept(kept):
    mine = PageStore("pages")
    answer = public_answers.Answer((), b"x", b"", b"", "e", 0.0, mine.versions(["a"]))
    begun = mine.token()
    mine.purge(["b"])
    mine.put("key", answer, begun=begun, until=1000.0)
    assert mine.get("key", 1.0) is None


def test_what_one_process_purges_no_other_serves(kept):
    here, there = PageStore("pages"), PageStore("pages")
    answer = public_answers.Answer((), b"x", b"", b"", "e", 0.0, here.versions(["a"]))
    here.put("key", answer, begun=here.token(), until=1000.0)
    assert there.get("key", 1.0) == answer, "a store that all processes share"
    there.purge(["a"])
    assert here.get("key", 1.0) is None and there.get("key", 1.0) is None


def test_what_was_purged_does_not_come_back_with_the_same_versions(kept):
    mine = PageStore("pages")
    answer = public_answers.Answer((), b"x", b"", b"", "e", 0.0, mine.versions(["a"]))
    mine.put("key", answer, begun=mine.token(), until=1000.0)
    mine.purge(["a"])
    mine.versions(["a"])
    assert mine.get("key", 1.0) is None


@pytest.mark.parametrize("step", ["delete", "delete_many"])
def test_an_answer_that_slips_in_while_a_purge_goes_on_is_not_kept(kept, monkeypatch, step):
    """A purge has steps; a reader who began before it may end between any two of them."""
    mine, other = PageStore("pages"), PageStore("pages")
    begun, slipped = mine.token(), []
    mine.versions(["a"])
    real = getattr(caches["pages"], step)

    def between(*args, **kwargs):
        real(*args, **kwargs)
        if not slipped:
            slipped.append(True)
            old = public_answers.Answer((), b"old", b"", b"", "e", 0.0, mine.versions(["a"]))
            mine.put("key", old, begun=begun, until=1000.0)

    monkeypatch.setattr(caches["pages"], step, between)
    other.purge(["a"])
    assert slipped and mine.get("key", 1.0) is None and other.get("key", 1.0) is None


@pytest.mark.parametrize("query", ["zzz=", "zzz", "q=", "utm=&page=1"])
def test_nobody_puts_words_of_theirs_into_a_kept_page(kept, reader, query):
    assert b"zzz" not in reader.get(f"/so-do/?{query}").content
    assert b"utm" not in reader.get("/so-do/").content and b"zzz" not in reader.get("/so-do/").content


@pytest.mark.parametrize(
    "path", ["/?p=1", "/?page=2", "/tin-tuc/?page=90", "/van-ban/?issuer=rubbish", "/gioi-thieu/?year=1"]
)
def test_a_query_no_view_has_read_fills_no_store(kept, reader, item, path):
    assert reader.get(path, host="soyte").status_code == 200
    assert queries(reader, path, "soyte")[0] > 0


def test_a_translation_that_appears_is_named_at_once(kept, reader, django_capture_on_commit_callbacks):
    from tests.factories import DocumentPageFactory, document_index

    page = DocumentPageFactory(parent=document_index(kept.soyte), slug="9-2024-qd-ubnd")
    assert "khong-co-ban-dich" in reader.get("/van-ban/9-2024-qd-ubnd/", host="soyte").content.decode()
    english = kept.soyte.site.root_page.get_translations().get()
    copy = page.copy(
        to=english,
        update_attrs={"locale": english.locale, "live": False, "language": "en"},
        reset_translation_key=False,
    )
    with django_capture_on_commit_callbacks(execute=True):
        copy.save_revision().publish()
    text = reader.get("/van-ban/9-2024-qd-ubnd/", host="soyte").content.decode()
    assert "khong-co-ban-dich" not in text and 'hreflang="en"' in text


def test_an_answer_too_large_for_memory_is_kept_in_the_store_only(kept):
    mine = PageStore("pages")
    large = public_answers.Answer((), b"x" * (page_cache.LARGE + 1), b"", b"", "e", 0.0, mine.versions(["a"]))
    mine.put("key", large, begun=mine.token(), until=1000.0)
    assert mine.get("key", 1.0) == large and mine.weight == 0 and not mine.recent


@pytest.fixture
def redis_is_away(settings):
    nowhere = {
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2},
    }
    settings.CACHES = {
        "default": {"BACKEND": "core.patient_cache.PatientRedis", **nowhere},
        "pages": {"BACKEND": "django.core.cache.backends.redis.RedisCache", **nowhere},
    }


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/tin-tuc/tin/", 200), ("/khong-co/", 404)])
def test_a_redis_that_is_away_costs_speed_and_nobody_an_answer(kept, reader, item, redis_is_away, path, status):
    assert reader.get(path, host="soyte").status_code == status


def test_nothing_is_kept_beyond_midnight_in_thai_binh():
    evening = datetime.datetime(2026, 11, 24, 16, 55, tzinfo=datetime.UTC).timestamp()  # 23:55 there
    assert public_answers.good_until(evening) == evening + 300
    noon = datetime.datetime(2026, 11, 24, 5, 0, tzinfo=datetime.UTC).timestamp()
    assert public_answers.good_until(noon) == noon + 900


def test_a_store_that_cannot_be_reached_costs_speed_and_not_the_answer(kept, reader, item, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("no space left on device")

    monkeypatch.setattr(PageStore, "get", broken)
    assert reader.get("/tin-tuc/tin/", host="soyte").status_code == 200
    monkeypatch.undo()


def test_a_purge_that_fails_is_done_again_by_a_job(kept, monkeypatch, django_capture_on_commit_callbacks):
    from core.models import Job

    calls = []

    def first_fails(self, tags):
        calls.append(tags)
        if len(calls) == 1:
            raise OSError("the store is away")

    monkeypatch.setattr(PageStore, "purge", first_fails)
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.purge_at_commit("x")
    assert calls == [["x"], ["x"]]
    assert Job.objects.filter(kind="core.purge_pages", state=Job.State.DONE).count() == 1


def test_files_serve_many_threads_at_once(tmp_path, settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "core.page_files.PageFiles", "LOCATION": str(tmp_path)},
    }
    caches["pages"].clear()
    mine, wrong = PageStore("pages"), []

    def work(number):
        for round_ in range(30):
            key = f"{number % 3}"
            answer = public_answers.Answer((), key.encode(), b"", b"", "e", 0.0, mine.versions([key]))
            mine.put(key, answer, begun=mine.token(), until=1000.0)
            found = mine.get(key, 1.0)
            if found is not None and found.body != key.encode():
                wrong.append((number, round_))
            if round_ % 10 == 9:
                mine.purge([key])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
