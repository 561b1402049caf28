"""Changing and ending memberships; groups follow; the last administrator stays."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from platform_site.accounts import actions
from platform_site.accounts.models import AuditEntry, Membership, User
from platform_site.accounts.policies import Refusal, Refused
from platform_site.accounts.roles import GROUP_NAMES, Role
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def refused(refusal: Refusal):
    return pytest.raises(Refused, match=str(refusal.label))


# -- groups ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_role_puts_into_its_group(role):
    assert groups_of(make_user(role=role)) == ({GROUP_NAMES[role]} if role in GROUP_NAMES else set())


def test_another_role_moves_to_its_group():
    make_user(role=Role.ADMINISTRATOR)
    editor = make_user(role=Role.EDITOR)
    actions.change_role(by=None, membership=editor.memberships.get(), role=Role.MODERATOR)
    assert groups_of(editor) == {"Moderators"}


def test_end_of_a_membership_takes_out_of_the_group_unless_another_one_holds_it():
    editor = make_user(role=Role.EDITOR)
    second = editor.memberships.create(organisation=make_organisation(), role=Role.EDITOR)
    actions.remove_membership(by=None, membership=editor.memberships.exclude(pk=second.pk).get())
    assert groups_of(editor) == {"Editors"}
    actions.remove_membership(by=None, membership=second)
    assert groups_of(editor) == set()


def test_memberships_deleted_together_take_the_groups_along():
    editor = make_user(role=Role.EDITOR)
    editor.memberships.all().delete()
    assert groups_of(editor) == set()


def test_further_groups_stay():
    editor = make_user(role=Role.EDITOR)
    editor.groups.add(Group.objects.create(name="翻訳"))
    editor.memberships.all().delete()
    assert groups_of(editor) == {"翻訳"}


@pytest.mark.django_db(transaction=True)
def test_groups_and_membership_stand_or_fall_together(monkeypatch):
    user, organisation = make_user(), make_organisation()
    monkeypatch.setattr("platform_site.accounts.signals.sync_groups", lambda user: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Membership.objects.create(user=user, organisation=organisation, role=Role.EDITOR)
    assert not Membership.objects.exists()


# -- the last administrator ------------------------------------------------------------------------


@pytest.fixture
def last() -> User:
    return make_user(role=Role.ADMINISTRATOR)


def test_last_administrator_is_not_removed(last):
    with refused(Refusal.LAST_ADMINISTRATOR):
        actions.remove_membership(by=last, membership=last.memberships.get())
    assert groups_of(last) == {"Administrators"}


def test_last_administrator_keeps_the_role(last):
    with refused(Refusal.LAST_ADMINISTRATOR):
        actions.change_role(by=last, membership=last.memberships.get(), role=Role.EDITOR)


def test_last_administrators_account_is_not_deleted(last):
    with refused(Refusal.LAST_ADMINISTRATOR), transaction.atomic():
        last.delete()
    assert User.objects.filter(pk=last.pk).exists()


def test_administrator_who_cannot_log_in_does_not_count(last):
    make_user(role=Role.ADMINISTRATOR, is_active=False)
    with refused(Refusal.LAST_ADMINISTRATOR):
        actions.remove_membership(by=last, membership=last.memberships.get())


def test_one_of_two_administrators_may_go(last):
    make_user(role=Role.ADMINISTRATOR)
    actions.remove_membership(by=last, membership=last.memberships.get())
    assert Membership.objects.administrators().count() == 1


def test_account_with_two_administrating_memberships_may_go_when_another_stays(last):
    last.memberships.create(organisation=make_organisation(), role=Role.ADMINISTRATOR)
    make_user(role=Role.ADMINISTRATOR)
    last.delete()
    assert not User.objects.filter(pk=last.pk).exists()


# -- who and what else -----------------------------------------------------------------------------


def test_coordinator_changes_people_of_the_own_organisation_only():
    organisation = make_organisation()
    coordinator = make_user(role=Role.COORDINATOR, organisation=organisation)
    own = make_user(role=Role.SUPPORTER, organisation=organisation).memberships.get()
    assert actions.change_role(by=coordinator, membership=own, role=Role.COORDINATOR).role == Role.COORDINATOR
    with pytest.raises(PermissionDenied):
        actions.remove_membership(by=coordinator, membership=make_user(role=Role.SUPPORTER).memberships.get())


def test_coordinator_cannot_change_a_national_role_beside_her():
    organisation = make_organisation()
    coordinator = make_user(role=Role.COORDINATOR, organisation=organisation)
    editor = make_user(role=Role.EDITOR, organisation=organisation).memberships.get()
    with pytest.raises(PermissionDenied):
        actions.change_role(by=coordinator, membership=editor, role=Role.SUPPORTER)


def test_role_that_is_held_already_is_refused():
    user = make_user(role=Role.SUPPORTER)
    first = user.memberships.get()
    user.memberships.create(organisation=first.organisation, role=Role.COORDINATOR)
    with refused(Refusal.ALREADY_MEMBER):
        actions.change_role(by=None, membership=first, role=Role.COORDINATOR)


@pytest.mark.parametrize("wrong", ["boss", ""])
def test_unknown_role_is_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=make_user(), organisation=make_organisation(), role=wrong)


def test_changes_leave_audit_entries_that_outlive_the_person():
    coordinator = make_user(role=Role.COORDINATOR)
    user = make_user(role=Role.SUPPORTER, organisation=coordinator.memberships.get().organisation)
    actions.change_role(by=coordinator, membership=user.memberships.get(), role=Role.COORDINATOR)
    actions.remove_membership(by=coordinator, membership=user.memberships.get())
    name, by_name = user.name, f"{coordinator.name} <{coordinator.email}>"
    coordinator.delete()
    entries = AuditEntry.objects.about(user).order_by("pk").values_list("what", "by", "by_name", "on_name")
    assert list(entries) == [
        ("membership.role-changed", None, by_name, name),
        ("membership.removed", None, by_name, name),
    ]


def test_refused_action_leaves_no_audit_entry(last):
    with refused(Refusal.LAST_ADMINISTRATOR):
        actions.remove_membership(by=last, membership=last.memberships.get())
    assert not AuditEntry.objects.exists()
