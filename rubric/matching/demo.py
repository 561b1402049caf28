"""The demo's staffing: proposals in every state, a policy and weights of one organisation, seats set for a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.engagement.models import Assignment, Engagement
from rubric.framework.domain.levels import Level
from rubric.matching import actions
from rubric.matching.changing.actions import NewTerms, propose_change
from rubric.matching.choices import DeclineReason
from rubric.matching.domain.asked import Role as SeatRole
from rubric.matching.domain.asked import Seat
from rubric.matching.domain.policy import FIRST_POLICY, Policy
from rubric.matching.domain.proposals import State
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.weights import DEFAULT_WEIGHTS
from rubric.matching.models import Proposal
from rubric.matching.needs import as_if_open, staffing_of
from rubric.matching.people import key_of, roster_of
from rubric.matching.planning.daily import plan_for_the_morning
from rubric.matching.policies import Refused
from rubric.matching.proposing.actions import Terms, accept, answer, ask_back, decline, grounds_of, propose
from rubric.matching.staffing.forms import DAYS_TO_ANSWER, usual_terms
from rubric.supporters.actions import book
from rubric.supporters.domain.months import first_of, later, next_months, written
from rubric.supporters.policies import FullyBooked

#: So far ahead the hours of those are booked who are in a team already.
MONTHS_BOOKED = 4
FILE = Path(__file__).parent / "seed" / "demo.yaml"


@transaction.atomic
def seed_staffing() -> str:
    """Enter what is not there yet. Returns what was done, for the terminal."""
    if Proposal.objects.exists() or not Engagement.objects.exists():
        return "staffing: kept as it is"
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for row in told["policies"]:
        _policy(row)
    for row in told["weights"]:
        body = Organisation.objects.get(name=row["organisation"])
        weights = {**DEFAULT_WEIGHTS, **row["weights"]}
        actions.weigh(by=_coordinator(body), organisation=body, weights=weights, why=row["why"])
    for row in told["overrides"]:
        _override(row)
    rosters = {body: roster_of(body) for body in Organisation.objects.filter(engagements__isnull=False).distinct()}
    unasked = Assignment.objects.open().filter(proposal=None)
    for assignment in unasked.select_related("seat", "engagement__organisation"):
        _had_been_asked(assignment, rosters[assignment.engagement.organisation])
    asked = sum(_proposal(row) for row in told["proposals"])
    for row in told["changes"]:
        _change(row)
    plan_for_the_morning()
    return f"staffing: {asked} proposals"


def _policy(row: Mapping[str, Any]) -> None:
    body = Organisation.objects.get(name=row["organisation"])
    trainee = Seat(SeatRole.TRAINEE, Level.STARTER)
    rules = [
        replace(rule, seats=(*rule.seats, trainee)) if rule.name == row["trainee_in"] else rule
        for rule in FIRST_POLICY.rules
    ]
    actions.decide_policy(by=_coordinator(body), organisation=body, policy=Policy(tuple(rules)), why=row["why"])


def _override(row: Mapping[str, Any]) -> None:
    engagement = Engagement.objects.get(alias=row["engagement"])
    seats = [place.seat for place in staffing_of(engagement).places]
    wanted = [*seats, Seat(SeatRole(row["add"]), Level.MASTER)]
    actions.override_rule(by=engagement.coordinator, engagement=engagement, seats=wanted, why=row["why"])


def _proposal(row: Mapping[str, Any]) -> bool:
    """Whether somebody could be asked: the demo's people come and go with the day on which it is made."""
    engagement = Engagement.objects.get(alias=row["engagement"])
    person, by = User.objects.get(email=row["person"]), engagement.coordinator
    moment = timezone.now() - timedelta(days=row["days"])
    places = actions.settle_seats(by=by, engagement=engagement).places
    message = row.get("message", "")
    until = timezone.localdate() + timedelta(days=row["by"])
    terms = Terms(**{**usual_terms(engagement), "answer_by": until, "message": message, **row.get("terms", {})})
    try:
        asked = propose(by=by, seat=places[row["seat"]].row, person=person, terms=terms, at=moment)
    except Refused:
        return False
    _answer(row, asked, person, moment + timedelta(days=row["days"] / 2))
    return True


def _change(row: Mapping[str, Any]) -> None:
    today = timezone.localdate()
    assignment = Assignment.objects.open().get(engagement__alias=row["engagement"], person__email=row["person"])
    first = later(first_of(today), 1)
    terms = NewTerms(
        first_month=first,
        ends_on=later(first, row["months"]) - timedelta(days=1),
        hours_a_month=row["hours"],
        answer_by=today + timedelta(days=DAYS_TO_ANSWER - row["days"]),
        message=row["message"],
    )
    propose_change(
        by=assignment.engagement.coordinator,
        assignment=assignment,
        terms=terms,
        at=timezone.now() - timedelta(days=row["days"]),
    )


def _had_been_asked(assignment: Assignment, roster: Roster) -> None:
    """Those who were in a team before accepted a proposal then; their coming hours are booked if they have them."""
    if key_of(assignment.person_id) not in roster.place:
        return
    engagement = assignment.engagement
    line_up = as_if_open(assignment, roster, DEFAULT_WEIGHTS)
    grounds = grounds_of(staffing_of(engagement), line_up, assignment.person)
    today = timezone.localdate()
    ends_on = later(first_of(today), MONTHS_BOOKED) - timedelta(days=1)
    months = _book(assignment, next_months(today, MONTHS_BOOKED))
    grounds.proposal = Proposal.objects.create(
        seat=assignment.seat,
        person=assignment.person,
        state=State.ACCEPTED,
        asked_by=engagement.coordinator,
        asked_at=assignment.assigned_at,
        answered_at=assignment.assigned_at,
        answer_by=assignment.starts_on,
        starts_on=assignment.starts_on,
        ends_on=ends_on,
        hours_a_month=assignment.hours_a_month,
        assignment=assignment,
        booked_months=[written(month) for month in months],
    )
    grounds.save()


def _book(assignment: Assignment, months: Sequence[date]) -> Sequence[date]:
    """The months that could be booked: all, or none where he has not so many hours in each."""
    profile = assignment.person.supporter_profile
    try:
        book(profile=profile, months=months, hours=assignment.hours_a_month)
    except FullyBooked:
        return ()
    return months


def _answer(row: Mapping[str, Any], asked: Proposal, person: User, moment: datetime) -> None:
    if "accept" in row:
        accept(by=person, proposal=asked, at=moment)
    if "decline" in row:
        decline(by=person, proposal=asked, why=DeclineReason(row["decline"]), note=row["note"], at=moment)
    if "question" in row:
        ask_back(by=person, proposal=asked, text=row["question"], at=moment)
    if "answer" in row:
        answer(by=asked.asked_by, proposal=asked, text=row["answer"], at=moment)


def _coordinator(organisation: Organisation) -> User:
    return User.objects.filter(memberships__organisation=organisation, memberships__role=Role.COORDINATOR)[0]
