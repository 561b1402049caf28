"""Two people, or two windows, at the same moment: exactly one of them succeeds."""

import pytest

from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.assessment.models import Assessment, Review, Standing
from rubric.assessment.policies import Refusal, Refused
from rubric.assessment.review import actions as reviewing
from tests.concurrency import at_once
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def ask(author, assessment, reviewer, home):
    def deed():
        mine = Assessment.objects.get(pk=assessment.pk)
        person = User.objects.get(pk=author.pk)
        return reviewing.ask(by=person, assessment=mine, reviewer=User.objects.get(pk=reviewer.pk), organisation=home)

    return deed


def test_two_reviewers_are_not_both_asked(me, senior, submitted):
    home = Organisation.objects.get(memberships__user=me)
    other = make_user(role=Role.COORDINATOR, organisation=home)
    deeds = [ask(me, submitted, reviewer, home) for reviewer in (senior, other)]
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.NOT_NOW]
    assert Review.objects.open().count() == 1


def test_two_who_ask_each_other_do_not_both_succeed(me, senior, submitted, answer):
    home = Organisation.objects.get(memberships__user=me)
    Membership.objects.create(user=me, organisation=home, role=Role.COORDINATOR)
    theirs = actions.submit(by=senior, assessment=answer(actions.start(by=senior)))
    deeds = [ask(me, submitted, senior, home), ask(senior, theirs, me, home)]
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.NO_REVIEWER]


def test_signing_twice_makes_one_standing(me, senior, rated, levels):
    agreement = reviewing.agree(by=senior, review=rated, levels=levels())

    def sign():
        reviewing.sign(by=me, review=Review.objects.get(pk=rated.pk), agreement=agreement)

    assert sorted(at_once(sign, sign, refused=Refused), key=str) == [None, Refusal.NOT_NOW]
    assert Standing.objects.count() == 1


def test_signature_and_withdrawal_do_not_both_happen(me, senior, rated, levels):
    agreement = reviewing.agree(by=senior, review=rated, levels=levels())

    def sign():
        reviewing.sign(by=me, review=Review.objects.get(pk=rated.pk), agreement=agreement)

    def withdraw():
        reviewing.withdraw(by=me, assessment=Assessment.objects.get(pk=rated.assessment_id))

    assert sorted(at_once(sign, withdraw, refused=Refused), key=str) == [None, Refusal.NOT_NOW]
    rated.assessment.refresh_from_db()
    assert Standing.objects.exists() is (rated.assessment.state == "agreed")
