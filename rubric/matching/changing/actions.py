"""Every write of a change of terms: a coordinator proposes it, whoever holds the seat answers himself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.engagement import policies as engaging
from rubric.engagement.domain.phases import ENDED
from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.permissions import require_may_keep
from rubric.engagement.team_actions import change_terms
from rubric.framework.domain.lifecycle import NotPossible
from rubric.matching.acts import MatchingAct
from rubric.matching.bookings import book_for, bookable, set_free, waiting_hours
from rubric.matching.changing.mail import tell
from rubric.matching.domain.proposals import Act, State, Who, after
from rubric.matching.models import TermsChange
from rubric.matching.models.changes import booked_hours
from rubric.matching.policies import Refusal, Refused
from rubric.supporters.models import OfferedMonth
from rubric.supporters.policies import FullyBooked


@dataclass(frozen=True)
class NewTerms:
    """What is to hold from the first day of a month on, and until when he should answer."""

    first_month: date
    ends_on: date
    hours_a_month: int
    answer_by: date
    message: str = ""


@transaction.atomic
def propose_change(*, by: User, assignment: Assignment, terms: NewTerms, at: datetime | None = None) -> TermsChange:
    """Ask whoever holds a seat for other hours or another end; until he agrees, what was agreed holds.

    Raises PermissionDenied, and Refused where he has left, is being asked already, nothing would change, or he does
    not offer so many hours.
    """
    engagement = Engagement.objects.select_for_update().get(pk=assignment.engagement_id)
    require_may_keep(by, engagement)
    assignment = Assignment.objects.select_related("seat", "person", "proposal").get(pk=assignment.pk)
    if engagement.phase in ENDED or assignment.ended_at:
        raise Refused(Refusal.ENDED)
    if assignment.changes.open().exists():
        raise Refused(Refusal.CHANGE_ASKED)
    if (terms.hours_a_month, terms.ends_on) == (assignment.hours_a_month, assignment.ends_on):
        raise Refused(Refusal.NO_CHANGE)
    change = TermsChange(
        assignment=assignment,
        asked_by=by,
        asked_at=at or timezone.now(),
        first_month=terms.first_month,
        ends_on=terms.ends_on,
        hours_a_month=terms.hours_a_month,
        answer_by=terms.answer_by,
        message=terms.message,
    )
    if _lacks_hours(change):
        raise Refused(Refusal.NO_HOURS)
    change.save()
    record(by=by, what=MatchingAct.PROPOSED_CHANGE, on=engagement, person=assignment.person_id)
    if at is None:  # of the past nobody is told
        _told(change)
    return change


@transaction.atomic
def agree(*, by: User, change: TermsChange) -> TermsChange:
    """Let the change come into force: the hours of its months are booked anew. Only who holds the seat can.

    Raises Refused where it was answered or withdrawn, or hours are lacking by now; what was agreed holds then.
    """
    change = _moved(by, change, Act.ACCEPT, Who.SUPPORTER)
    set_free(change.assignment, lambda month: month >= change.first_month)
    try:
        book_for(change, by, bookable(by, change.months))
        change_terms(
            by=by,
            assignment=change.assignment,
            hours_a_month=change.hours_a_month,
            ends_on=change.ends_on,
            changed_from=change.first_month,
        )
    except FullyBooked:
        raise Refused(Refusal.NO_HOURS) from None
    except engaging.Refused:
        raise Refused(Refusal.ANSWERED) from None
    return _answered(change, by, MatchingAct.AGREED_TO_CHANGE)


@transaction.atomic
def refuse(*, by: User, change: TermsChange, note: str = "") -> TermsChange:
    """Stay with what was agreed. Raises Refused where it was answered or withdrawn."""
    change = _moved(by, change, Act.DECLINE, Who.SUPPORTER)
    change.declined_note = note
    return _answered(change, by, MatchingAct.DECLINED_CHANGE)


@transaction.atomic
def withdraw_change(*, by: User, change: TermsChange) -> TermsChange:
    """Take it back. Raises PermissionDenied, and Refused where it has been answered."""
    require_may_keep(by, change.assignment.engagement)
    change = _moved(by, change, Act.WITHDRAW, Who.COORDINATOR)
    return _answered(change, by, MatchingAct.WITHDREW_CHANGE)


def lapse_changes(*, assignment: Assignment) -> None:
    """He has left the seat: nobody has to answer any more."""
    for change in assignment.changes.open().select_for_update():
        change.state = after(State(change.state), Act.LAPSE, Who.PLATFORM)
        change.save()


def _lacks_hours(change: TermsChange) -> bool:
    """Whether he offers too few hours in a month, what he is asked for elsewhere counted."""
    assignment = change.assignment
    person, own = assignment.person, booked_hours(assignment)
    waiting = waiting_hours([person.pk])
    months = bookable(person, change.months)
    offered = OfferedMonth.objects.filter(profile__user=person, month__in=months)
    free = {one.month: one.left + own[one.month] - waiting[person.pk, one.month] for one in offered}
    return any(free.get(month, 0) < change.hours_a_month for month in months)


def _moved(by: User, change: TermsChange, act: Act, who: Who) -> TermsChange:
    """The change as it is now, held, in its next state. Another's does not exist: raises TermsChange.DoesNotExist."""
    Engagement.objects.select_for_update().get(pk=change.assignment.engagement_id)
    seen = TermsChange.objects.of(by) if who is Who.SUPPORTER else TermsChange.objects.all()
    change = seen.select_for_update(of=("self",)).select_related("assignment__person").get(pk=change.pk)
    try:
        change.state = after(State(change.state), act, who)
    except NotPossible:
        raise Refused(Refusal.ANSWERED) from None
    return change


def _answered(change: TermsChange, by: User, what: MatchingAct) -> TermsChange:
    change.answered_at = timezone.now()
    change.save()
    record(by=by, what=what, on=change.assignment.engagement, person=change.assignment.person_id)
    _told(change)
    return change


def _told(change: TermsChange) -> None:
    transaction.on_commit(lambda: tell.enqueue(change.pk, change.state))
