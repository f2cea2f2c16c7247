"""Many portals by one command, hosts that follow the settings, and the sample province."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings
from wagtail.models import Page, Site

from agencies.models import Agency, Portal

COMMUNES = Path("home/data/communes_2025.jsonl")


def test_sixty_five_communes_open_by_one_command_and_again_changes_nothing(world, reader, capsys):
    call_command("open_portals", str(COMMUNES), verbosity=0)
    assert "65 opened" in capsys.readouterr().out
    assert Portal.objects.filter(agency__level=Agency.Level.COMMUNE).count() == 65
    pages = Page.objects.count()
    call_command("open_portals", str(COMMUNES), verbosity=0)
    assert "0 opened, 65 were open already" in capsys.readouterr().out
    assert Page.objects.count() == pages
    assert "Xã Tiên La" in reader.get("/", host="tienla").content.decode()
    assert "Xã Tiên La" in reader.get("/cong-thanh-phan/").content.decode()


def test_broken_and_clashing_rows_are_named_and_the_others_open(world, tmp_path, capsys):
    path = tmp_path / "agencies.jsonl"
    good = {"name": "Sở Mới", "kind": "department", "level": "province", "label": "somoi", "valid_from": "2011-05-02"}
    rows = [
        "{broken",
        good,
        {**good, "name": "Sở Trùng", "label": "soyte"},
        {**good, "name": "Sở Cấm", "label": "www"},
        {**good, "name": "Sở Lạ", "label": "sola", "kind": "castle"},
        {**good, "name": ""},
        {**good, "name": "Sở Kế", "label": "soke", "predecessors": ["Sở Không Có"]},
        {**good, "name": "Sở Tờ", "label": "soto", "valid_from": "2011-13-45"},
    ]
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    with pytest.raises(CommandError, match="7 rows"):
        call_command("open_portals", str(path), verbosity=0)
    printed = capsys.readouterr().out
    for line in (1, 3, 4, 5, 6, 7, 8):
        assert f"agencies.jsonl:{line}" in printed
    assert Portal.objects.filter(site__hostname="somoi.thaibinh.localhost").exists()
    assert not Agency.objects.filter(name__in=["Sở Trùng", "Sở Cấm", "Sở Kế"]).exists()


def test_a_merged_agency_names_its_predecessors(world, tmp_path):
    path = tmp_path / "agencies.jsonl"
    row = {
        "name": "Sở Khoa học và Công nghệ mới",
        "kind": "department",
        "level": "province",
        "label": "sokhcn",
        "valid_from": "1/3/2025",
        "predecessors": ["Sở Thông tin và Truyền thông"],
    }
    path.write_text(json.dumps(row, ensure_ascii=False))
    call_command("open_portals", str(path), verbosity=0)
    merged = Agency.objects.get(name="Sở Khoa học và Công nghệ mới")
    assert [s.predecessor for s in merged.predecessions.all()] == [world.sotttt.agency]


def test_a_file_that_is_not_there_is_told(db):
    with pytest.raises(CommandError, match="no file"):
        call_command("open_portals", "/nowhere.jsonl")


def test_a_portal_is_archived_by_command_with_day_and_successor(world, reader):
    call_command("archive_portal", "soyte", successor="sotttt", on="1/3/2025")
    assert "1/3/2025" in reader.get("/", host="soyte").content.decode()
    with pytest.raises(CommandError):
        call_command("archive_portal", "soyte")
    with pytest.raises(CommandError):
        call_command("archive_portal", "khongco")
    call_command("archive_portal", "soyte", redirect=True)
    assert reader.get("/x/", host="soyte")["Location"] == "http://sotttt.thaibinh.localhost/x/"


@override_settings(PUBLIC_PORT=8123, PORTAL_DOMAIN="khac.localhost", MAIN_HOST="khac.localhost", ALLOWED_HOSTS=["*"])
def test_hosts_follow_the_settings(world, reader):
    call_command("sync_hosts")
    assert set(Site.objects.values_list("hostname", "port")) == {
        ("khac.localhost", 8123),
        ("sotttt.khac.localhost", 8123),
        ("soyte.khac.localhost", 8123),
    }
    assert (
        "http://soyte.khac.localhost:8123/"
        in reader.get("/cong-thanh-phan/", HTTP_HOST="khac.localhost:8123").content.decode()
    )


@pytest.mark.parametrize(
    "change",
    [
        {"name": "x" * 300}, {"abbreviation": "x" * 99}, {"name": "a\x00b"}, {"name": "a\ud800b"}, {"predecessors": 5},
        {"predecessors": ["Sở Y tế", "Sở Y tế"], "valid_to": "2001-01-01"}, {"valid_from": 5}, {"label": ["a"]},
    ],
)  # fmt: skip
def test_one_bad_row_never_stops_the_others(world, tmp_path, capsys, change):
    path = tmp_path / "agencies.jsonl"
    good = {"name": "Sở Mới", "kind": "department", "level": "province", "label": "somoi", "valid_from": "2011-05-02"}
    path.write_text(
        "\n".join(json.dumps(row) for row in ({**good, "name": "Sở Sai", "label": "sosai", **change}, good))
    )
    with pytest.raises(CommandError, match="1 rows"):
        call_command("open_portals", str(path), verbosity=0)
    assert "agencies.jsonl:1" in capsys.readouterr().out
    assert Portal.objects.filter(site__hostname="somoi.thaibinh.localhost").exists()


def test_a_line_that_is_too_deep_or_has_a_giant_number_is_named(tmp_path):
    from core.importing import ImportReport, Rows

    path = tmp_path / "x.jsonl"
    path.write_text("[" * 100_000 + "]" * 100_000 + '\n{"number": ' + "9" * 5000 + '}\n{"number": "1"}\n')
    report = ImportReport()
    assert list(Rows(path, {"number"}, report)) == [(3, {"number": "1"})]
    assert len(report.problems) == 2


def test_the_first_portal_of_a_new_installation_is_opened_by_one_command(world, reader):
    from agencies.models import StandingAgency
    from home.sample.removal import remove_portal

    StandingAgency.objects.all().delete()
    for portal in Portal.objects.order_by("is_main"):
        remove_portal(portal)
    assert reader.get("/").status_code == 404
    call_command("open_main_portal", "Ủy ban nhân dân tỉnh Thái Bình", owner_en="Provincial People's Committee")
    assert "Cổng Thông tin điện tử tỉnh Thái Bình" in reader.get("/").content.decode()
    with pytest.raises(CommandError):
        call_command("open_main_portal", "Ủy ban nhân dân tỉnh Thái Bình")
