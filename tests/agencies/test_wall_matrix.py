"""The wall's matrix: every admin address of the house × every role, against another agency's things and one's own.

Another agency's things carry a marker that may show up nowhere. A new admin address without a row here fails.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core.models import AuditEntry
from tests.agencies.wall_world import MARKER, ROLES

WORD = MARKER[:6]  # searched for: screens show the word that was typed, the marker only when they found it

EVERYBODY = set(ROLES)
WRITERS = {"contributor", "editor", "approver"}
LOOKERS = {"approver", "officer"}
KEEPERS = {"editor", "approver", "officer"}
NOBODY: set[str] = set()

# Addresses without an object: who may open them. Whatever they list, the marker is not in it.
LISTS = {
    "wagtailadmin_home": EVERYBODY,
    "wagtailadmin_account": EVERYBODY,
    "wagtailadmin_dismissibles": EVERYBODY,
    "wagtailadmin_sprite": EVERYBODY,
    "wagtailadmin_javascript_catalog": EVERYBODY,
    "wagtail_localize:javascript_catalog": EVERYBODY,
    "wagtailadmin_login": NOBODY,  # leads to our sign-in
    "wagtailadmin_password_reset": NOBODY,
    "wagtailadmin_password_reset_done": NOBODY,
    "wagtailadmin_password_reset_complete": NOBODY,
    "wagtailadmin_block_preview": NOBODY,  # 404 without a block
    "wagtailembeds:chooser": WRITERS,
    "wagtailembeds:chooser_upload": WRITERS,
    "wagtailadmin_explore_root": NOBODY,  # leads to the own container
    "wagtailadmin_pages:search": WRITERS,
    "wagtailadmin_pages:search_results": WRITERS,
    "wagtailadmin_choose_page": WRITERS,
    "wagtailadmin_choose_page_search": WRITERS,
    "wagtailadmin_choose_page_external_link": WRITERS,
    "wagtailadmin_choose_page_email_link": WRITERS,
    "wagtailadmin_choose_page_phone_link": WRITERS,
    "wagtailadmin_choose_page_anchor_link": WRITERS,
    "wagtailimages:index": WRITERS,
    "wagtailimages:index_results": WRITERS,
    "wagtailimages:add": WRITERS,
    "wagtailimages:add_multiple": WRITERS,
    "wagtailimages_chooser:choose": WRITERS,
    "wagtailimages_chooser:choose_results": WRITERS,
    "wagtailimages_chooser:create": WRITERS,
    "wagtaildocs:index": WRITERS,
    "wagtaildocs:index_results": WRITERS,
    "wagtaildocs:add": WRITERS,
    "wagtaildocs:add_multiple": WRITERS,
    "wagtaildocs_chooser:choose": EVERYBODY,  # an officer chooses the file of a rule
    "wagtaildocs_chooser:choose_results": EVERYBODY,
    "wagtaildocs_chooser:create": WRITERS,
    "approval_queue": EVERYBODY,
    "forced_list": EVERYBODY,
    "event_lag": {"editor", "approver", "officer"},
    "document_uploads": EVERYBODY,  # an officer decides about what is held back
    "document_upload_states": EVERYBODY,
    "documents_clock": KEEPERS,
    "documents_intake": KEEPERS,
    "documents_intake_add": KEEPERS,
    "documents_intake_lines": KEEPERS,
    "documents_series": KEEPERS,
    "documents_mistakes": KEEPERS,
    "documents_expired": KEEPERS,
    "documents_fields": {"approver"},
    "bin": EVERYBODY,
    "own_log": EVERYBODY,
    "page_votes": {"editor", "approver", "officer"},
    "page_votes_file": {"editor", "approver", "officer"},
    "own_file": LOOKERS,
    "own_file_label": LOOKERS,
    "staff": {"officer"},
    "staff_invite": {"officer"},
    "access_report": {"officer"},
    "session_state": EVERYBODY,
    "session_presence": EVERYBODY,
}
# Addresses that name an object of agency B: nobody of agency A gets them. The lambda gives the arguments.
NAMED = {
    "wagtailadmin_explore": lambda t: [t.page.get_parent().pk],
    "wagtailadmin_explore_results": lambda t: [t.page.get_parent().pk],
    "wagtailadmin_pages:add": lambda t: ["news", "newspage", t.page.get_parent().pk],
    "wagtailadmin_pages:preview_on_add": lambda t: ["news", "newspage", t.page.get_parent().pk],
    "wagtailadmin_pages:add_subpage": lambda t: [t.page.get_parent().pk],
    "wagtailadmin_pages:usage": lambda t: [t.page.pk],
    "wagtailadmin_pages:edit": lambda t: [t.page.pk],
    "wagtailadmin_pages:preview_on_edit": lambda t: [t.page.pk],
    "wagtailadmin_pages:view_draft": lambda t: [t.page.pk],
    "wagtailadmin_pages:copy": lambda t: [t.page.pk],
    "wagtailadmin_pages:lock": lambda t: [t.page.pk],
    "wagtailadmin_pages:unlock": lambda t: [t.page.pk],
    "wagtailadmin_pages:revisions_index": lambda t: [t.page.pk],
    "wagtailadmin_pages:revisions_view": lambda t: [t.page.pk, t.earlier.pk],
    "wagtailadmin_pages:revisions_revert": lambda t: [t.page.pk, t.earlier.pk],
    "wagtailadmin_pages:revisions_compare": lambda t: [t.page.pk, "earliest", "latest"],
    "wagtailadmin_pages:workflow_history": lambda t: [t.waiting.pk],
    "wagtailadmin_pages:workflow_history_detail": lambda t: [t.waiting.pk, t.state.workflow_state_id],
    "wagtailadmin_pages:history": lambda t: [t.page.pk],
    "wagtailadmin_pages:history_results": lambda t: [t.page.pk],
    "wagtailadmin_choose_page_child": lambda t: [t.page.get_parent().pk],
    "wagtailadmin_api:pages:detail": lambda t: [t.page.pk],
    "wagtailadmin_editing_sessions:ping": lambda t: ["wagtailcore", "page", t.page.pk, t.session.pk],
    "wagtailadmin_editing_sessions:release": lambda t: [t.session.pk],
    "wagtailimages:edit": lambda t: [t.image.pk],
    "wagtailimages:delete": lambda t: [t.image.pk],
    "wagtailimages:image_usage": lambda t: [t.image.pk],
    "wagtailimages:preview": lambda t: [t.image.pk, "width-100"],
    "wagtailimages:edit_multiple": lambda t: [t.image.pk],
    "wagtailimages:delete_multiple": lambda t: [t.image.pk],
    "wagtailimages:create_multiple_from_uploaded_image": lambda t: [t.uploaded_image.pk],
    "wagtailimages:delete_upload_multiple": lambda t: [t.uploaded_image.pk],
    "wagtailimages_chooser:chosen": lambda t: [t.image.pk],
    "wagtailimages_chooser:select_format": lambda t: [t.image.pk],
    "wagtaildocs:edit": lambda t: [t.file.pk],
    "wagtaildocs:delete": lambda t: [t.file.pk],
    "wagtaildocs:document_usage": lambda t: [t.file.pk],
    "wagtaildocs:edit_multiple": lambda t: [t.file.pk],
    "wagtaildocs:delete_multiple": lambda t: [t.file.pk],
    "wagtaildocs:create_multiple_from_uploaded_document": lambda t: [t.uploaded_file.pk],
    "wagtaildocs:delete_upload_multiple": lambda t: [t.uploaded_file.pk],
    "wagtaildocs_chooser:chosen": lambda t: [t.file.pk],
    "approval_review": lambda t: [t.waiting.pk],
    "approval_submit": lambda t: [t.page.pk],
    "approval_take_back": lambda t: [t.waiting.pk],
    "approval_force": lambda t: [t.page.pk],
    "approval_unschedule": lambda t: [t.page.pk],
    "forced_review": lambda t: [t.forced.pk],
    "page_withdraw": lambda t: [t.forced_page.pk],
    "page_move": lambda t: [t.page.pk],
    "page_delete": lambda t: [t.page.pk],
    "page_order": lambda t: [t.page.get_parent().pk],
    "bin_restore": lambda t: [t.binned.pk],
    "staff_change": lambda t: [t.membership.pk],
    "staff_retire": lambda t: [t.membership.pk],
    "staff_unlock": lambda t: [t.membership.pk],
    "staff_reset_factor": lambda t: [t.membership.pk],
    "invitation_revoke": lambda t: [t.invitation.pk],
    "own_file_add": lambda t: ["quy-che"],
    "own_file_edit": lambda t: ["quy-che", t.rule.pk],
    "kept_form": lambda t: [t.kept.pk],
    "documents_changes": lambda t: [t.document.pk],
    "documents_intake_edit": lambda t: [t.incoming.pk],
    "documents_intake_drop": lambda t: [t.incoming.pk],
    "documents_intake_receive": lambda t: [t.incoming.pk],
    "documents_mistake_settle": lambda t: [t.mistake.pk],
    "documents_fields_undo": lambda t: [t.field_edit.pk],
    "document_upload": lambda t: [t.upload.pk],
    "document_upload_picture": lambda t: [t.upload.pk, 1],
    "document_upload_again": lambda t: [t.upload.pk],
    "document_upload_discard": lambda t: [t.upload.pk],
    "document_upload_stamp": lambda t: [t.held.pk],
    "document_page_stamp": lambda t: [t.page.pk],
}
# Lists narrowed by a query: the same addresses, asked for B's things.
ASKED = [
    ("wagtailadmin_choose_page_chosen_multiple", lambda t: f"id={t.page.pk}"),
    ("wagtailadmin_api:pages:listing", lambda t: f"child_of={t.page.get_parent().pk}"),
    ("wagtailadmin_api:pages:listing", lambda t: f"descendant_of={t.portal.container_id}&fields=*"),
    ("wagtailadmin_api:pages:listing", lambda t: ""),
    ("wagtailadmin_api:pages:listing", lambda t: f"search={WORD}"),
    ("wagtailimages_chooser:chosen_multiple", lambda t: f"id={t.image.pk}"),
    ("wagtaildocs_chooser:chosen_multiple", lambda t: f"id={t.file.pk}"),
]
# Searches and filters of open lists: open, and without the marker.
SEARCHED = [
    ("wagtailadmin_pages:search", f"q={WORD}"),
    ("wagtailadmin_pages:search_results", f"q={WORD}&ordering=title"),
    ("wagtailadmin_choose_page_search", f"q={WORD}"),
    ("wagtailadmin_choose_page", "page_type=news.NewsIndexPage"),
    ("wagtailimages:index", f"q={WORD}"),
    ("wagtailimages:index", "tag=x&layout=list"),
    ("wagtaildocs:index", f"q={WORD}"),
    ("wagtailimages_chooser:choose_results", f"q={WORD}"),
    ("wagtaildocs_chooser:choose_results", f"q={WORD}"),
    ("own_log", f"q={WORD}"),
    ("approval_queue", "p=2"),
    ("staff", "co-quan=1"),
]
# Books of an agency, named by a query.
OF_AN_AGENCY = [name for name in LISTS if name.startswith("documents_")]
BULK = [("wagtailcore", "page", a) for a in ("delete", "move", "publish", "unpublish")] + [
    ("agencies", model, a)
    for model in ("portalimage", "portalfile")
    for a in ("delete", "add_tags", "add_to_collection")
]
# Closed for agency staff whatever the object; arguments only so that the address can be made.
CLOSED = {
    "wagtailadmin_pages:type_use": ["news", "newspage"],
    "wagtailadmin_pages:type_use_results": ["news", "newspage"],
    "wagtailadmin_pages:choose_parent": ["news", "newspage"],
    "wagtailadmin_pages:delete": lambda t: [t.page.pk],
    "wagtailadmin_pages:unpublish": lambda t: [t.forced_page.pk],
    "wagtailadmin_pages:convert_alias": lambda t: [t.page.pk],
    "wagtailadmin_pages:move": lambda t: [t.page.pk],
    "wagtailadmin_pages:move_confirm": lambda t: [t.page.pk, t.page.get_parent().pk],
    "wagtailadmin_pages:set_page_position": lambda t: [t.page.pk],
    "wagtailadmin_pages:workflow_action": lambda t: [t.waiting.pk, "approve", t.state.pk],
    "wagtailadmin_pages:collect_workflow_action_data": lambda t: [t.waiting.pk, "approve", t.state.pk],
    "wagtailadmin_pages:confirm_workflow_cancellation": lambda t: [t.waiting.pk],
    "wagtailadmin_pages:workflow_preview": lambda t: [t.waiting.pk, t.state.task_id],
    "wagtailadmin_pages:set_privacy": lambda t: [t.page.pk],
    "wagtailadmin_pages:revisions_unschedule": lambda t: [t.page.pk, t.earlier.pk],
    "wagtailadmin_tag_autocomplete": [],
    "wagtailadmin_tag_model_autocomplete": ["taggit", "tag"],
    "wagtailadmin_api:pages:find": [],
    "wagtailadmin_api:pages:action": lambda t: [t.page.pk, "publish"],
    "wagtailadmin_api:images:listing": [],
    "wagtailadmin_api:images:detail": lambda t: [t.image.pk],
    "wagtailadmin_api:images:find": [],
    "wagtailadmin_api:documents:listing": [],
    "wagtailadmin_api:documents:detail": lambda t: [t.file.pk],
    "wagtailadmin_api:documents:find": [],
    "wagtailadmin_error_test": [],
    "wagtailimages:url_generator": lambda t: [t.image.pk],
    "wagtailimages:url_generator_output": lambda t: [t.image.pk],
    "wagtail_localize:submit_snippet_translation": lambda t: ["news", "section", "1"],
    "wagtail_localize:submit_page_translation": lambda t: [t.waiting.pk],
    "wagtail_localize:update_translations": lambda t: [t.translation.source_id],
    "wagtail_localize:edit_string_translation": lambda t: [t.translation.pk, segment(t)],
    "wagtail_localize:edit_override": lambda t: [t.translation.pk, 1],
    "wagtail_localize:download_pofile": lambda t: [t.translation.pk],
    "wagtail_localize:upload_pofile": lambda t: [t.translation.pk],
    "wagtail_localize:preview_translation": lambda t: [t.translation.pk],
    "wagtail_localize:stop_translation": lambda t: [t.translation.pk],
    "wagtail_localize:machine_translate": lambda t: [t.translation.pk],
    "wagtail_localize:convert_to_alias": lambda t: [t.page.pk],
    "wagtail_localize:translations_report": [],
    "wagtail_localize:translations_report_results": [],
    "wagtail_localize:snippets_api_listing": ["news", "section"],
    "wagtail_localize:snippets_api_detail": ["news", "section", "1"],
    "wagtailadmin_collections:index": [],
    "wagtailadmin_collections:add": [],
    "wagtailadmin_collections:edit": lambda t: [t.portal.collection_id],
    "wagtailadmin_collections:delete": lambda t: [t.portal.collection_id],
    "wagtailadmin_collections:set_privacy": lambda t: [t.portal.collection_id],
    "wagtailadmin_workflows:index": [],
    "wagtailadmin_workflows:index_results": [],
    "wagtailadmin_workflows:add": [],
    "wagtailadmin_workflows:enable": lambda t: [t.portal.workflow_id],
    "wagtailadmin_workflows:disable": lambda t: [t.portal.workflow_id],
    "wagtailadmin_workflows:edit": lambda t: [t.portal.workflow_id],
    "wagtailadmin_workflows:usage": lambda t: [t.portal.workflow_id],
    "wagtailadmin_workflows:usage_results": lambda t: [t.portal.workflow_id],
    "wagtailadmin_workflows:remove": lambda t: [t.portal.container_id],
    "wagtailadmin_workflows:add_task": ["agencies", "approvaltask"],
    "wagtailadmin_workflows:select_task_type": [],
    "wagtailadmin_workflows:task_index": [],
    "wagtailadmin_workflows:task_index_results": [],
    "wagtailadmin_workflows:edit_task": lambda t: [t.state.task_id],
    "wagtailadmin_workflows:disable_task": lambda t: [t.state.task_id],
    "wagtailadmin_workflows:enable_task": lambda t: [t.state.task_id],
    "wagtailadmin_workflows:task_chooser": [],
    "wagtailadmin_workflows:task_chooser_results": [],
    "wagtailadmin_workflows:task_chooser_create": [],
    "wagtailadmin_workflows:task_chosen": lambda t: [t.state.task_id],
    **{
        f"wagtailadmin_reports:{name}{tail}": []
        for name in (
            "locked_pages",
            "workflow",
            "workflow_tasks",
            "site_history",
            "aging_pages",
            "page_types_usage",
        )
        for tail in ("", "_results")
    },
    "wagtailredirects:index": [],
    "wagtailredirects:index_results": [],
    "wagtailredirects:add": [],
    "wagtailredirects:edit": lambda t: [t.redirect.pk],
    "wagtailredirects:delete": lambda t: [t.redirect.pk],
    "wagtailredirects:start_import": [],
    "wagtailredirects:process_import": [],
    "wagtailsnippets:index": [],
    "participations": [],
    "participation_request": [],
    "participation_step": lambda t: [t.participation.pk, "leave"],
    "documents_catalogue": ["linh-vuc"],
    "documents_catalogue_add": ["linh-vuc"],
    "documents_catalogue_edit": lambda t: ["co-quan-ban-hanh", t.document.issuer_id],
    "documents_catalogue_merge": lambda t: ["co-quan-ban-hanh", t.document.issuer_id],
    "documents_catalogue_drop": lambda t: ["co-quan-ban-hanh", t.document.issuer_id],
    "portal_desk": [],
    "portal_open": [],
    "portal_archive": lambda t: [t.portal.pk],
    "portal_redirect": lambda t: [t.portal.pk],
    "host_agree": lambda t: [t.host.pk],
}


def model_screens(namespace, pk, *more):
    """The screens of one of Wagtail's model viewsets."""
    plain = ("index", "index_results", "add")
    about_one = ("edit", "delete", "history", "history_results", "usage", "copy", *more)
    return {f"{namespace}:{name}": [] for name in plain} | {f"{namespace}:{name}": pk for name in about_one}


