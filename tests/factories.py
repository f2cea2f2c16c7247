"""Builds what tests need, through the same services the product uses."""

from __future__ import annotations

import datetime

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from agencies.models import Agency, AgencyName, Membership, PortalImage, Role, StandingAgency
from core.models import User
from documents.models import DocumentIndexPage, DocumentPage, DocumentType, Issuer
from home.services import OpenPortal
from home.services.open_portal import Imprint
from news.models import NewsIndexPage, NewsPage, Section

FIRST_DAY = datetime.date(2011, 5, 2)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    last_name = "Nguyễn Văn"
    first_name = factory.Sequence(lambda n: f"Thử {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.vn")


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Sở Thử nghiệm số {n}")
    name_en = factory.Sequence(lambda n: f"Test Department {n}")
    kind = Agency.Kind.DEPARTMENT
    level = Agency.Level.PROVINCE
    valid_from = FIRST_DAY

    @factory.post_generation
    def first_name(agency, create, extracted, **kwargs):
        AgencyName.objects.create(agency=agency, name=agency.name, name_en=agency.name_en, valid_from=agency.valid_from)


class IssuerFactory(DjangoModelFactory):
    class Meta:
        model = Issuer
        django_get_or_create = ("slug",)

    name = "Ủy ban nhân dân tỉnh Thái Bình"
    slug = "uy-ban-nhan-dan-tinh-thai-binh"


class NewsPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Tin thử số {n}")
    summary = "Tóm tắt của tin."
    section = factory.LazyFunction(lambda: Section.objects.get(slug="hoat-dong"))
    published_on = datetime.date(2026, 11, 2)
    body = factory.LazyFunction(lambda: [("text", "<p>Nội dung của tin.</p>")])


class DocumentPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = DocumentPage

    title = factory.Sequence(lambda n: f"Quyết định {n}/2024/QĐ-UBND")
    slug = factory.Sequence(lambda n: f"{n}-2024-qd-ubnd")
    number = factory.Sequence(lambda n: f"{n}/2024/QĐ-UBND")
    number_key = factory.Sequence(lambda n: f"{n}/2024/qd-ubnd")
    year = 2024
    abstract = "Quy định thử nghiệm"
    document_type = factory.LazyFunction(lambda: DocumentType.objects.get(slug="quyet-dinh"))
    issuer = factory.SubFactory(IssuerFactory)
    issued_on = datetime.date(2024, 3, 1)
    recipients = "Như Điều 3;\nCổng Thông tin điện tử tỉnh;"


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = PortalImage


def open_agency_portal(label: str, **names: object):
    """An agency and its open portal, as the operator would have made them."""
    agency = AgencyFactory(**names)
    imprint = Imprint(
        responsible="Giám đốc Sở",
        address="Số 1, đường Thử, thành phố Thái Bình",
        phone="0227 3000 000",
        email=f"{label}@thaibinh.gov.vn",
    )
    return OpenPortal(agency, label, by=None, imprint=imprint, valid_from=FIRST_DAY).run()


def build_world() -> None:
    """The main portal and two departments; Sở TTTT is the standing agency (Quy chế Điều 7.1.d)."""
    province = AgencyFactory(
        name="Ủy ban nhân dân tỉnh Thái Bình",
        name_en="Thai Binh Provincial People's Committee",
        kind=Agency.Kind.COMMITTEE,
        order=0,
    )
    OpenPortal(
        province,
        by=None,
        is_main=True,
        title="Cổng Thông tin điện tử tỉnh Thái Bình",
        title_en="Thai Binh provincial portal",
        valid_from=FIRST_DAY,
        imprint=Imprint(responsible="Trưởng Ban Biên tập", phone="0227 3000 001"),
    ).run()
    first = open_agency_portal(
        "sotttt", name="Sở Thông tin và Truyền thông", name_en="Department of Information and Communications", order=10
    )
    open_agency_portal("soyte", name="Sở Y tế", name_en="Department of Health", order=20)
    StandingAgency.objects.create(agency=first.agency, valid_from=FIRST_DAY)


def member(portal, role: Role, **dates: object) -> User:
    """A person with a role in the agency of a portal, from today on."""
    user = UserFactory()
    Membership.objects.create(user=user, agency=portal.agency, role=role, **dates)
    return user


def news_index(portal) -> NewsIndexPage:
    return NewsIndexPage.objects.child_of(portal.site.root_page).get()


def document_index(portal) -> DocumentIndexPage:
    return DocumentIndexPage.objects.child_of(portal.site.root_page).get()


def draft(portal, by: User, title: str = "Bản nháp thử", **fields: object) -> NewsPage:
    """A news item that somebody has begun and that nobody else has seen."""
    page = NewsPage(
        title=title, section=Section.objects.get(slug="hoat-dong"), live=False, owner=by, summary="Tóm tắt.", **fields
    )
    news_index(portal).add_child(instance=page)
    page.save_revision(user=by)
    return page


def submitted(portal, by: User, title: str = "Bản trình thử") -> NewsPage:
    """A news item that waits for a decision."""
    from agencies.approval import ALL_POINTS, SubmitForApproval

    page = draft(portal, by, title)
    SubmitForApproval(page, by=by, points=ALL_POINTS).run()
    return type(page).objects.get(pk=page.pk)
