"""Two agencies for the wall: A, whose people try everything, and B, whose unpublished things carry a marker."""

import datetime
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import UploadedFile

from agencies.approval import ALL_POINTS, ForcePublish, SubmitForApproval, current_submission
from agencies.hosts import ProposeLabel
from agencies.idle import KeptForm
from agencies.models import InternalRule, Membership, Participation, PortalFile, PortalImage, Role, StaffAssignment
from agencies.page_changes import DeletePage
from agencies.staff import InviteColleague
from core.audit import record
from core.models.dated import today
from documents.models import DocumentPage, DocumentType, IncomingDocument, MistakeReport, Upload, UploadState
from news.models import NewsPage
from tests.factories import IssuerFactory, UserFactory, document_index, draft, member, open_agency_portal

MARKER = "DAUVETCUASOYTE"
ROLES = ("contributor", "editor", "approver", "officer")


def things_of(portal, word):
    """One of everything an agency has that is not public, each with the word in its name."""
    people = {role: member(portal, role) for role in ROLES}
    for user in people.values():
        user.last_name = word
        user.save()
    second = member(portal, Role.APPROVER)
    page = draft(portal, people["editor"], f"{word} bản nháp")
    earlier = page.latest_revision
    page.title = f"{word} bản nháp hai"
    page.save_revision(user=people["editor"], log_action=True)
    page = NewsPage.objects.get(pk=page.pk)
    waiting = draft(portal, people["editor"], f"{word} chờ duyệt")
    SubmitForApproval(waiting, by=people["editor"], points=ALL_POINTS, note=word).run()
    state = current_submission(waiting)
    forced_page = draft(portal, people["approver"], f"{word} khẩn")
    forced = ForcePublish(forced_page, by=people["approver"], reason=f"{word} không chờ được", points=ALL_POINTS).run()
    forced_page = NewsPage.objects.get(pk=forced_page.pk)
    forced_page.title = f"{word} tên nháp của trang đã đăng"
    forced_page.save_revision(user=people["editor"])
    # What is published under this title is public: the marker stands in the newer draft only.
    NewsPage.objects.filter(pk=forced_page.pk).update(title="Trang đã đăng")
    type(forced).objects.filter(pk=forced.pk).update(title=f"{word} khẩn")
    binned = DeletePage(draft(portal, people["editor"], f"{word} đã xóa"), by=people["approver"]).run()
    image = PortalImage.objects.create(
        title=f"{word} ảnh", file=get_test_image_file(f"{word}.png"), collection=portal.collection
    )
    image.tags.add(f"{word} nhãn")
    file = PortalFile(title=f"{word} tệp", collection=portal.collection)
    file.file.save(f"{word}.txt", ContentFile(b"x"))
    file.save()
    uploaded = people["editor"]
    document = document_draft(portal, people["editor"], word)
    return SimpleNamespace(
        portal=portal,
        people=people,
        second=second,
        page=page,
        earlier=earlier,
        waiting=waiting,
        state=state,
        forced=forced,
        forced_page=forced_page,
        binned=binned,
        image=image,
        file=file,
        uploaded_image=upload(PortalImage, get_test_image_file(f"{word}2.png"), uploaded),
        uploaded_file=upload(PortalFile, ContentFile(b"x", f"{word}2.txt"), uploaded),
        invitation=InviteColleague(
            portal.agency,
            by=people["officer"],
            role=Role.EDITOR,
            email=f"{word.lower()}@thaibinh.gov.vn",
            last_name=word,
            first_name="Mời",
        ).run(),
        membership=Membership.objects.get(user=people["editor"]),
        rule=InternalRule.objects.create(agency=portal.agency, title=f"Quy chế {word}"),
        work=StaffAssignment.objects.create(agency=portal.agency, person=word, work="x"),
        host=ProposeLabel(portal, f"{word.lower()}moi", by=None).run(),
        upload=document_upload(portal, people["editor"], f"{word} đã đọc", UploadState.READ),
        held=document_upload(portal, people["editor"], f"{word} giữ lại", UploadState.QUARANTINED),
        document=document,
        mistake=MistakeReport.objects.create(document=document, words=f"{word} sai số"),
        incoming=IncomingDocument.objects.create(
            agency=portal.agency,
            number=f"{portal.pk}/{word}",
            document_type=DocumentType.objects.get(slug="quyet-dinh"),
            issuer=IssuerFactory(),
            abstract=f"{word} gửi đến",
            issued_on=today(),
        ),
        field_edit=record(
            "documents.edit_fields", portal.agency, by=people["approver"], added={}, removed={}, documents=0
        ),
        kept=KeptForm.objects.create(user=people["editor"], path="/admin/", fields={"title": [word]}),
        session=EditingSession.objects.create(
            user=people["editor"], content_object=page.page_ptr, last_seen_at=timezone.now()
        ),
        redirect=Redirect.objects.create(old_path=f"/{word.lower()}", site=portal.site, redirect_page=page),
        participation=Participation.objects.get(agency=portal.agency),
        translation=translation_of(page),
        log=record("page.submit", page, by=people["editor"], title=f"{word} trong nhật ký", agency_label=portal.label),
    )


def upload(model, file, user):
    """A file that waits for its details in the many-at-once screen."""
    kind = ContentType.objects.get_for_model(model)
    return UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=user)


def document_draft(portal, user, word):
    """A document that somebody has begun, with its day of issue: its clock runs."""
    page = DocumentPage(
        number=f"{portal.pk}/QĐ-{word}",
        abstract=f"{word} văn bản nháp",
        document_type=DocumentType.objects.get(slug="quyet-dinh"),
        issuer=IssuerFactory(),
        issued_on=today(),
        live=False,
        owner=user,
    )
    page.derive()
    document_index(portal).add_child(instance=page)
    page.save_revision(user=user)
    return page


def document_upload(portal, user, name, state):
    """An uploaded document that has been read."""
    file = PortalFile(title=name, collection=portal.collection)
    file.file.save(f"{name}.txt", ContentFile(b"x"))
    file.save()
    return Upload.objects.create(
        agency=portal.agency, by=user, file=file, name=f"{name}.txt", sha256=name, state=state, text=f"{name}\nMẬT"
    )


def translation_of(page):
    """An English draft made through wagtail-localize, with its source."""
    from wagtail.models import Locale
    from wagtail_localize.models import Translation, TranslationSource

    source, _made = TranslationSource.update_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))


def build():
    """A is Sở Công Thương, B is Sở Y tế (made with the test world)."""
    from agencies.models import Portal

    a = things_of(open_agency_portal("soct", name="Sở Công Thương"), "CUACHUNGTOI")
    b = things_of(Portal.objects.get(site__hostname__startswith="soyte."), MARKER)
    yesterday = today() - datetime.timedelta(days=1)
    gone = member(a.portal, Role.APPROVER, valid_from=datetime.date(2020, 1, 1), valid_to=yesterday)
    return SimpleNamespace(a=a, b=b, gone=gone, nobody=UserFactory())