CLOSED |= model_screens("agencies", lambda t: [t.portal.agency_id], "inspect")
CLOSED |= model_screens("wagtaillocales", lambda t: [t.page.locale_id])
CLOSED |= model_screens("wagtailsites", lambda t: [t.portal.site_id])
CLOSED |= model_screens("wagtailusers_users", lambda t: [t.people["editor"].pk])
CLOSED |= model_screens("wagtailusers_groups", lambda t: [t.portal.role_groups.first().group_id])
del CLOSED["wagtailusers_groups:copy"]
# Walked by hand below: the sign-out, the link of a password mail, and addresses without a name.
BY_HAND = {"wagtailadmin_logout", "wagtailadmin_password_reset_confirm", "wagtail_bulk_action", "None"}
# What of A's own things each role may open: the wall lets through what it should.
OWN = {
    "wagtailadmin_explore": WRITERS,
    "wagtailadmin_pages:add": WRITERS,
    "wagtailadmin_pages:edit": {"editor", "approver"},
    "wagtailadmin_pages:view_draft": {"editor", "approver"},
    "wagtailadmin_pages:history": {"editor", "approver"},
    "wagtailadmin_pages:revisions_compare": {"editor", "approver"},
    "wagtailimages:edit": WRITERS,
    "wagtaildocs:edit": WRITERS,
    "wagtailimages_chooser:chosen": WRITERS,
    "approval_review": WRITERS | {"officer"},
    "approval_submit": {"editor", "approver"},
    "approval_force": {"approver"},
    "forced_review": EVERYBODY,
    "page_order": {"approver"},
    "page_move": EVERYBODY,  # shows the form; the service says who may
    "bin_restore": EVERYBODY,
    "staff_change": {"officer"},
    "staff_retire": {"officer"},
    "invitation_revoke": {"officer"},
    "own_file_edit": LOOKERS,
    "kept_form": {"editor"},
    "documents_changes": {"editor", "approver"},
    "documents_intake_edit": KEEPERS,
    "documents_intake_drop": KEEPERS,
    "document_upload": WRITERS,
    "document_upload_discard": WRITERS,
    "document_upload_stamp": LOOKERS,
}


