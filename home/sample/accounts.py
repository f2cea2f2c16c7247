"""The sample accounts (contract): passwords are made once per installation, kept beside its data, and printed."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from agencies.models import Agency, Membership, Role
from core.models import User
from core.models.dated import today

MAIN = "main"  # the main portal, which has no label: the Board edits it (Quy chế Điều 6.1.a)


POSTS = {
    "": "Cán bộ vận hành hệ thống (mẫu)",
    Role.CONTRIBUTOR: "Cộng tác viên (mẫu)",
    Role.EDITOR: "Chuyên viên (mẫu)",
    Role.APPROVER: "Lãnh đạo cơ quan (mẫu)",
    Role.OFFICER: "Cán bộ phụ trách cổng (mẫu)",
}


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """One account: whose it is, in which agency and role. No label: an operator."""

    username: str
    who: str
    last_name: str
    first_name: str
    label: str = ""
    role: str = ""
    is_operator: bool = False


ACCOUNTS = (
    SampleAccount("operator", "standing agency, opens portals", "Đỗ Quang", "Vận Hành", is_operator=True),
    SampleAccount("contributor.sotttt", "Sở TTTT: submits only", "Lê Thu", "Mẫu", "sotttt", Role.CONTRIBUTOR),
    SampleAccount("editor.sotttt", "Sở TTTT: writes", "Phạm Minh", "Thử", "sotttt", Role.EDITOR),
    SampleAccount("approver.sotttt", "Sở TTTT: approves", "Vũ Thị", "Ví Dụ", "sotttt", Role.APPROVER),
    SampleAccount("officer.sotttt", "Sở TTTT: portal officer", "Trần Văn", "Minh Họa", "sotttt", Role.OFFICER),
    SampleAccount("officer2.sotttt", "Sở TTTT: second portal officer", "Mai Thị", "Phụ Trách", "sotttt", Role.OFFICER),
    SampleAccount("contributor.soyte", "Sở Y tế: submits only", "Đinh Văn", "Cộng Tác", "soyte", Role.CONTRIBUTOR),
    SampleAccount("editor.soyte", "Sở Y tế: writes", "Ngô Thị", "Thử", "soyte", Role.EDITOR),
    SampleAccount("approver.soyte", "Sở Y tế: approves", "Bùi Đức", "Mẫu", "soyte", Role.APPROVER),
    SampleAccount("officer.soyte", "Sở Y tế: portal officer", "Hoàng Thị", "Giả Định", "soyte", Role.OFFICER),
    SampleAccount("secretary.board", "Editorial Board: secretary", "Nguyễn Thị", "Thư Ký", MAIN, Role.EDITOR),
    SampleAccount(
        "deputy.board", "Editorial Board: standing deputy head", "Đặng Văn", "Thường Trực", MAIN, Role.APPROVER
    ),
    SampleAccount("head.board", "Editorial Board: head", "Phan Đình", "Trưởng Ban", MAIN, Role.APPROVER),
)


def password_file() -> Path:
    return Path(settings.VAR_DIR) / "sample-passwords.json"


def read_passwords() -> dict[str, str]:
    """The passwords by user name; empty where the sample was never loaded on this machine."""
    path = password_file()
    return json.loads(path.read_text()) if path.exists() else {}


def make_accounts() -> None:
    """Makes the accounts and their memberships; keeps passwords that were made before."""
    known = read_passwords()
    passwords = {account.username: known.get(account.username) or secrets.token_urlsafe(12) for account in ACCOUNTS}
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(passwords, indent=1))
    agencies = {portal_label(agency): agency for agency in Agency.objects.filter(portal__isnull=False)}
    for account in ACCOUNTS:
        user, _created = User.objects.get_or_create(username=account.username)
        user.last_name, user.first_name, user.post = account.last_name, account.first_name, POSTS[account.role]
        user.email = f"{account.username}@{settings.PORTAL_DOMAIN}"
        user.is_sample, user.is_superuser = True, account.is_operator
        user.set_password(passwords[account.username])
        user.save()
        if account.label:
            Membership.objects.get_or_create(
                user=user, agency=agencies[account.label], role=account.role, defaults={"valid_from": today()}
            )
        if account.label == MAIN:
            user.groups.add(board_group())


def portal_label(agency: Agency) -> str:
    return MAIN if agency.portal.is_main else agency.portal.label


def board_group() -> Group:
    """The group of the Editorial Board; what its members edit follows from their role on the main portal."""
    from django.contrib.auth.models import Permission

    group, _created = Group.objects.get_or_create(name=settings.BOARD_GROUP)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group
