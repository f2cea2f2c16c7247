"""The benchmark measures what it says; no test asserts a time."""

import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from agencies.approval import ReturnForChanges, current_submission
from agencies.models import Portal, Role
from documents.models import DocumentPage
from news.models import NewsPage
from tests.factories import DocumentPageFactory, NewsPageFactory, document_index, draft, member, news_index
from thaibinh.bench.copies import copies_of, search_rows, versions_of_copies
from thaibinh.bench.figures import alone, at_most, count, side_by_side
from thaibinh.bench.plans import read_whole
from thaibinh.bench.stock import in_stock, stock_client
from thaibinh.bench.waiting import submit_in_bulk
from thaibinh.management.commands.bench import Command, ask


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b"ok"
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def port():
    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_row_holds_both_medians_and_their_ratio(port):
    row = Command().measure(port, "/", 5)
    assert row["page"] == "/" and row["median_ms"] > 0 and row["reference_ms"] > 0
    assert row["ratio"] > 0


def test_a_page_that_fails_is_no_measurement(port):
    with pytest.raises(CommandError, match="500"):
        ask(http.client.HTTPConnection("127.0.0.1", port), "/broken")


def test_without_a_portal_there_is_nothing_to_measure(db):
    Portal.objects.update(is_main=False)
    with pytest.raises(CommandError, match="no portal"):
        call_command("bench")


def test_queries_are_counted_and_what_takes_too_long_is_stopped(db):
    assert count(lambda: list(Portal.objects.all())) == 1
    assert alone(lambda: Portal.objects.exists(), rounds=1).queries == 1
    ours, theirs = side_by_side(lambda: Portal.objects.count(), lambda: None, rounds=1)
    assert (ours.queries, theirs.queries) == (1, 0)
    stopped = at_most(lambda: time.sleep(5), 0.1)
    assert stopped.stopped and stopped.ms < 5000


def test_a_copy_is_a_page_like_any_other(world, reader, signed_in):
    writer = member(world.soyte, Role.EDITOR)
    item = NewsPageFactory(parent=news_index(world.soyte), title="Tin gốc", slug="tin-goc")
    document = DocumentPageFactory(parent=document_index(world.soyte))
    for page in (item, document):
        copies_of(page, 3)
        versions_of_copies(page, [writer.pk])
    search_rows()
    news = news_index(world.soyte)
    assert news.numchild == 4 == news.get_children().count()
    assert not any(Page.find_problems())
    last = news.get_children().order_by("path").last().specific
    assert last.agency_id == world.soyte.agency_id and last.latest_revision.user == writer
    assert reader.get(f"/tin-tuc/{last.slug}/", host="soyte").status_code == 200
    client = signed_in(writer)
    assert last.title in client.get(f"/admin/pages/{last.pk}/edit/").content.decode()
    assert last.title in client.get("/admin/choose-page/search/?q=gốc").content.decode()
    numbers = {page.number for page in DocumentPage.objects.child_of(document_index(world.soyte))}
    assert len(numbers) == 4


def test_submissions_made_in_bulk_are_decided_like_others(world):
    writer, head = member(world.soyte, Role.EDITOR), member(world.soyte, Role.APPROVER)
    page = draft(world.soyte, writer)
    submit_in_bulk(world.soyte, [page], writer)
    page = NewsPage.objects.get(pk=page.pk)
    state = current_submission(page)
    assert state and state.due_at and page.current_workflow_task_state == state
    ReturnForChanges(page, by=head, revision_id=state.revision_id, reason="Thiếu nguồn").run()
    assert not NewsPage.objects.get(pk=page.pk).workflow_in_progress


def test_stock_wagtail_is_ours_again_afterwards(world, signed_in):
    writer = member(world.soyte, Role.EDITOR)
    address = f"/admin/pages/{news_index(world.soyte).pk}/"
    draft(world.soyte, writer)
    client, stock = signed_in(writer), stock_client()
    stock.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    before = client.get(address).content.decode()
    assert "/admin/trinh-duyet/" in before
    assert "/admin/trinh-duyet/" not in in_stock(lambda: stock.get(address))().content.decode()
    assert "/admin/trinh-duyet/" in client.get(address).content.decode()


def test_the_big_province_is_built_in_its_own_database_only(db):
    with pytest.raises(CommandError, match="its own database only"):
        call_command("bench_province", folder="x")


def test_a_plan_tells_which_tables_are_read_whole():
    plan = {"Node Type": "Hash Join", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "pages"}]}
    assert list(read_whole(plan)) == ["pages"]