def segment(things):
    from wagtail_localize.models import StringSegment

    return StringSegment.objects.filter(source=things.translation.source_id).values_list("pk", flat=True).first() or 1


def arguments(of, things):
    return of(things) if callable(of) else of


def admin_url_names():
    """Names of all addresses under /admin/, as the resolver knows them."""

    def walk(patterns, prefix, namespace):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, prefix + str(pattern.pattern), inner)
            elif isinstance(pattern, URLPattern) and prefix.startswith("admin/"):
                yield f"{namespace}{pattern.name}"

    return set(walk(get_resolver().url_patterns, "", ""))


def test_every_admin_address_has_its_row():
    asked = {name for name, _query in ASKED}
    rows = [set(LISTS), set(NAMED), set(CLOSED), asked, BY_HAND]
    assert admin_url_names() == set().union(*rows)
    assert sum(len(row) for row in rows) == len(set().union(*rows)), "an address has two rows"


def visits(wall):
    """(what it is, address, who may open it) of everything in the tables, aimed at agency B."""
    b = wall.b
    yield from ((name, reverse(name), roles) for name, roles in LISTS.items())
    for name, of in NAMED.items():
        # An officer or head adds a rule to the own file: the address names no agency.
        yield name, reverse(name, args=of(b)), LOOKERS if name == "own_file_add" else NOBODY
    for name, of in CLOSED.items():
        yield name, reverse(name, args=arguments(of, b)), NOBODY
    for name, query in ASKED:
        yield name, f"{reverse(name)}?{query(b)}", NOBODY
    for name in OF_AN_AGENCY:
        yield name, f"{reverse(name)}?co-quan={b.portal.agency_id}", NOBODY
    for name, query in SEARCHED:
        yield name, f"{reverse(name)}?{query}", LISTS[name]
    yield (
        "filters",
        f"{reverse('wagtailadmin_explore', args=[wall.a.page.get_parent().pk])}?owner=1&edited_by=1",
        WRITERS,
    )
    yield "filters, whole tree", f"{reverse('wagtailadmin_explore_root')}?q={WORD}&search_all=1", None
    yield "test404", "/admin/test404/", NOBODY
    yield "unknown", "/admin/khong-co-trang-nay/", NOBODY
    for app, model, action in BULK:
        thing = {"page": b.page, "portalimage": b.image, "portalfile": b.file}[model]
        yield "bulk", f"{reverse('wagtail_bulk_action', args=[app, model, action])}?id={thing.pk}", NOBODY


