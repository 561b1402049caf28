"""Every write of a team: its seats, and who holds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.assessment.domain.strength import Strength
from rubric.engagement.acts import EngagementAct
from rubric.engagement.choices import Ending, SeatRole
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.engagement.permissions import require_may_keep
from rubric.engagement.policies import Refusal, Refused, require_free
from rubric.engagement.signals import assignment_ended
from rubric.framework.domain.levels import Level


@dataclass(frozen=True)
class Wanted:
    """A seat as it should be; `pk` is that of the one that there is, None for a new one."""

    role: SeatRole
    level: Level = Level.STARTER
    elements: Mapping[str, int] = field(default_factory=dict)
    strength: Strength = Strength.SELF_STATED
    pk: int | None = None


@transaction.atomic
def set_seats(*, by: User, engagement: Engagement, seats: Sequence[Wanted]) -> list[Seat]:
    """Let the team have these seats, in this order; what is not among them is given up.

    Raises PermissionDenied, and Refused where somebody holds a seat that would be given up, or a seat is not there.
    """
    engagement = _held(engagement)
    require_may_keep(by, engagement)
    there = {seat.pk: seat for seat in engagement.seats.wanted()}
    kept = [_seat(engagement, there, order, wanted) for order, wanted in enumerate(seats)]
    for seat in there.values():
        if seat not in kept:
            _give_up(seat)
    record(by=by, what=EngagementAct.SET_SEATS, on=engagement, seats=[seat.role for seat in kept])
    return kept


@transaction.atomic
def assign(
    *,
    by: User,
    seat: Seat,
    person: User,
    hours_a_month: int,
    starts_on: date,
    ends_on: date | None = None,
    at: datetime | None = None,
) -> Assignment:
    """Put somebody into a seat. Raises PermissionDenied, and Refused where the seat or the person is not free."""
    require_may_keep(by, seat.engagement)
    return place(
        by=by, seat=seat, person=person, hours_a_month=hours_a_month, starts_on=starts_on, ends_on=ends_on, at=at
    )


@transaction.atomic
def place(
    *,
    by: User,
    seat: Seat,
    person: User,
    hours_a_month: int,
    starts_on: date,
    ends_on: date | None = None,
    at: datetime | None = None,
) -> Assignment:
    """As `assign`, for a room that has checked who may: there somebody takes a seat that was proposed to him."""
    _held(seat.engagement)
    seat = Seat.objects.select_related("engagement").get(pk=seat.pk)
    require_free(seat, person)
    assignment = Assignment.objects.create(
        seat=seat,
        person=person,
        hours_a_month=hours_a_month,
        starts_on=starts_on,
        ends_on=ends_on,
        assigned_at=at or timezone.now(),
    )
    record(by=by, what=EngagementAct.ASSIGNED, on=seat.engagement, person=person.pk, role=seat.role)
    return assignment


@transaction.atomic
def change_terms(
    *, by: User, assignment: Assignment, hours_a_month: int, ends_on: date, changed_from: date
) -> Assignment:
    """Let other hours and another end hold from a day on, for a room that has checked who may.

    Raises Refused where the assignment has ended.
    """
    _held(assignment.engagement)
    assignment = Assignment.objects.select_related("seat", "engagement").get(pk=assignment.pk)
    if assignment.ended_at:
        raise Refused(Refusal.ENDED_ALREADY)
    assignment.hours_a_month, assignment.ends_on, assignment.changed_from = hours_a_month, ends_on, changed_from
    assignment.save()
    record(by=by, what=EngagementAct.CHANGED_TERMS, on=assignment.engagement, person=assignment.person_id)
    return assignment


@transaction.atomic
def end_assignment(
    *, by: User, assignment: Assignment, why: Ending, note: str = "", at: datetime | None = None
) -> Assignment:
    """Somebody leaves a seat, which is free from then on. What he leaves behind stays with the engagement.

    Raises PermissionDenied, and Refused where it has ended already.
    """
    require_may_keep(by, _held(assignment.engagement))
    assignment = Assignment.objects.select_related("seat", "engagement").get(pk=assignment.pk)
    if assignment.ended_at:
        raise Refused(Refusal.ENDED_ALREADY)
    if why not in Ending.values:
        raise Refused(Refusal.NO_ENDING)
    assignment.ended_at, assignment.ended_why, assignment.ended_note = at or timezone.now(), why, note
    assignment.save()
    assignment_ended.send(Assignment, assignment=assignment)
    record(by=by, what=EngagementAct.ENDED_ASSIGNMENT, on=assignment.engagement, person=assignment.person_id)
    return assignment


def _held(engagement: Engagement) -> Engagement:
    """The engagement, held until the transaction ends: of two who take a seat at once the second finds it taken."""
    return Engagement.objects.select_for_update().get(pk=engagement.pk)


def _seat(engagement: Engagement, there: Mapping[int, Seat], order: int, wanted: Wanted) -> Seat:
    if wanted.pk is not None and wanted.pk not in there:
        raise Refused(Refusal.SEAT_GONE)
    seat = there[wanted.pk] if wanted.pk is not None else Seat(engagement=engagement)
    seat.role, seat.minimum_level, seat.strength = wanted.role, wanted.level, wanted.strength
    seat.minimum_elements, seat.order = dict(wanted.elements), order
    seat.save()
    return seat


def _give_up(seat: Seat) -> None:
    """A seat that nobody ever held goes; one with a past is kept for the record."""
    if seat.assignments.open().exists():
        raise Refused(Refusal.SEAT_HELD)
    if not seat.assignments.exists():
        seat.delete()
        return
    seat.given_up_at = timezone.now()
    seat.save()
