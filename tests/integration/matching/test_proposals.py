"""Proposals: asked, answered, booked, ended; whoever acts, in whatever order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from platform_site.accounts.models import AuditEntry
from platform_site.append_only import AppendOnlyError
from rubric.engagement import actions as engaging
from rubric.engagement import team_actions
from rubric.engagement.choices import Ending
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Assignment, Engagement
from rubric.framework.domain.levels import Level
from rubric.matching.choices import DeclineReason
from rubric.matching.domain.proposals import State
from rubric.matching.models import Decision, Proposal
from rubric.matching.policies import Refusal, Refused
from rubric.matching.proposing.actions import accept, answer, ask_back, decline, propose, withdraw
from rubric.supporters.models import OfferedMonth
from tests.integration.matching.conftest import HOURS, NAME

pytestmark = pytest.mark.django_db


def refusal(deed) -> Refusal:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.refusal


def booked(person) -> list[int]:
    return list(OfferedMonth.objects.filter(profile__user=person).order_by("month").values_list("booked", flat=True))


def test_proposal_keeps_its_grounds_and_they_cannot_be_changed(proposal, supporters):
    grounds = proposal.decision
    assert (grounds.level, grounds.rule, grounds.policy, grounds.weights) == (1, "community-rooted", None, None)
    assert grounds.able == len(supporters) and grounds.points == sum(one["points"] for one in grounds.reasons) > 0
    assert grounds.version == 1 and grounds.levels["ownership"] == 1
    grounds.points = 0
    with pytest.raises(AppendOnlyError):
        grounds.save()
    with pytest.raises(AppendOnlyError):
        Decision.objects.all().delete()


def test_accepted_proposal_is_an_assignment_with_booked_hours(proposal, supporters):
    assignment = accept(by=supporters[0], proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == State.ACCEPTED and proposal.assignment == assignment and proposal.answered_at
    assert (assignment.person, assignment.seat, assignment.hours_a_month) == (supporters[0], proposal.seat, 8)
    assert booked(supporters[0])[:5] == [0, 8, 8, 8, 0]
    assert Engagement.objects.visible_to(supporters[0]).get() == proposal.engagement


def test_only_who_is_asked_answers(proposal, supporters, keeper, stranger):
    for somebody in (supporters[1], keeper, stranger):
        for deed in (accept, ask_back, decline):
            said = {"text": "?"} if deed is ask_back else {"why": DeclineReason.DATES} if deed is decline else {}
            with pytest.raises(Proposal.DoesNotExist):
                deed(by=somebody, proposal=proposal, **said)
    assert not Assignment.objects.exists()


def test_only_the_responsible_bodys_coordinators_propose_and_withdraw(proposal, seat, supporters, stranger, terms):
    with pytest.raises(PermissionDenied):
        propose(by=stranger, seat=seat, person=supporters[1], terms=terms)
    with pytest.raises(PermissionDenied):
        withdraw(by=stranger, proposal=proposal)
    with pytest.raises(PermissionDenied):
        answer(by=supporters[0], proposal=proposal, text="はい")


def test_seat_that_somebody_is_asked_for_is_not_proposed_again(proposal, seat, supporters, keeper, terms):
    assert refusal(lambda: propose(by=keeper, seat=seat, person=supporters[1], terms=terms)) is Refusal.SEAT_TAKEN
    accept(by=supporters[0], proposal=proposal)
    assert refusal(lambda: propose(by=keeper, seat=seat, person=supporters[1], terms=terms)) is Refusal.SEAT_TAKEN


def test_whom_a_rule_refuses_is_not_proposed(seat, make_supporter, keeper, terms):
    far = make_supporter("遠野 遠子", base="okinawa", prefectures=["okinawa"])
    busy = make_supporter("忙野 忙", hours=4)
    for person in (far, busy):
        assert refusal(lambda who=person: propose(by=keeper, seat=seat, person=who, terms=terms)) is Refusal.NOT_ABLE
    short = replace(terms, hours_a_month=4)
    assert propose(by=keeper, seat=seat, person=busy, terms=short).hours_a_month == 4


def test_decline_frees_the_seat_and_he_is_not_asked_again(proposal, seat, supporters, keeper, terms):
    decline(by=supporters[0], proposal=proposal, why=DeclineReason.PRIVATE, note="")
    assert refusal(lambda: propose(by=keeper, seat=seat, person=supporters[0], terms=terms)) is Refusal.NOT_ABLE
    assert propose(by=keeper, seat=seat, person=supporters[1], terms=terms).is_open
    assert refusal(lambda: accept(by=supporters[0], proposal=proposal)) is Refusal.ANSWERED


def test_decline_needs_a_reason_from_the_list(proposal, supporters):
    assert refusal(lambda: decline(by=supporters[0], proposal=proposal, why="because")) is Refusal.NO_REASON
    proposal.refresh_from_db()
    assert proposal.is_open


def test_question_is_answered_and_then_decided(proposal, supporters, keeper):
    assert refusal(lambda: ask_back(by=supporters[0], proposal=proposal, text=" ")) is Refusal.NO_WORDS
    ask_back(by=supporters[0], proposal=proposal, text="訪問は平日ですか。")
    answer(by=keeper, proposal=proposal, text="はい、平日の午後です。")
    proposal.refresh_from_db()
    assert proposal.state == State.ASKED
    assert [(one.act, one.by) for one in proposal.entries.all()] == [
        ("ask", keeper),
        ("question", supporters[0]),
        ("answer", keeper),
    ]
    assert accept(by=supporters[0], proposal=proposal).pk


def test_hours_that_are_gone_meanwhile_book_nothing(proposal, supporters):
    OfferedMonth.objects.filter(profile__user=supporters[0]).update(booked=HOURS - 1)
    assert refusal(lambda: accept(by=supporters[0], proposal=proposal)) is Refusal.NO_HOURS
    proposal.refresh_from_db()
    assert proposal.is_open and set(booked(supporters[0])) == {HOURS - 1} and not Assignment.objects.exists()


def test_two_waiting_proposals_do_not_ask_for_the_same_hours(registered, supporters, keeper, terms):
    from rubric.matching.actions import settle_seats

    seats = [
        settle_seats(by=keeper, engagement=registered(alias=f"{number}社", company_name=f"会社{number}")).places[0].row
        for number in range(3)
    ]
    for seat in seats[:2]:
        propose(by=keeper, seat=seat, person=supporters[0], terms=terms)
    assert refusal(lambda: propose(by=keeper, seat=seats[2], person=supporters[0], terms=terms)) is Refusal.NOT_ABLE


def test_end_of_an_assignment_sets_the_coming_months_free(proposal, supporters, keeper):
    assignment = accept(by=supporters[0], proposal=proposal)
    team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.CHEMISTRY)
    assert not any(booked(supporters[0]))
    proposal.refresh_from_db()
    assert proposal.booked_months == []


def test_month_in_which_somebody_leaves_counts_whole(proposal, supporters, keeper):
    assignment = accept(by=supporters[0], proposal=proposal)
    later_on = timezone.localtime() + timedelta(days=70)
    team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.TRANSFER, at=later_on)
    proposal.refresh_from_db()
    assert proposal.booked == tuple(month for month in proposal.months if month <= later_on.date())
    assert sum(booked(supporters[0])) == 8 * len(proposal.booked) > 0


def test_whoever_left_for_good_is_not_asked_for_this_company_again(proposal, seat, supporters, keeper, terms):
    assignment = accept(by=supporters[0], proposal=proposal)
    team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.CHEMISTRY)
    assert refusal(lambda: propose(by=keeper, seat=seat, person=supporters[0], terms=terms)) is Refusal.NOT_ABLE


def test_end_of_an_engagement_settles_what_waits_and_frees_hours(proposal, engagement, keeper, supporters):
    engaging.move(
        by=keeper, engagement=engagement, to=Phase.DECLINED, seen=Phase.APPROACHED, why="方針が変わりました。"
    )
    proposal.refresh_from_db()
    assert proposal.state == State.LAPSED
    assert refusal(lambda: accept(by=supporters[0], proposal=proposal)) is Refusal.ANSWERED


def test_nobody_is_proposed_for_what_has_ended(engagement, seat, supporters, keeper, terms):
    engaging.move(by=keeper, engagement=engagement, to=Phase.REFUSED, seen=Phase.APPROACHED, why="断られました。")
    assert refusal(lambda: propose(by=keeper, seat=seat, person=supporters[0], terms=terms)) is Refusal.ENDED


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.ACCEPTED},
        {"state": State.DECLINED},
        {"state": "lost"},
        {"hours_a_month": 0},
        {"declined_why": DeclineReason.DATES},
    ],
)
def test_database_refuses_what_no_form_lets_through(proposal, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**wrong)


def test_who_sees_a_proposal(proposal, supporters, keeper, stranger, client):
    seen = [somebody for somebody in (*supporters, keeper, stranger) if Proposal.objects.visible_to(somebody).exists()]
    assert seen == [supporters[0], keeper]


def test_mails_tell_the_alias_and_never_the_name(
    django_capture_on_commit_callbacks, seat, supporters, keeper, terms, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        proposal = propose(by=keeper, seat=seat, person=supporters[0], terms=terms)
        ask_back(by=supporters[0], proposal=proposal, text="訪問は平日ですか。")
        answer(by=keeper, proposal=proposal, text="はい。")
        accept(by=supporters[0], proposal=proposal)
    assert [letter.to[0] for letter in mail.outbox] == [
        supporters[0].email,
        keeper.email,
        supporters[0].email,
        keeper.email,
    ]
    for letter in mail.outbox:
        whole = letter.subject + letter.body + letter.alternatives[0][0]
        assert "金属加工のA社" in whole and NAME not in whole and "ひみつ" not in whole
    assert "お力を貸してください。" in mail.outbox[0].body and "埼玉県" in mail.outbox[0].body


def test_trail_tells_every_deed_and_no_name(proposal, supporters):
    accept(by=supporters[0], proposal=proposal)
    told = list(AuditEntry.objects.filter(what__startswith="matching").values_list("what", flat=True))
    assert set(told) == {"matching.rule-applied", "matching.proposed", "matching.accepted"}
    assert not any("ひみつ" in str(vars(entry)) for entry in AuditEntry.objects.all())


def test_higher_level_may_take_a_lower_seat(seat, supporters, keeper, terms):
    proposal = propose(by=keeper, seat=seat, person=supporters[2], terms=terms)
    assert proposal.decision.level == Level.CHANGE_MAKER
