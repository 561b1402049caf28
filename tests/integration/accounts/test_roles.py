"""What each role opens and whom it may invite: one table for each."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from platform_site.accounts import actions
from platform_site.accounts.permissions import roles_to_give
from platform_site.accounts.roles import Role
from tests.factories import make_organisation, make_root, make_user

pytestmark = pytest.mark.django_db

MANAGERS = {Role.COORDINATOR, Role.ADMINISTRATOR}
NATIONAL = {Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR}

#: page: who may open it; everybody else with an account gets 403
OPENS = {"organisations": MANAGERS, "organisation_new": {Role.ADMINISTRATOR}, "my_page": set(Role)}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", OPENS)
def test_page_opens_for_its_roles_only(client, page, role):
    client.force_login(make_user(role=role))
    status = client.get(reverse(page), follow=True).status_code
    assert status == (200 if role in OPENS[page] else 403)


@pytest.mark.parametrize("page", OPENS)
def test_page_sends_outsiders_to_the_login(client, page):
    response = client.get(reverse(page))
    assert response.url == f"/accounts/login/?next={reverse(page)}"


@pytest.mark.parametrize("role", Role)
def test_cms_opens_for_the_national_body_only(client, role):
    make_root()
    client.force_login(make_user(role=role))
    status = client.get("/cms/", follow=True).status_code
    assert status == (200 if role in NATIONAL else 403)


@pytest.mark.parametrize("role", Role)
def test_roles_to_give_in_the_own_organisation(role):
    organisation = make_organisation()
    expected = {Role.COORDINATOR: {Role.SUPPORTER, Role.COORDINATOR}, Role.ADMINISTRATOR: set(Role)}
    assert roles_to_give(make_user(role=role, organisation=organisation), organisation) == expected.get(role, set())


@pytest.mark.parametrize("role", Role)
def test_roles_to_give_elsewhere_are_for_administrators(role):
    expected = set(Role) if role == Role.ADMINISTRATOR else set()
    assert roles_to_give(make_user(role=role), make_organisation()) == expected


def test_coordinator_of_one_and_supporter_of_another_gives_no_roles_there():
    here, there = make_organisation(), make_organisation()
    user = make_user(role=Role.COORDINATOR, organisation=here)
    user.memberships.create(organisation=there, role=Role.SUPPORTER)
    assert roles_to_give(user, there) == set()


@pytest.mark.parametrize("given", NATIONAL)
def test_coordinator_cannot_invite_into_the_national_body(given):
    organisation = make_organisation()
    coordinator = make_user(role=Role.COORDINATOR, organisation=organisation)
    with pytest.raises(PermissionDenied):
        actions.invite(by=coordinator, email="x@example.org", organisation=organisation, role=given)


def test_superuser_without_membership_keeps_the_platform():
    assert roles_to_give(make_user(is_superuser=True), make_organisation()) == set(Role)
