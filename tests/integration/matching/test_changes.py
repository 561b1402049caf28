"""Other hours or another end for somebody who holds a seat: proposed, agreed to, booked; or what was agreed holds."""

from dataclasses import replace
from datetime import timedelta
from http.client import FOUND, NOT_FOUND, OK

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from platform_site.accounts.models import AuditEntry
from rubric.engagement import actions as engaging
from rubric.engagement import team_actions
from rubric.engagement.choices import Ending
from rubric.engagement.domain.phases import Phase
from rubric.matching.bookings import waiting_hours
from rubric.matching.changing.actions import agree, propose_change, refuse, withdraw_change
from rubric.matching.domain.proposals import State
from rubric.matching.models import Proposal, TermsChange
from rubric.matching.needs import staffing_of
from rubric.matching.policies import Refusal
from rubric.supporters.domain.months import later, written
from rubric.supporters.models import OfferedMonth
from tests.integration.matching.conftest import HOURS, NAME, next_month
from tests.integration.matching.test_proposals import booked, refusal

pytestmark = pytest.mark.django_db


def test_what_was_agreed_holds_until_it_is_answered(change, assignment, supporters):
    assignment.refresh_from_db()
    assert change.is_open and (assignment.hours_a_month, assignment.changed_from) == (8, None)
    assert booked(supporters[0])[:6] == [0, 8, 8, 8, 0, 0]


def test_agreed_change_is_booked_from_its_month_on(change, assignment, supporters, new_terms):
    agree(by=supporters[0], change=change)
    assignment.refresh_from_db()
    change.refresh_from_db()
    assert change.state == State.ACCEPTED and change.answered_at
    terms = (assignment.hours_a_month, assignment.ends_on, assignment.changed_from, assignment.ended_at)
    assert terms == (12, new_terms.ends_on, new_terms.first_month, None)
    assert booked(supporters[0])[:6] == [0, 8, 12, 12, 12, 0]
    assert Proposal.objects.get().booked == (next_month(),) and change.booked == change.months


def test_shorter_change_sets_hours_free(keeper, assignment, supporters, new_terms):
    shorter = replace(new_terms, ends_on=later(new_terms.first_month, 1) - timedelta(days=1), hours_a_month=4)
    agree(by=supporters[0], change=propose_change(by=keeper, assignment=assignment, terms=shorter))
    assert booked(supporters[0])[:6] == [0, 8, 4, 0, 0, 0]


def test_change_after_a_change_takes_its_place(keeper, change, assignment, supporters, new_terms):
    agree(by=supporters[0], change=change)
    again = replace(new_terms, first_month=later(new_terms.first_month, 1), hours_a_month=6)
    agree(by=supporters[0], change=propose_change(by=keeper, assignment=assignment, terms=again))
    assert booked(supporters[0])[:6] == [0, 8, 12, 6, 6, 0]


def test_end_sets_changed_hours_free_too(keeper, change, assignment, supporters):
    agree(by=supporters[0], change=change)
    team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.TRANSFER)
    assert not any(booked(supporters[0]))


def test_declined_change_leaves_everything_as_it_was(change, assignment, supporters):
    refuse(by=supporters[0], change=change, note="今は難しいです。")
    assignment.refresh_from_db()
    change.refresh_from_db()
    assert (change.state, change.declined_note, assignment.hours_a_month) == (State.DECLINED, "今は難しいです。", 8)
    assert booked(supporters[0])[:6] == [0, 8, 8, 8, 0, 0]


def test_declined_change_is_no_declined_proposal(change, supporters, engagement):
    """Whoever keeps to his hours can still be asked for the same company."""
    refuse(by=supporters[0], change=change)
    assert not staffing_of(engagement).need.declined


def test_hours_that_nobody_offers_are_not_asked_for(keeper, assignment, new_terms):
    too_many = replace(new_terms, hours_a_month=HOURS + 1)
    asked = refusal(lambda: propose_change(by=keeper, assignment=assignment, terms=too_many))
    assert asked is Refusal.NO_HOURS and not TermsChange.objects.exists()
    assert propose_change(by=keeper, assignment=assignment, terms=replace(new_terms, hours_a_month=HOURS)).pk