def state_of(things):
    """What must be the same after everything was tried."""
    from wagtail.models import Page

    pages = (things.page, things.waiting, things.forced_page, things.binned.page)
    pks = [page.pk for page in pages]
    return [
        *Page.objects.filter(pk__in=pks)
        .order_by("pk")
        .values_list("path", "title", "live", "locked", "latest_revision"),
        *type(things.image).objects.filter(pk=things.image.pk).values_list("title", "collection"),
        *type(things.file).objects.filter(pk=things.file.pk).values_list("title", "collection"),
        *type(things.membership).objects.filter(pk=things.membership.pk).values_list("role", "ended_at"),
        *type(things.invitation).objects.filter(pk=things.invitation.pk).values_list("revoked_at"),
        *type(things.rule).objects.filter(pk=things.rule.pk).values_list("title"),
        *type(things.host).objects.filter(pk=things.host.pk).values_list("agreed_on"),
        *type(things.state).objects.filter(pk=things.state.pk).values_list("status"),
        *type(things.forced).objects.filter(pk=things.forced.pk).values_list("reviewed_at"),
        *type(things.portal).objects.filter(pk=things.portal.pk).values_list("state"),
        *type(things.incoming).objects.filter(pk=things.incoming.pk).values_list("number", "received_on"),
        *type(things.mistake).objects.filter(pk=things.mistake.pk).values_list("words", "settled_at"),
        *things.document.revisions.order_by("pk").values_list("pk"),
        *type(things.upload).objects.filter(pk__in=[things.upload.pk, things.held.pk]).values_list("state", "page"),
        *type(things.redirect).objects.filter(pk=things.redirect.pk).values_list("old_path"),
        *things.page.revisions.order_by("pk").values_list("pk"),
        things.people["editor"].groups.count(),
    ]


