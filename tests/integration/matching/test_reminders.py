"""Whoever lets a proposal wait is reminded once; whoever has a question, or has answered, is not."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from rubric.matching.choices import DeclineReason
from rubric.matching.models import Proposal, TermsChange
from rubric.matching.proposing.actions import answer, ask_back, decline
from rubric.matching.proposing.daily import remind_of_proposals
from tests.integration.matching.conftest import NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(django_capture_on_commit_callbacks):
    """A daily run, some days after everybody was asked; the mails it sends."""

    def one(days):
        asked = timezone.now() - timedelta(days=days)
        due = timezone.localdate() + timedelta(days=7 - days)
        for model in (Proposal, TermsChange):
            model.objects.update(asked_at=asked, answer_by=due)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            remind_of_proposals()
        return list(mail.outbox)

    return one


@pytest.mark.parametrize(("days", "count"), [(0, 0), (4, 0), (5, 1), (7, 1), (9, 1)])
def test_reminder_comes_when_an_answer_is_due_soon(proposal, morning, days, count):
    assert len(morning(days)) == count


def test_reminder_tells_what_is_asked_and_no_name(proposal, supporters, keeper, morning):
    (sent,) = morning(6)
    assert sent.to == [supporters[0].email] and keeper.name in sent.body and "金属加工のA社" in sent.body
    assert f"/me/proposals/{proposal.pk}/" in sent.body and NAME not in f"{sent.subject}{sent.body}"


def test_nobody_is_reminded_twice(proposal, morning):
    assert [len(morning(days)) for days in (5, 6, 8)] == [1, 0, 0]


def test_whoever_waits_for_the_coordinator_is_left_alone(proposal, supporters, keeper, morning):
    ask_back(by=supporters[0], proposal=proposal, text="場所はどこですか。")
    assert morning(6) == []
    answer(by=keeper, proposal=proposal, text="埼玉県内です。")
    assert len(morning(6)) == 1


def test_whoever_has_answered_is_not_reminded(proposal, supporters, morning):
    decline(by=supporters[0], proposal=proposal, why=DeclineReason.DATES)
    assert morning(6) == []


def test_question_after_a_reminder_is_the_question_that_is_shown(client, proposal, supporters, keeper, morning):
    morning(6)
    ask_back(by=supporters[0], proposal=proposal, text="場所はどこですか。")
    client.force_login(keeper)
    assert "場所はどこですか。" in client.get(f"/desk/engagements/{proposal.engagement_id}/staffing/").text


def test_holder_is_reminded_of_a_change_once(change, supporters, morning):
    (sent,) = morning(6)
    assert sent.to == [supporters[0].email] and f"/me/proposals/changes/{change.pk}/" in sent.body
    assert morning(6) == []


def test_person_who_left_the_platform_gets_no_mail(proposal, supporters, morning):
    supporters[0].is_active = False
    supporters[0].save()
    assert morning(6) == []
