"""The benchmark measures what it says; no test asserts a time."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agencies.models import Portal
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