# Whatever a tampered form might try; each view takes what it knows.
POSTED = {
    "title": "x",
    "reason": "x",
    "revision": "1",
    "decision": "approve",
    "role": "officer",
    "verdict": "x",
    "action-publish": "1",
    "id": "1",
    "next": "/",
}


def walk(wall, user, role, client):
    """Asks for everything by GET and POST; answers what went wrong, in words, and how much was asked."""
    wrong, count = [], 0
    client.raise_request_exception = False
    for name, url, roles in visits(wall):
        answer = client.get(url)
        count += 1
        text = answer.content.decode(errors="replace")
        opened = answer.status_code == 200
        if MARKER in text or MARKER in str(answer.headers):
            wrong.append(f"GET {name} {url}: shows the marker ({answer.status_code})")
        if answer.status_code >= 500:
            wrong.append(f"GET {name} {url}: {answer.status_code}")
        if roles is not None and opened != (role in roles):
            wrong.append(f"GET {name} {url}: {answer.status_code}, expected {'open' if role in roles else 'closed'}")
        if roles is NOBODY or name in NAMED:
            again = client.post(url, POSTED)
            count += 1
            if MARKER in again.content.decode(errors="replace") or again.status_code >= 500:
                wrong.append(f"POST {name} {url}: {again.status_code}")
    home = client.get("/admin/")
    if MARKER in home.content.decode():
        wrong.append("a message on the start screen shows the marker")
    return wrong, count


