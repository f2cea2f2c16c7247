"""The intake list: what the Office sent, what came, what is public; kept by the agency alone."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.models import Agency, Role
from agencies.wall.standing import standing_of
from core.models import AuditEntry
from core.models.dated import today
from core.transitions import TransitionRefused
from documents.clock import TimeLimits
from documents.desk import agencies_kept
from documents.intake import IntakeState, in_state, intake_of, intake_rows
from documents.intake_changes import KeepIncoming, ReceiveIncoming, TakeLinesIn
from documents.intake_lines import read_lines
from documents.models import DocumentPage, DocumentType, IncomingDocument, Issuer
from tests.factories import DocumentPageFactory, document_index, member, open_agency_portal

DAY = datetime.date(2024, 3, 4)


@pytest.fixture
def committee(world):
    return Issuer.objects.get(slug="uy-ban-nhan-dan-tinh-thai-binh")


def decision():
    return DocumentType.objects.get(slug="quyet-dinh")


def incoming(portal, issuer, number="12/2024/QĐ-UBND", **values):
    values = {"issued_on": DAY, "document_type": decision(), **values}
    return IncomingDocument.objects.create(agency=portal.agency, issuer=issuer, number=number, **values)


def public(portal, issuer, number, on=DAY, **values):
    page = DocumentPageFactory.build(number=number, slug="", issued_on=on, **values)
    page.issuer = issuer
    page.derive()
    document_index(portal).add_child(instance=page)
    moment = timezone.make_aware(datetime.datetime.combine(on, datetime.time(9)))
    DocumentPage.objects.filter(pk=page.pk).update(first_published_at=moment)
    return page


def rows(portal):
    return {row.record.number: row for row in intake_rows(intake_of(portal.agency_id), TimeLimits())}


def listed(client, portal, query=""):
    answer = client.get(f"{reverse('documents_intake')}?co-quan={portal.agency_id}{query}")
    assert answer.status_code == 200
    return [row.record.number for row in answer.context["rows"]]


# -- states ---------------------------------------------------------------------------------------------------------


def test_each_document_says_where_it_stands(world, committee):
    incoming(world.main, committee, "1/2024/QĐ-UBND")
    incoming(world.main, committee, "2/2024/QĐ-UBND", sent_on=DAY)
    incoming(world.main, committee, "3/2024/QĐ-UBND", sent_on=DAY, received_on=DAY)
    incoming(world.main, committee, "4/2024/QĐ-UBND", received_on=DAY)
    incoming(world.main, committee, "5/2024/QĐ-UBND", is_withheld=True, note="Mật")
    public(world.main, committee, "04/2024/QĐ-UBND", on=DAY + datetime.timedelta(days=1))
    found = rows(world.main)
    states = [found[f"{n}/2024/QĐ-UBND"].state for n in range(1, 6)]
    assert states == ["expected", "sent", "received", "published", "withheld"]
    assert found["4/2024/QĐ-UBND"].clock.state == "in_time" and found["4/2024/QĐ-UBND"].clock.days == 1
    assert found["3/2024/QĐ-UBND"].clock.state == "overdue" and found["5/2024/QĐ-UBND"].clock is None


def test_only_the_same_issuer_type_number_and_year_is_the_same_document(world, committee):
    incoming(world.main, committee, "100/QĐ-UBND", issued_on=datetime.date(2023, 5, 5))
    incoming(world.main, committee, "100/QĐ-UBND", issued_on=datetime.date(2024, 5, 6))
    public(world.main, committee, "100/QĐ-UBND", on=datetime.date(2024, 5, 6))
    public(world.soyte, Issuer.objects.create(name="Nơi khác"), "100/QĐ-UBND", on=datetime.date(2023, 5, 5))
    states = {record.issued_on.year: record.public_page for record in intake_of(world.main.agency_id)}
    assert states[2023] is None and states[2024] is not None


def test_a_draft_and_a_withdrawn_document_are_not_published(world, committee):
    incoming(world.main, committee, "7/2024/QĐ-UBND", received_on=DAY)
    page = public(world.main, committee, "7/2024/QĐ-UBND")
    assert rows(world.main)["7/2024/QĐ-UBND"].state is IntakeState.PUBLISHED
    page.unpublish()
    assert rows(world.main)["7/2024/QĐ-UBND"].state is IntakeState.RECEIVED


def test_what_is_to_be_withheld_and_is_public_raises_the_alarm(world, committee, signed_in):
    incoming(world.main, committee, "8/2024/QĐ-UBND", is_withheld=True, note="Mật")
    public(world.main, committee, "8/2024/QĐ-UBND")
    assert rows(world.main)["8/2024/QĐ-UBND"].is_alarming
    text = signed_in(member(world.main, Role.OFFICER)).get(reverse("documents_intake")).content.decode()
    assert "w-status--critical" in text


def test_late_is_what_is_not_public_when_the_time_is_over(world, committee):
    limits = TimeLimits()
    foreign = Issuer.objects.create(name="Bộ Nội vụ", slug="bo-noi-vu")
    edge_own, edge_other = limits.issued_before(2, today()), limits.issued_before(10, today())
    day = datetime.timedelta(days=1)
    incoming(world.main, committee, "1/QĐ-UBND", issued_on=edge_own)
    incoming(world.main, committee, "2/QĐ-UBND", issued_on=edge_own - day)
    incoming(world.main, foreign, "3/QĐ-BNV", issued_on=edge_other)
    incoming(world.main, foreign, "4/QĐ-BNV", issued_on=edge_other - day)
    incoming(world.main, committee, "5/QĐ-UBND", issued_on=DAY, is_withheld=True, note="x")
    incoming(world.main, committee, "6/QĐ-UBND", issued_on=datetime.date(2011, 9, 1))
    late = in_state(world.main.agency_id, "overdue", limits)
    assert {record.number for record in late} == {"2/QĐ-UBND", "4/QĐ-BNV"}
    assert {n for n, row in rows(world.main).items() if row.clock and row.clock.is_late} == {"2/QĐ-UBND", "4/QĐ-BNV"}


def test_the_list_costs_the_same_however_long(world, committee, django_assert_max_num_queries):
    for n in range(1, 13):
        incoming(world.main, committee, f"{n}/2024/QĐ-UBND", received_on=DAY)
        public(world.main, committee, f"{n}/2024/QĐ-UBND")
    with django_assert_max_num_queries(7):
        found = rows(world.main)
    assert all(row.state is IntakeState.PUBLISHED for row in found.values())


# -- the screen -----------------------------------------------------------------------------------------------------


def test_filters_search_and_year_narrow_the_list(world, committee, signed_in):
    incoming(world.main, committee, "1/2024/QĐ-UBND", sent_on=DAY, abstract="Bảng giá đất")
    incoming(world.main, committee, "2/2023/QĐ-UBND", issued_on=DAY.replace(year=2023), received_on=DAY)
    client = signed_in(member(world.main, Role.EDITOR))
    assert len(listed(client, world.main)) == 2
    assert listed(client, world.main, "&tinh-trang=sent") == ["1/2024/QĐ-UBND"]
    assert listed(client, world.main, "&tinh-trang=received") == ["2/2023/QĐ-UBND"]
    assert listed(client, world.main, "&q=giá đất") == ["1/2024/QĐ-UBND"]
    assert listed(client, world.main, "&q=01/2024/qd-ubnd") == ["1/2024/QĐ-UBND"]
    assert listed(client, world.main, "&nam=2023") == ["2/2023/QĐ-UBND"]
    assert listed(client, world.main, "&nam=0000") == listed(client, world.main, "&tinh-trang='--") == []


def test_a_row_is_added_changed_received_and_taken_off(world, committee, signed_in):
    client = signed_in(member(world.soyte, Role.EDITOR))
    fields = {
        "number": "Số: 05 /QĐ-SYT",
        "document_type": decision().pk,
        "issuer": committee.pk,
        "issued_on": "04/03/2024",
    }
    answer = client.post(reverse("documents_intake_add"), fields)
    record = IncomingDocument.objects.get()
    assert answer.status_code == 302 and record.agency == world.soyte.agency and record.number_key == "5/qd-syt"
    again = client.post(reverse("documents_intake_add"), fields)
    assert again.status_code == 200 and IncomingDocument.objects.count() == 1, "it is on the list already"
    edit = reverse("documents_intake_edit", args=[record.pk])
    assert client.post(edit, {**fields, "is_withheld": "on"}).status_code == 200, "the reason is missing"
    assert client.post(edit, {**fields, "abstract": "Về khám bệnh"}).status_code == 302
    assert client.post(reverse("documents_intake_receive", args=[record.pk])).status_code == 302
    record.refresh_from_db()
    assert (record.abstract, record.received_on) == ("Về khám bệnh", today())
    client.post(reverse("documents_intake_drop", args=[record.pk]))
    assert not IncomingDocument.objects.exists()
    verbs = AuditEntry.objects.filter(owner=world.soyte.agency_id).values_list("verb", flat=True)
    assert {f"documents.intake_{what}" for what in ("keep", "receive", "drop")} <= set(verbs)


def test_what_is_no_number_is_refused(world, committee, signed_in):
    client = signed_in(member(world.soyte, Role.EDITOR))
    fields = {"number": "không số", "document_type": decision().pk, "issuer": committee.pk, "issued_on": "04/03/2024"}
    assert client.post(reverse("documents_intake_add"), fields).status_code == 200
    assert not IncomingDocument.objects.exists()


def test_it_is_received_only_once(world, committee):
    record = incoming(world.main, committee, received_on=DAY)
    with pytest.raises(TransitionRefused):
        ReceiveIncoming(record, by=None).run()
    record.refresh_from_db()
    assert record.received_on == DAY


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_as_a_file(world, committee, signed_in, kind):
    incoming(world.main, committee, "1/2024/QĐ-UBND", abstract="=HYPERLINK(1)", sent_on=DAY)
    client = signed_in(member(world.main, Role.OFFICER))
    answer = client.get(f"{reverse('documents_intake')}?dang={kind}&tinh-trang=sent")
    assert f".{kind}" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
    if kind == "csv":
        assert "1/2024/QĐ-UBND" in answer.content.decode() and "'=HYPERLINK" in answer.content.decode()
        return
    sheet = load_workbook(BytesIO(answer.content)).active
    assert (sheet["A2"].value, sheet["E2"].value.date()) == ("1/2024/QĐ-UBND", DAY)
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=HYPERLINK(1)", "s")


# -- many lines at once ---------------------------------------------------------------------------------------------

LINES = """Số, ký hiệu\tLoại\tNgày\tTrích yếu
12/2024/QĐ-UBND\tQuyết định\t04/3/2024\tBảng giá đất
345/UBND-KT\t\t5-3-2024\tVề thu hút đầu tư
13/2024/QĐ-UBND;QĐ;31/02/2024;Ngày sai
không phải số\tQuyết định\t04/3/2024\t
14/2024/QĐ-UBND\tQuyết địn\t04/3/2024\t
12/2024/qđ-ubnd\tQĐ\t4/3/2024\tTrùng
"""


def test_lines_from_a_spreadsheet_are_read_and_bad_ones_named(world, committee):
    read = read_lines(LINES, committee)
    assert [(one.number, one.document_type.slug, one.issued_on.day) for one in read.records] == [
        ("12/2024/QĐ-UBND", "quyet-dinh", 4),
        ("345/UBND-KT", "cong-van", 5),
        ("12/2024/QĐ-UBND", "quyet-dinh", 4),
    ]
    assert [number for number, _line, _why in read.problems] == [4, 5, 6]


def test_good_lines_go_in_once_and_bad_ones_stay_in_the_field(world, committee, signed_in):
    client = signed_in(member(world.main, Role.EDITOR))
    url = reverse("documents_intake_lines")
    answer = client.post(url, {"issuer": committee.pk, "lines": LINES})
    assert IncomingDocument.objects.filter(agency=world.main.agency).count() == 2
    assert answer.status_code == 200 and "Quyết địn" in answer.context["form"].initial["lines"]
    assert "345/UBND-KT" not in answer.context["form"].initial["lines"]
    good = "\n".join(LINES.splitlines()[:3])
    assert client.post(url, {"issuer": committee.pk, "lines": good}).status_code == 302
    assert IncomingDocument.objects.count() == 2, "running it again changes nothing"
    assert AuditEntry.objects.filter(verb="documents.intake_take_in").count() == 2


# -- the wall -------------------------------------------------------------------------------------------------------


def test_every_agency_keeps_its_own_list_and_sees_no_other(world, committee, signed_in):
    record = incoming(world.soyte, committee)
    client = signed_in(member(world.sotttt, Role.EDITOR))
    assert client.get(f"{reverse('documents_intake')}?co-quan={world.soyte.agency_id}").status_code == 404
    for name in ("documents_intake_edit", "documents_intake_drop", "documents_intake_receive"):
        assert client.post(reverse(name, args=[record.pk]), {"number": "9/QĐ-X"}).status_code == 404
    record.refresh_from_db()
    assert (record.number, record.received_on) == ("12/2024/QĐ-UBND", None)
    assert listed(client, world.sotttt) == []


def test_a_service_asks_who_may_too(world, committee):
    stranger = member(world.sotttt, Role.EDITOR)
    record = IncomingDocument(number="1/QĐ-UBND", document_type=decision(), issuer=committee, issued_on=DAY)
    for change in (
        KeepIncoming(record, world.soyte.agency, by=stranger),
        TakeLinesIn(world.soyte.agency, [record], by=stranger),
        KeepIncoming(incoming(world.soyte, committee), world.sotttt.agency, by=stranger),
    ):
        with pytest.raises(TransitionRefused):
            change.run()


def test_the_office_keeps_the_list_of_the_province(world, committee, signed_in):
    office = open_agency_portal("vpubnd", name="Văn phòng Ủy ban nhân dân tỉnh", kind=Agency.Kind.OFFICE)
    clerk = member(office, Role.EDITOR)
    assert agencies_kept(standing_of(clerk)) == [world.main.agency, office.agency]
    incoming(world.main, committee)
    assert listed(signed_in(clerk), world.main) == ["12/2024/QĐ-UBND"]
    assert signed_in(member(world.soyte, Role.OFFICER)).get(
        f"{reverse('documents_intake')}?co-quan={world.main.agency_id}"
    ).status_code == 404  # fmt: skip


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, None])
def test_others_get_no_list(world, signed_in, role):
    from tests.factories import UserFactory

    user = member(world.soyte, role) if role else UserFactory()
    assert signed_in(user).get(reverse("documents_intake")).status_code in (302, 403)


def test_an_operator_chooses_any_agency(world, committee, signed_in, operator):
    incoming(world.soyte, committee)
    assert listed(signed_in(operator), world.soyte) == ["12/2024/QĐ-UBND"]
