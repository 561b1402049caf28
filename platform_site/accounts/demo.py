"""The demo's people: invented, one for each role, in two organisations and the national body."""

from dataclasses import dataclass

from django.db import transaction

from platform_site.accounts import actions
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role

PASSWORD = "banso-demo-2026"  # noqa: S105 - shown on purpose; the demo alone makes these accounts
AOBA, MINATO, NATIONAL = "あおば商工会議所", "みなと信用金庫", "伴走支援全国本部（デモ）"

#: name: (English name, kind of body, prefecture)
ORGANISATIONS = {
    AOBA: ("Aoba Chamber of Commerce and Industry", "chamber", "saitama"),
    MINATO: ("Minato Shinkin Bank", "bank", "hiroshima"),
    NATIONAL: ("National Headquarters of Accompanied Support (demo)", "other", "tokyo"),
}

#: (local part of the address, name, organisation, role)
PEOPLE = [
    ("supporter.aoba", "青葉 みのり", AOBA, Role.SUPPORTER),
    ("coordinator.aoba", "若葉 健一", AOBA, Role.COORDINATOR),
    ("supporter.minato", "港 さくら", MINATO, Role.SUPPORTER),
    ("coordinator.minato", "波多野 誠", MINATO, Role.COORDINATOR),
    ("editor", "編田 文", NATIONAL, Role.EDITOR),
    ("moderator", "確井 正子", NATIONAL, Role.MODERATOR),
    ("administrator", "管野 守", NATIONAL, Role.ADMINISTRATOR),
]


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo, and whether the shared password still opens it."""

    user: User
    role: Role
    organisation: Organisation
    has_shared_password: bool


@transaction.atomic
def make_accounts() -> list[DemoAccount]:
    """Make what is missing; people and passwords that are there already stay as they are."""
    return [_account(*person) for person in PEOPLE]


def _account(local_part: str, name: str, organisation_name: str, role: Role) -> DemoAccount:
    organisation = _organisation(organisation_name)
    user = actions.add_person(
        by=None,
        email=f"{local_part}@demo.example",
        name=name,
        password=PASSWORD,
        prefecture=organisation.prefecture,
        organisation=organisation,
        role=role,
    )
    return DemoAccount(user, role, organisation, user.check_password(PASSWORD))


def _organisation(name: str) -> Organisation:
    existing = Organisation.objects.filter(name=name).first()
    name_en, kind, prefecture = ORGANISATIONS[name]
    return existing or actions.create_organisation(
        by=None, name=name, name_en=name_en, kind=kind, prefecture=prefecture
    )
