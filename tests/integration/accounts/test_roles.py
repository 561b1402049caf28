"""What each role opens and whom it may invite: one table for each."""

from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from platform_site.accounts import actions
from platform_site.accounts.models import AuditEntry
from platform_site.accounts.permissions import roles_to_give
from platform_site.accounts.roles import Role
from tests.factories import make_invitation, make_organisation, make_root, make_user

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


@pytest.mark.parametrize("given", NATIONAL)
def test_coordinator_cannot_promote_into_the_national_body(client, given):
    organisation = make_organisation()
    coordinator = make_user(role=Role.COORDINATOR, organisation=organisation)
    membership = make_user(role=Role.SUPPORTER, organisation=organisation).memberships.get()
    with pytest.raises(PermissionDenied):
        actions.change_role(by=coordinator, membership=membership, role=given)
    client.force_login(coordinator)
    response = client.post(reverse("membership_role", args=[membership.pk]), {"role": given})
    assert "role" in response.context["form"].errors
    membership.refresh_from_db()
    assert membership.role == Role.SUPPORTER


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.EDITOR, Role.MODERATOR])
@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
def test_who_looks_after_nobody_opens_no_page_of_people(client, role, own):
    organisation = make_organisation()
    member = make_user(role=Role.SUPPORTER, organisation=organisation).memberships.get()
    invitation = make_invitation(organisation=organisation)
    client.force_login(make_user(role=role, organisation=organisation if own else make_organisation()))
    for name, pk in {
        "organisation": organisation.pk,
        "membership_role": member.pk,
        "membership_remove": member.pk,
        "invitation_withdraw": invitation.pk,
        "invitation_resend": invitation.pk,
    }.items():
        assert client.post(reverse(name, args=[pk])).status_code == 403
    assert organisation.invitations.open().get() == invitation
    assert organisation.memberships.filter(pk=member.pk).exists()


def test_second_factor_of_others_is_turned_off_by_administrators_only():
    user = make_user()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(PermissionDenied):
            actions.turn_off_two_factor(by=make_user(role=role), user=user)
    assert is_mfa_enabled(user)
    call_command("two_factor_off", user.email.upper(), stdout=StringIO())
    assert not is_mfa_enabled(user)
    assert AuditEntry.objects.about(user).get().what == "two-factor.turned-off"


def test_second_factor_of_nobody_cannot_be_turned_off():
    with pytest.raises(CommandError, match="Nobody has the address nobody@example.org"):
        call_command("two_factor_off", "nobody@example.org")


def test_superuser_without_membership_keeps_the_platform():
    assert roles_to_give(make_user(is_superuser=True), make_organisation()) == set(Role)
