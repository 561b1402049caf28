"""What the groups may do in the CMS, and that making them again changes nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from platform_site.accounts.groups import GRANTS, ensure_groups
from platform_site.accounts.roles import GROUP_NAMES, Role
from platform_site.media.models import SiteImage
from tests.factories import make_case, make_image, make_root, make_user

pytestmark = pytest.mark.django_db

NATIONAL = [Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR]


@pytest.fixture(autouse=True)
def tree():
    make_root()
    ensure_groups()


#: What may be done with a page: by whom.
PAGES = {
    "can_edit": {Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR},
    "can_publish": {Role.MODERATOR, Role.ADMINISTRATOR},
    "can_unpublish": {Role.MODERATOR, Role.ADMINISTRATOR},
    "can_lock": {Role.MODERATOR, Role.ADMINISTRATOR},
    "can_set_view_restrictions": {Role.MODERATOR, Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("what", PAGES)
def test_page_permissions_by_role(what, role):
    case = make_case()
    tester = case.permissions_for_user(make_user(role=role))
    assert getattr(tester, what)() == (role in PAGES[what])


MODELS = {
    "wagtailadmin.access_admin": {*NATIONAL},
    "taxonomy.view_barrier": {*NATIONAL},
    "taxonomy.change_barrier": {Role.MODERATOR, Role.ADMINISTRATOR},
    "taxonomy.delete_barrier": {Role.ADMINISTRATOR},
    "disclosure.view_consent": {*NATIONAL},
    "disclosure.add_consent": {Role.MODERATOR, Role.ADMINISTRATOR},
    "accounts.change_user": {Role.ADMINISTRATOR},
    "accounts.change_organisation": {Role.ADMINISTRATOR},
    "accounts.view_auditentry": {Role.ADMINISTRATOR},
    "wagtailcore.change_site": {Role.ADMINISTRATOR},
    "wagtailcore.change_workflow": {Role.ADMINISTRATOR},
    "wagtailredirects.change_redirect": {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", MODELS)
def test_model_permissions_by_role(permission, role):
    assert make_user(role=role).has_perm(permission) == (role in MODELS[permission])


@pytest.mark.parametrize("role", Role)
def test_pictures_are_chosen_by_all_of_the_national_body(role):
    image, user = make_image(), make_user(role=role)
    choosable = image_policy.instances_user_has_permission_for(user, "choose")
    assert (image in choosable) == (role in NATIONAL)
    assert image_policy.user_has_permission_for_instance(user, "change", image) == (role in NATIONAL)


@pytest.mark.parametrize("role", GRANTS)
def test_every_permission_that_is_named_exists(role):
    grant = GRANTS[role]
    named = {*(grant.models or ()), *grant.collections, *(f"wagtailcore.{one}" for one in grant.pages)}
    existing = Permission.objects.values_list("content_type__app_label", "codename")
    assert named <= {f"{app}.{codename}" for app, codename in existing}


def test_making_groups_again_changes_nothing_and_keeps_what_was_added():
    editors = Group.objects.get(name=GROUP_NAMES[Role.EDITOR])
    editors.permissions.add(Permission.objects.get(codename="change_redirect"))
    before = _everything()
    ensure_groups()
    assert _everything() == before


def test_pages_go_through_the_moderators():
    workflow = WorkflowPage.objects.get(page=make_root()).workflow
    (task,) = workflow.tasks
    assert workflow.active
    assert [group.name for group in task.specific.groups.all()] == ["Moderators"]


def _everything() -> tuple:
    groups = {group.name: set(group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()}
    return groups, GroupPagePermission.objects.count(), Workflow.objects.count(), SiteImage.objects.count()
