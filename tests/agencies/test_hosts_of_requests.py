"""Which portal answers: by host, and by host alone."""

import pytest
from django.test import override_settings


def test_each_host_shows_its_own_portal(world, reader):
    assert "Cổng Thông tin điện tử tỉnh Thái Bình" in reader.get("/").content.decode()
    page = reader.get("/", host="soyte").content.decode()
    assert "Sở Y tế" in page and "Số 1, đường Thử" in page


def test_an_unknown_label_is_a_404_that_lists_the_portals(world, reader):
    answer = reader.get("/", host="khongco")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "http://soyte.thaibinh.localhost" in text and "khongco.thaibinh.localhost" in text


@pytest.mark.parametrize(
    "host", ["evil.example", "thaibinh.localhost.evil.example", "soyte.thaibinh.localhost@evil.example", "a b"]
)
def test_a_forged_host_header_is_refused(world, reader, host):
    answer = reader.get("/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_a_forwarded_host_changes_nothing(world, reader):
    answer = reader.get("/", host="soyte", HTTP_X_FORWARDED_HOST="evil.example")
    assert answer.status_code == 200 and "evil.example" not in answer.content.decode()


def test_the_machine_itself_is_led_to_the_main_host(world, reader):
    answer = reader.get("/tin-tuc/?page=2", HTTP_HOST="127.0.0.1:8000")
    assert (answer.status_code, answer["Location"]) == (302, "http://thaibinh.localhost/tin-tuc/?page=2")


@override_settings(MAIN_HOST="www.thaibinh.localhost")
def test_the_bare_domain_leads_to_the_main_host_for_good(world, reader):
    world.main.site.hostname = "www.thaibinh.localhost"
    world.main.site.save()
    answer = reader.get("/van-ban/")
    assert (answer.status_code, answer["Location"]) == (301, "http://www.thaibinh.localhost/van-ban/")


def test_the_admin_answers_on_the_main_host_only(world, reader):
    answer = reader.get("/admin/pages/", host="soyte")
    assert (answer.status_code, answer["Location"]) == (302, "http://thaibinh.localhost/admin/pages/")


def test_upper_case_and_a_final_dot_are_the_same_host(world, reader):
    assert reader.get("/", HTTP_HOST="SOYTE.thaibinh.localhost.").status_code == 200


def test_the_sign_of_life_needs_no_host_and_no_database(reader, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reader.get("/healthz", HTTP_HOST="10.0.0.1:8000").content == b"ok\n"


def test_ready_when_database_migrations_and_cache_are(world, reader):
    answer = reader.get("/readyz")
    assert answer.status_code == 200 and answer.json() == {
        "database": True,
        "migrations": True,
        "cache": True,
        "jobs": True,
    }