@pytest.mark.parametrize("role", [*ROLES, "gone yesterday", "no role", "anonymous"])
def test_nothing_of_another_agency_is_seen_or_touched(wall, signed_in, reader, role, record_property):
    people = {**wall.a.people, "gone yesterday": wall.gone, "no role": wall.nobody}
    client = signed_in(people[role]) if role != "anonymous" else reader
    before = state_of(wall.b)
    wrong, count = walk(wall, people.get(role), role, client) if role in ROLES else walk_outside(wall, role, client)
    assert not wrong, "\n".join(wrong)
    assert state_of(wall.b) == before
    record_property("summary", f"wall: {count} requests to {len(admin_url_names())} admin addresses as {role}")


def walk_outside(wall, role, client):
    """People without a role get nothing at all but the own account's screens."""
    wrong, count = [], 0
    client.raise_request_exception = False
    for name, url, _roles in visits(wall):
        for answer in (client.get(url), client.post(url, POSTED)):
            count += 1
            if MARKER in answer.content.decode(errors="replace") or answer.status_code >= 500:
                wrong.append(f"{name} {url}: {answer.status_code}")
            if answer.status_code == 200 and name not in HARMLESS:
                wrong.append(f"{name} {url}: open to {role}")
    return wrong, count


# Pictures of buttons and words of the interface: the same for everybody, signed in or not.
HARMLESS = {
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtail_localize:javascript_catalog",
}


