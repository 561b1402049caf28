"""Plans: how they are made and end, and what becomes of them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import AuditEntry, User
from rubric.matching.actions import settle_seats
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun, Proposal
from rubric.matching.planning import actions, daily, making, tasks
from rubric.matching.planning.presenters import plan_screen
from rubric.matching.policies import Refusal, Refused
from rubric.matching.proposing.actions import propose
from tests.integration.matching.conftest import lines_of, waiting

pytestmark = pytest.mark.django_db
OK, AWAY, NO, GONE = 200, 302, 403, 404


# -- how it is made


def test_only_coordinators_of_the_organisation_ask_stop_and_accept(home, stranger, supporters, engagement, made):
    run = made()
    for somebody in (stranger, supporters[0]):
        with pytest.raises(PermissionDenied):
            actions.start(by=somebody, organisation=home)
        with pytest.raises(PermissionDenied):
            actions.stop(by=somebody, plan=run)
        with pytest.raises(PermissionDenied):
            actions.accept(by=somebody, plan=run, choices=[(engagement.pk, 0)], terms={})


def test_second_plan_waits_for_the_first(home, keeper):
    waiting(home)
    with pytest.raises(Refused) as refused:
        actions.start(by=keeper, organisation=home)
    assert refused.value.refusal == Refusal.PLAN_RUNNING


def test_lost_plan_makes_room(home, keeper):
    long_ago = timezone.now() - actions.LOST_AFTER - timedelta(seconds=1)
    lost = waiting(home, state=PlanState.RUNNING, asked_at=long_ago, progress=40)
    assert plan_screen(lost, keeper).is_lost
    actions.start(by=keeper, organisation=home)
    lost.refresh_from_db()
    assert lost.state == PlanState.FAILED and lost.ended_at


def test_stopped_plan_is_not_made(home, keeper):
    run = actions.start(by=keeper, organisation=home)
    assert actions.stop(by=keeper, plan=run)
    tasks.make_plan_of.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.is_cancelled, run.result) == (PlanState.STOPPED, True, None)
    assert not actions.stop(by=keeper, plan=run)
    acts = list(AuditEntry.objects.filter(what__startswith="matching.plan").values_list("what", flat=True))
    assert sorted(acts) == ["matching.plan-stopped", "matching.planned"]


def test_plan_that_is_stopped_while_it_is_made_is_called_off(home, keeper, engagement, supporters, monkeypatch):
    run = actions.start(by=keeper, organisation=home)
    heard = []

    def answer(question, *, seconds, watch):
        """Goes on until somebody calls it off."""
        while not watch():
            tasks.time.sleep(0.01)
        heard.append("called off")

    move = tasks._move

    def stopping(plan, origin, **fields):
        if "progress" in fields and "result" not in fields:
            actions.stop(by=keeper, plan=run)
        return move(plan, origin, **fields)

    monkeypatch.setattr(tasks, "answer", answer)
    monkeypatch.setattr(tasks, "_move", stopping)
    monkeypatch.setattr(tasks, "LOOK_EVERY", 0.05)
    tasks.make_plan_of.func(run.pk)
    run.refresh_from_db()
    assert heard == ["called off"]
    assert (run.state, run.result) == (PlanState.STOPPED, None)


def test_progress_is_written_while_it_is_made(home, keeper, engagement, supporters, monkeypatch):
    run = actions.start(by=keeper, organisation=home)
    written = []

    def answer(question, **asked):
        while len(written) < 2:
            tasks.time.sleep(0.01)
        return making.answer(question, **asked)

    move = tasks._move

    def noting(plan, origin, **fields):
        written.extend([fields["progress"]] if set(fields) == {"progress"} else [])
        return move(plan, origin, **fields)

    monkeypatch.setattr(tasks, "answer", answer)
    monkeypatch.setattr(tasks, "_move", noting)
    monkeypatch.setattr(tasks, "LOOK_EVERY", 0.05)
    tasks.make_plan_of.func(run.pk)
    run.refresh_from_db()
    assert all(tasks.READ <= percent < 100 for percent in written)
    assert run.state == PlanState.DONE


def test_plan_that_breaks_off_says_so(made, engagement, supporters, monkeypatch, keeper, client):
    def breaks(*_args, **_asked):
        raise RuntimeError("no memory")

    monkeypatch.setattr(tasks, "answer", breaks)
    run = made()
    assert run.state == PlanState.FAILED and run.ended_at and run.result is None
    client.force_login(keeper)
    assert client.get(reverse("plan", args=[run.pk])).status_code == OK


# -- what becomes of it


@pytest.fixture
def usual(terms):
    """The same terms for every engagement."""
    return lambda *engagements: {one.pk: terms for one in engagements}


def test_accepted_plan_becomes_proposals_with_mails(
    made, keeper, engagement, hard, supporters, usual, django_capture_on_commit_callbacks
):
    run = made()
    with django_capture_on_commit_callbacks(execute=True):
        accepted = actions.accept(
            by=keeper, plan=run, choices=[(engagement.pk, 0), (hard.pk, 0)], terms=usual(engagement, hard)
        )
    assert not accepted.refused
    assert {(one.engagement_id, one.person) for one in Proposal.objects.open()} == {
        (engagement.pk, supporters[0]),
        (hard.pk, supporters[2]),
    }
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([supporters[0].email, supporters[2].email])
    assert "ひみつ" not in "".join(letter.body + letter.subject for letter in mail.outbox)


def test_seat_that_was_taken_meanwhile_is_told_and_the_rest_goes_through(
    made, keeper, engagement, hard, supporters, usual, terms
):
    run = made()
    seat = settle_seats(by=keeper, engagement=engagement).places[0].row
    propose(by=keeper, seat=seat, person=supporters[1], terms=terms)
    accepted = actions.accept(
        by=keeper, plan=run, choices=[(engagement.pk, 0), (hard.pk, 0)], terms=usual(engagement, hard)
    )
    assert accepted.refused == {(engagement.pk, 0): Refusal.SEAT_TAKEN}
    assert [one.person for one in accepted.proposals] == [supporters[2]]


def test_second_acceptance_of_the_same_seat_is_told(made, keeper, engagement, supporters, usual):
    run, choices = made(), [(engagement.pk, 0)]
    actions.accept(by=keeper, plan=run, choices=choices, terms=usual(engagement))
    again = actions.accept(by=keeper, plan=run, choices=choices, terms=usual(engagement))
    assert again.proposals == [] and again.refused == {choices[0]: Refusal.SEAT_TAKEN}
    assert Proposal.objects.count() == 1


def test_person_who_cannot_any_more_is_told(made, keeper, engagement, supporters, usual):
    run = made()
    User.objects.filter(pk=supporters[0].pk).update(is_active=False)
    accepted = actions.accept(by=keeper, plan=run, choices=[(engagement.pk, 0)], terms=usual(engagement))
    assert accepted.refused == {(engagement.pk, 0): Refusal.NOT_ABLE}


def test_seats_that_ask_for_something_else_by_now_are_told(made, keeper, registered, make_supporter, usual):
    make_supporter("一人 だけ")
    engagement = registered()
    run = made()
    engagement.sales_yen = 2_000_000_000
    engagement.save()
    accepted = actions.accept(by=keeper, plan=run, choices=[(engagement.pk, 0), (999, 0)], terms=usual(engagement))
    assert set(accepted.refused.values()) == {Refusal.PLAN_GONE}
    assert not Proposal.objects.exists()


# -- the night


def test_night_makes_a_plan_where_something_is_open(
    home, engagement, supporters, stranger, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        said = daily.plan_for_the_morning()
    (run,) = PlanRun.objects.all()
    assert (run.organisation, run.asked_by, run.state) == (home, None, PlanState.DONE)
    assert "1" in said


def test_night_keeps_what_was_kept_and_waits_for_nobody(home, engagement, supporters, made):
    lock = making.lock_of(engagement.pk, lines_of(made())[engagement.pk, 0]) | {"person": supporters[1].pk}
    made(locked=[lock])
    daily.plan_for_the_morning()
    run = PlanRun.objects.first()
    assert run.locked == [lock]
    assert daily.plan_for_the_morning().startswith("0")


def test_night_forgets_old_plans_but_none_under_way(home, engagement, supporters):
    running = waiting(home, state=PlanState.RUNNING)
    for _number in range(daily.KEPT_PLANS + 3):
        waiting(home, state=PlanState.STOPPED)
    daily.plan_for_the_morning()
    assert PlanRun.objects.filter(state=PlanState.STOPPED).count() == daily.KEPT_PLANS
    assert PlanRun.objects.filter(pk=running.pk).exists()
