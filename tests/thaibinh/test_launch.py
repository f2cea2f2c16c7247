"""`make run`: what it says when something is in the way, and that it comes back when the database is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def launch(var, port, **more):
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "TEST_TEMPLATE", "DJANGO_SETTINGS_MODULE"}}
    env |= {"VAR_DIR": str(var), "PORT": str(port), "SAMPLE_CONTENT": "off", **more}
    command = [sys.executable, "-m", "thaibinh.launch", "run"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def ended(process):
    return process.communicate(timeout=60)[0], process.returncode


def test_a_taken_port_is_named_with_the_way_out(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said, code = ended(launch(tmp_path, port))
    assert code == 1 and f"Port {port} is taken" in said and f"PORT={port + 1} make run" in said


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    said, code = ended(launch(tmp_path, port))
    assert code == 1 and f"PORT={port} is no port" in said


def test_a_full_disk_is_told_before_anything_is_begun(tmp_path, monkeypatch, capsys):
    from collections import namedtuple

    from thaibinh import launch as module

    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: namedtuple("Usage", "total used free")(10, 10, 0))
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.setattr(module, "VAR", tmp_path)
    with pytest.raises(SystemExit):
        module.run()
    assert "disk is almost full" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """With blanks and Vietnamese letters in its name, as people have them. Whoever comes first sets it up."""
    return tmp_path_factory.mktemp("launch") / "cổng của tôi"


@pytest.mark.slow
@pytest.mark.xdist_group("launch")
def test_the_portal_survives_a_killed_database_and_a_second_start(folder):
    tmp_path, port = folder, free_port()
    running = launch(tmp_path, port)
    try:
        said = read_until(running, "Stop with Ctrl-C")
        assert f":{port}/" in said
        beside = ended(launch(tmp_path, port))
        assert beside[1] == 1 and "already runs" in beside[0]
        assert status(port) == 404  # no portal is open yet: the page that lists the portals
        kill_database(tmp_path)
        assert status(port) in (404, 503)
        until = time.monotonic() + 40
        while status(port) != 404:
            assert time.monotonic() < until, "the portal did not come back"
            time.sleep(0.5)
        read_until(running, "The database is back")
    finally:
        running.send_signal(signal.SIGTERM)
        rest = running.communicate(timeout=60)[0]
    assert "Stopping" in rest
    assert not [p for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or [])]


def status(port):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "thaibinh.localhost"})
    try:
        return urllib.request.urlopen(request, timeout=30).status
    except urllib.error.HTTPError as error:
        return error.code


def read_until(process, words, seconds=120):
    said, until = "", time.monotonic() + seconds
    while words not in said:
        assert time.monotonic() < until, said
        line = process.stdout.readline()
        assert line, said
        said += line
    return said


def kill_database(var):
    pid = int((var / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.xdist_group("launch")
def test_a_killed_launcher_leaves_no_server_on_the_port(folder):
    tmp_path, port = folder, free_port()
    running = launch(tmp_path, port)
    read_until(running, "Stop with Ctrl-C")
    running.kill()
    running.wait()
    until = time.monotonic() + 20
    while taken(port):
        assert time.monotonic() < until, "the web server outlived its launcher"
        time.sleep(0.3)
    again = launch(tmp_path, port)
    read_until(again, "Stop with Ctrl-C")
    again.send_signal(signal.SIGHUP)
    assert "Stopping" in again.communicate(timeout=60)[0]


def taken(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
