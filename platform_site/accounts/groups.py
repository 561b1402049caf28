"""Wagtail's groups: what each role of the national body may do in the CMS, and who is in which group.

Permissions are named `app_label.codename`, so that the ground floor names the rooms above without importing them.
What an administrator adds to a group in the CMS stays; what stands here comes back at the next `migrate`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from platform_site.accounts.models import User
from platform_site.accounts.roles import GROUP_NAMES, Role

WORKFLOW_NAME = "公開前の確認"
WAGTAILS_OWN_WORKFLOW = "Moderators approval"

_TERMS = ("barrier", "approach", "supporttype", "deliverymodel")
# Wagtail judges images and documents of our own by the permissions of its models.
_MEDIA = (
    *(f"wagtailimages.{verb}_image" for verb in ("add", "change", "choose")),
    *(f"wagtaildocs.{verb}_document" for verb in ("add", "change", "choose")),
)
_EDITORS_MODELS = (
    "wagtailadmin.access_admin",
    "simple_translation.submit_translation",
    "disclosure.view_consent",
    *(f"taxonomy.view_{term}" for term in _TERMS),
    *(f"synonyms.{verb}_synonymgroup" for verb in ("view", "add", "change", "delete")),
    *("insight.view_asked", "insight.view_commission", "insight.add_commission", "insight.change_commission"),
    *(f"framework.{verb}_rubricversion" for verb in ("view", "add", "change")),
    *(f"framework.{verb}_levelexample" for verb in ("view", "add", "change", "delete")),
    *(f"assessment.{verb}_course" for verb in ("view", "add", "change")),
    "assessment.view_levelpolicy",
    *(f"calibration.{verb}_vignette" for verb in ("view", "add", "change")),
)


@dataclass(frozen=True)
class Grant:
    """What a group may do: on every page, in every collection, and with models (None: with all of them)."""

    pages: tuple[str, ...]
    collections: tuple[str, ...]
    models: tuple[str, ...] | None


GRANTS = {
    Role.EDITOR: Grant(pages=("add_page", "change_page"), collections=_MEDIA, models=_EDITORS_MODELS),
    Role.MODERATOR: Grant(
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        collections=_MEDIA,
        models=(
            *_EDITORS_MODELS,
            *(f"taxonomy.{verb}_{term}" for term in _TERMS for verb in ("add", "change")),
            # Consents are only ever added: a correction is a withdrawal and a new consent.
            "disclosure.add_consent",
            "disclosure.add_consentwithdrawal",
            "insight.delete_commission",
            *(f"framework.{verb}_rubricversion" for verb in ("publish", "delete", "lock", "unlock")),
            *("assessment.delete_course", "assessment.add_levelpolicy"),
            *("calibration.delete_vignette", "calibration.open_vignette"),
        ),
    ),
    Role.ADMINISTRATOR: Grant(
        pages=("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
        collections=(*_MEDIA, *(f"wagtailcore.{verb}_collection" for verb in ("add", "change", "delete"))),
        models=None,
    ),
}


@transaction.atomic
def ensure_groups() -> None:
    """Make the groups with what they may do, and the moderation that pages go through. Doing it again is harmless."""
    for role, grant in GRANTS.items():
        group, _ = Group.objects.get_or_create(name=GROUP_NAMES[role])
        group.permissions.add(*(Permission.objects.all() if grant.models is None else _named(grant.models)))
        _grant_on_trees(group, grant)
    if Page.get_first_root_node():
        _ensure_moderation(Group.objects.get(name=GROUP_NAMES[Role.MODERATOR]))


@transaction.atomic
def sync_groups(user: User) -> None:
    """Put `user` into the groups of her roles and out of those of other roles; further groups stay as they are."""
    held = set(user.memberships.values_list("role", flat=True))
    names = {name for role, name in GROUP_NAMES.items() if role in held}
    current = set(user.groups.filter(name__in=GROUP_NAMES.values()).values_list("name", flat=True))
    user.groups.add(*[Group.objects.get_or_create(name=name)[0] for name in names - current])
    user.groups.remove(*Group.objects.filter(name__in=current - names))


def _named(names: Iterable[str]) -> list[Permission]:
    """The permissions of these names. One whose room is not installed or not migrated yet is left out."""
    wanted = Q()
    for name in names:
        app_label, _, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return list(Permission.objects.filter(wanted))


def _grant_on_trees(group: Group, grant: Grant) -> None:
    """Rights on pages and collections hold below the root; a database without a root yet has none to give."""
    if page := Page.get_first_root_node():
        for permission in _named(f"wagtailcore.{codename}" for codename in grant.pages):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    if collection := Collection.get_first_root_node():
        for permission in _named(grant.collections):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _ensure_moderation(moderators: Group) -> None:
    """The whole tree goes through a workflow; Wagtail's own first one gets a name that editors understand."""
    root = Page.get_first_root_node()
    Workflow.objects.filter(name=WAGTAILS_OWN_WORKFLOW).update(name=WORKFLOW_NAME)
    Task.objects.filter(name=WAGTAILS_OWN_WORKFLOW).update(name=WORKFLOW_NAME)
    if WorkflowPage.objects.filter(page=root, workflow__active=True).exists():
        return
    task = GroupApprovalTask.objects.create(name=WORKFLOW_NAME)
    task.groups.add(moderators)
    workflow = Workflow.objects.create(name=WORKFLOW_NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