def test_hours_that_are_gone_meanwhile_change_nothing(change, assignment, supporters, new_terms):
    full = OfferedMonth.objects.filter(profile__user=supporters[0], month=later(new_terms.first_month, 2))
    full.update(booked=HOURS - 1)
    assert refusal(lambda: agree(by=supporters[0], change=change)) is Refusal.NO_HOURS
    assignment.refresh_from_db()
    change.refresh_from_db()
    assert change.is_open and assignment.hours_a_month == 8
    assert booked(supporters[0])[:6] == [0, 8, 8, 8, HOURS - 1, 0]


def test_only_what_a_change_adds_counts_as_asked_for(change, supporters, new_terms):
    waiting = waiting_hours([supporters[0].pk])
    months = [later(next_month(), by) for by in range(4)]
    assert [waiting[supporters[0].pk, month] for month in months] == [0, 4, 4, 12]


@pytest.mark.parametrize("deed", [agree, refuse])
def test_only_the_holder_answers(deed, change, supporters, keeper, stranger):
    for somebody in (supporters[1], keeper, stranger):
        with pytest.raises(TermsChange.DoesNotExist):
            deed(by=somebody, change=change)


def test_only_coordinators_of_the_body_propose_and_withdraw(change, assignment, supporters, stranger, new_terms):
    for somebody in (stranger, supporters[0]):
        with pytest.raises(PermissionDenied):
            propose_change(by=somebody, assignment=assignment, terms=new_terms)
        with pytest.raises(PermissionDenied):
            withdraw_change(by=somebody, change=change)


def test_one_change_waits_at_a_time(keeper, change, assignment, new_terms):
    assert refusal(lambda: propose_change(by=keeper, assignment=assignment, terms=new_terms)) is Refusal.CHANGE_ASKED
    with pytest.raises(IntegrityError), transaction.atomic():
        TermsChange.objects.create(
            assignment=assignment,
            asked_by=keeper,
            first_month=new_terms.first_month,
            ends_on=new_terms.ends_on,
            hours_a_month=1,
            answer_by=new_terms.answer_by,
        )
    withdraw_change(by=keeper, change=change)
    assert propose_change(by=keeper, assignment=assignment, terms=new_terms).is_open


def test_terms_that_hold_already_are_no_change(keeper, assignment, new_terms):
    same = replace(new_terms, hours_a_month=assignment.hours_a_month, ends_on=assignment.ends_on)
    assert refusal(lambda: propose_change(by=keeper, assignment=assignment, terms=same)) is Refusal.NO_CHANGE


def test_answered_change_is_not_answered_again(keeper, change, supporters):
    agree(by=supporters[0], change=change)
    assert refusal(lambda: refuse(by=supporters[0], change=change)) is Refusal.ANSWERED
    assert refusal(lambda: withdraw_change(by=keeper, change=change)) is Refusal.ANSWERED


@pytest.mark.parametrize("ends", ["seat", "engagement"])
def test_change_is_settled_where_its_seat_is_left(keeper, change, assignment, engagement, ends):
    if ends == "seat":
        team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.OTHER)
    else:
        engaging.move(by=keeper, engagement=engagement, to=Phase.DECLINED, seen=engagement.phase, why="やめた")
    change.refresh_from_db()
    assert change.state == State.LAPSED
    assert refusal(lambda: agree(by=assignment.person, change=change)) is Refusal.ANSWERED


def test_left_seat_is_not_changed(keeper, assignment, new_terms):
    team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.OTHER)
    assert refusal(lambda: propose_change(by=keeper, assignment=assignment, terms=new_terms)) is Refusal.ENDED


