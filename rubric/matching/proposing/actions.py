"""Every write of a proposal. Who is asked answers himself; what is accepted is booked in the same transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.engagement import policies as engaging
from rubric.engagement.domain.phases import ENDED
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.engagement.permissions import require_may_keep
from rubric.engagement.team_actions import place
from rubric.framework.domain.lifecycle import NotPossible
from rubric.framework.models import RubricVersion
from rubric.matching.acts import MatchingAct
from rubric.matching.bookings import book_for, bookable, set_free
from rubric.matching.choices import DeclineReason
from rubric.matching.domain.asked import Need
from rubric.matching.domain.proposals import Act, State, Who, after
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.roster import Roster
from rubric.matching.models import Decision, Proposal, ProposalEntry
from rubric.matching.models.decided import weights_of
from rubric.matching.models.proposals import ASK
from rubric.matching.needs import Staffing, staffing_of
from rubric.matching.people import key_of, roster_of
from rubric.matching.policies import Refusal, Refused
from rubric.matching.proposing.mail import tell
from rubric.supporters.domain.months import first_of, run
from rubric.supporters.policies import FullyBooked


@dataclass(frozen=True)
class Terms:
    """What is asked of somebody: from when to when, how many hours a month, until when he should answer."""

    starts_on: date
    ends_on: date
    hours_a_month: int
    answer_by: date
    message: str = ""


@transaction.atomic
def propose(
    *, by: User, seat: Seat, person: User, terms: Terms, roster: Roster | None = None, at: datetime | None = None
) -> Proposal:
    """Ask somebody to take a seat, with the grounds on which he is asked. `roster`: for a caller that asks many.

    Raises PermissionDenied, and Refused where the seat is not open or a hard rule is against him.
    """
    engagement = Engagement.objects.select_for_update().get(pk=seat.engagement_id)
    require_may_keep(by, engagement)
    if engagement.phase in ENDED:
        raise Refused(Refusal.ENDED)
    staffing = staffing_of(engagement)
    if seat.pk not in [one.row.pk for one in staffing.open_places if one.row]:
        raise Refused(Refusal.SEAT_TAKEN)
    grounds = _grounds(staffing, seat, person, terms, roster or roster_of(engagement.organisation))
    proposal = Proposal.objects.create(
        seat=seat,
        person=person,
        asked_by=by,
        asked_at=at or timezone.now(),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        hours_a_month=terms.hours_a_month,
        answer_by=terms.answer_by,
        message=terms.message,
    )
    grounds.proposal = proposal
    grounds.save()
    record(by=by, what=MatchingAct.PROPOSED, on=engagement, person=person.pk, role=seat.role)
    _told(proposal, ASK, by, terms.message, at)
    return proposal


@transaction.atomic
def accept(*, by: User, proposal: Proposal, at: datetime | None = None) -> Assignment:
    """Take the seat: hours are booked and the seat is held, or neither. Only he who is asked can.

    Raises Refused where it was answered or withdrawn, the seat is taken, or hours are lacking by now.
    """
    proposal = _moved(by, proposal, Act.ACCEPT, Who.SUPPORTER)
    try:
        book_for(proposal, by, bookable(by, proposal.months))
        assignment = place(
            by=by,
            seat=proposal.seat,
            person=by,
            hours_a_month=proposal.hours_a_month,
            starts_on=proposal.starts_on,
            ends_on=proposal.ends_on,
            at=at,
        )
    except FullyBooked:
        raise Refused(Refusal.NO_HOURS) from None
    except engaging.Refused:
        raise Refused(Refusal.SEAT_TAKEN) from None
    proposal.assignment = assignment
    _answered(proposal, at)
    record(by=by, what=MatchingAct.ACCEPTED, on=proposal.engagement, role=proposal.seat.role)
    _told(proposal, Act.ACCEPT, by, at=at)
    return assignment


@transaction.atomic
def decline(
    *, by: User, proposal: Proposal, why: DeclineReason, note: str = "", at: datetime | None = None
) -> Proposal:
    """Do not take the seat, for a reason from the list. Raises Refused where it was answered or withdrawn."""
    proposal = _moved(by, proposal, Act.DECLINE, Who.SUPPORTER)
    if why not in DeclineReason.values:
        raise Refused(Refusal.NO_REASON)
    proposal.declined_why, proposal.declined_note = why, note
    _answered(proposal, at)
    record(by=by, what=MatchingAct.DECLINED, on=proposal.engagement, role=proposal.seat.role)
    _told(proposal, Act.DECLINE, by, note, at)
    return proposal


@transaction.atomic
def ask_back(*, by: User, proposal: Proposal, text: str, at: datetime | None = None) -> Proposal:
    """Ask the coordinator something before answering. Raises Refused without words."""
    return _said(by, proposal, Act.QUESTION, Who.SUPPORTER, MatchingAct.ASKED_BACK, text, at)


@transaction.atomic
def answer(*, by: User, proposal: Proposal, text: str, at: datetime | None = None) -> Proposal:
    """Answer a question; it is again for him who is asked to decide. Raises PermissionDenied, Refused without words."""
    require_may_keep(by, proposal.engagement)
    return _said(by, proposal, Act.ANSWER, Who.COORDINATOR, MatchingAct.ANSWERED, text, at)


@transaction.atomic
def withdraw(*, by: User, proposal: Proposal, text: str = "", at: datetime | None = None) -> Proposal:
    """Take the proposal back. Raises PermissionDenied, and Refused where it has been answered."""
    require_may_keep(by, proposal.engagement)
    proposal = _moved(by, proposal, Act.WITHDRAW, Who.COORDINATOR)
    proposal.save()
    record(by=by, what=MatchingAct.WITHDREW, on=proposal.engagement, person=proposal.person_id)
    _told(proposal, Act.WITHDRAW, by, text, at)
    return proposal


@transaction.atomic
def lapse(*, engagement: Engagement) -> list[Proposal]:
    """The engagement has ended: whoever is still asked need not do anything."""
    lapsed = []
    for proposal in Proposal.objects.open().filter(engagement=engagement).select_for_update():
        proposal.state = after(State(proposal.state), Act.LAPSE, Who.PLATFORM)
        proposal.save()
        _told(proposal, Act.LAPSE, None)
        lapsed.append(proposal)
    return lapsed


@transaction.atomic
def set_hours_free(*, assignment: Assignment) -> tuple[date, ...]:
    """Somebody left his seat: the hours of the months to come are free again. The month in which he left counts whole.

    Gives the months that were set free; none where nothing was booked.
    """
    if assignment.ended_at is None:
        return ()
    last = first_of(timezone.localdate(assignment.ended_at))
    has_begun = assignment.starts_on <= timezone.localdate(assignment.ended_at)
    return set_free(assignment, lambda month: month > last or not has_begun)


def _grounds(staffing: Staffing, seat: Seat, person: User, terms: Terms, roster: Roster) -> Decision:
    """On what he is asked. Raises Refused where a hard rule is against him under these very terms."""
    open_places = staffing.open_places
    (number,) = (number for number, one in enumerate(open_places) if one.row and one.row.pk == seat.pk)
    need = _under(staffing.need, terms, roster)
    row, weights = weights_of(staffing.engagement.organisation)
    line_up = LineUp(roster, need, need.seats[number], weights)
    place = roster.place.get(key_of(person.pk))
    if place is None or not line_up.may[place]:
        raise Refused(Refusal.NOT_ABLE)
    grounds = grounds_of(staffing, line_up, person)
    grounds.weights, grounds.place, grounds.able = row, line_up.order.index(place) + 1, len(line_up.order)
    return grounds


def grounds_of(staffing: Staffing, line_up: LineUp, person: User) -> Decision:
    """What speaks for somebody in a seat, with the levels that are relied on. Raises KeyError where he is not there."""
    key = key_of(person.pk)
    candidate, reasons = line_up.roster.candidates[line_up.roster.place[key]], line_up.reasons(key)
    return Decision(
        policy=staffing.policy_row,
        rule=staffing.decision.rule if staffing.decision else staffing.rule.name,
        version=RubricVersion.objects.published().values_list("number", flat=True).first(),
        level=candidate.level,
        levels=dict(candidate.levels),
        strength=int(candidate.strength),
        valid_until=candidate.valid_until,
        points=sum(one.points for one in reasons),
        place=1,
        able=1,
        reasons=[one._asdict() for one in reasons],
    )


def _under(need: Need, terms: Terms, roster: Roster) -> Need:
    """The need with the dates and hours that are really asked for, as far ahead as anybody offers hours."""
    offered = {month for one in roster.candidates for month in one.hours}
    months = run(first_of(terms.starts_on), first_of(terms.ends_on))
    last = max(offered, default=months[0])
    return replace(need, months=tuple(month for month in months if month <= last), hours=terms.hours_a_month)


def _moved(by: User, proposal: Proposal, act: Act, who: Who) -> Proposal:
    """The proposal as it is now, held, in its next state. Another's does not exist: raises Proposal.DoesNotExist."""
    Engagement.objects.select_for_update().get(pk=proposal.engagement_id)
    mine = Proposal.objects.of(by) if who is Who.SUPPORTER else Proposal.objects.all()
    proposal = mine.select_for_update().get(pk=proposal.pk)
    try:
        proposal.state = after(State(proposal.state), act, who)
    except NotPossible:
        raise Refused(Refusal.ANSWERED) from None
    return proposal


def _said(
    by: User, proposal: Proposal, act: Act, who: Who, what: MatchingAct, text: str, at: datetime | None
) -> Proposal:
    if not text.strip():
        raise Refused(Refusal.NO_WORDS)
    proposal = _moved(by, proposal, act, who)
    proposal.save()
    record(by=by, what=what, on=proposal.engagement)
    _told(proposal, act, by, text.strip(), at)
    return proposal


def _answered(proposal: Proposal, at: datetime | None) -> None:
    proposal.answered_at = at or timezone.now()
    proposal.save()


def _told(proposal: Proposal, act: str, by: User | None, text: str = "", at: datetime | None = None) -> None:
    """Leave an entry, and write to the other one once all of it is kept. Of the past nobody is told."""
    entry = ProposalEntry.objects.create(proposal=proposal, act=act, by=by, text=text, at=at or timezone.now())
    if at is None:
        transaction.on_commit(lambda: tell.enqueue(entry.pk))