def test_without_the_gate_the_marker_would_show(wall, signed_in, settings):
    """The matrix can fail: stock Wagtail shows agency B's things to agency A on many screens."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "AdminGate" not in name]
    client = signed_in(wall.a.people["approver"])
    client.raise_request_exception = False
    shown = {name for name, url, _roles in visits(wall) if MARKER in client.get(url).content.decode(errors="replace")}
    assert len(shown) >= 5, sorted(shown)


@pytest.mark.parametrize("role", ROLES)
def test_the_wall_lets_through_what_is_ones_own(wall, signed_in, role):
    client = signed_in(wall.a.people[role])
    opened = {name for name in OWN if client.get(reverse(name, args=NAMED[name](wall.a))).status_code == 200}
    assert opened == {name for name, roles in OWN.items() if role in roles}


def test_an_officer_of_the_standing_agency_opens_the_operators_screens(wall, world, signed_in):
    from agencies.models import Role
    from tests.factories import member

    client = signed_in(member(world.sotttt, Role.OFFICER))
    for name in ("participations", "participation_request", "portal_desk", "portal_open"):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.get(reverse("wagtailusers_users:index")).status_code == 403


def test_the_sign_out_and_password_links_of_wagtail_lead_to_ours(wall, signed_in):
    client = signed_in(wall.a.people["editor"])
    reset = client.get(reverse("wagtailadmin_password_reset_confirm", args=["abc", "def"]))
    assert (reset.status_code, reset.url) == (302, "/tai-khoan/password/reset/")
    assert client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert client.get("/admin/").status_code == 302


def test_what_was_refused_left_no_line_under_the_other_agencys_name(wall, signed_in):
    before = AuditEntry.objects.filter(agency_label="soyte").count()
    client = signed_in(wall.a.people["approver"])
    client.post(reverse("approval_review", args=[wall.b.waiting.pk]), POSTED)
    assert AuditEntry.objects.filter(agency_label="soyte").count() == before