def test_trail_and_mails_tell_of_it_without_the_companys_name(
    keeper, assignment, supporters, new_terms, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        change = propose_change(by=keeper, assignment=assignment, terms=new_terms)
    with django_capture_on_commit_callbacks(execute=True):
        agree(by=supporters[0], change=change)
    asked, agreed = mail.outbox
    assert asked.to == [supporters[0].email] and "8時間 → 12時間" in asked.body and "もう少し" in asked.body
    assert agreed.to == [keeper.email] and supporters[0].name in agreed.body
    assert not any(NAME in f"{one.subject}{one.body}" for one in mail.outbox)
    told = AuditEntry.objects.filter(what__startswith="matching.change").values_list("what", flat=True)
    assert set(told) == {"matching.change-proposed", "matching.change-agreed"}


def test_who_may_see_a_change(change, supporters, keeper, stranger):
    seen = [one for one in (*supporters, keeper, stranger) if TermsChange.objects.visible_to(one).exists()]
    assert seen == [supporters[0], keeper]


@pytest.fixture
def entered(new_terms):
    return {
        "first_month": written(new_terms.first_month),
        "hours_a_month": 12,
        "ends_on": new_terms.ends_on.isoformat(),
        "answer_by": new_terms.answer_by.isoformat(),
        "message": "",
    }


def test_coordinator_proposes_and_withdraws_on_the_page(client, keeper, assignment, engagement, entered):
    client.force_login(keeper)
    address = f"/desk/engagements/{engagement.pk}/staffing/assignments/{assignment.pk}/change/"
    assert "8時間" in client.get(address).text
    assert client.post(address, entered).status_code == FOUND
    shown = client.get(f"/desk/engagements/{engagement.pk}/staffing/").text
    assert "12時間" in shown and "変更案を取り下げる" in shown and address not in shown
    change = TermsChange.objects.get()
    client.post(f"/desk/engagements/{engagement.pk}/staffing/changes/{change.pk}/withdraw/")
    change.refresh_from_db()
    assert (
        change.state == State.WITHDRAWN and address in client.get(f"/desk/engagements/{engagement.pk}/staffing/").text
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("ends_on", "2020-01-01", "変更の前"),
        ("hours_a_month", "0", "1 以上"),
        ("hours_a_month", "", "必須"),
        ("answer_by", "2020-01-01", "過ぎ"),
        ("first_month", "2020-01", "2020-01"),
        ("message", f"{NAME}の件です", "会社名"),
        ("hours_a_month", "21", "時間が足りない"),
    ],
)
def test_wrong_terms_are_refused_and_nothing_is_lost(
    client, keeper, assignment, engagement, entered, field, value, said
):
    client.force_login(keeper)
    address = f"/desk/engagements/{engagement.pk}/staffing/assignments/{assignment.pk}/change/"
    answer = client.post(address, {**entered, "message": "どうぞよろしく", field: value})
    assert answer.status_code == OK and said in answer.text
    assert ("どうぞよろしく" in answer.text or field == "message") and not TermsChange.objects.exists()


def test_holder_answers_on_his_page(client, change, assignment, supporters):
    client.force_login(supporters[0])
    listed = client.get("/me/proposals/").text
    assert f"/me/proposals/changes/{change.pk}/" in listed
    shown = client.get(f"/me/proposals/changes/{change.pk}/").text
    assert "8時間" in shown and "12時間" in shown and "もう少しお願いします。" in shown
    client.post(f"/me/proposals/changes/{change.pk}/agree/")
    assignment.refresh_from_db()
    assert assignment.hours_a_month == 12
    assert client.get(f"/me/proposals/changes/{change.pk}/").status_code == OK


def test_holder_declines_on_his_page(client, change, supporters):
    client.force_login(supporters[0])
    client.post(f"/me/proposals/changes/{change.pk}/decline/", {"note": "繁忙期です"})
    change.refresh_from_db()
    assert (change.state, change.declined_note) == (State.DECLINED, "繁忙期です")


def test_pages_of_a_change_are_not_there_for_others(client, change, assignment, engagement, supporters, stranger):
    mine = [f"/me/proposals/changes/{change.pk}/{deed}" for deed in ("", "agree/", "decline/")]
    desk = [
        f"/desk/engagements/{engagement.pk}/staffing/assignments/{assignment.pk}/change/",
        f"/desk/engagements/{engagement.pk}/staffing/changes/{change.pk}/withdraw/",
    ]
    for somebody in (supporters[1], stranger):
        client.force_login(somebody)
        assert [client.post(address).status_code for address in mine] == [405, NOT_FOUND, NOT_FOUND]
        assert client.get(mine[0]).status_code == NOT_FOUND
        assert all(client.post(address).status_code in (403, NOT_FOUND) for address in desk)
    change.refresh_from_db()
    assert change.is_open
