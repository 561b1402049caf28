"""Changes of terms as coordinators and holders of seats see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from rubric.engagement.models import Assignment
from rubric.matching.changing.words import Difference, differences, from_when
from rubric.matching.choices import STATES
from rubric.matching.domain.proposals import State
from rubric.matching.models import TermsChange

TONES = {State.ASKED: "caution", State.ACCEPTED: "good"}


@dataclass(frozen=True)
class ChangeBlock:
    """A change with what holds and what is to hold."""

    pk: int
    alias: str
    role: str
    by: str
    state: str
    tone: str
    from_when: str
    differences: tuple[Difference, ...]
    message: str
    note: str
    answer_by: date
    is_open: bool
    is_overdue: bool
    is_declined: bool
    engagement: int


def change_block(assignment: Assignment) -> ChangeBlock | None:
    """The newest change of a seat that waits or was declined; none where the newest came into force or was settled."""
    newest = assignment.changes.select_related("assignment__engagement", "assignment__seat", "asked_by").first()
    if newest is None or newest.state not in (State.ASKED, State.DECLINED):
        return None
    return change_of(newest)


def change_of(change: TermsChange) -> ChangeBlock:
    """One of them."""
    state, assignment = State(change.state), change.assignment
    return ChangeBlock(
        pk=change.pk,
        alias=assignment.engagement.alias,
        role=str(assignment.seat.get_role_display()),
        by=str(change.asked_by),
        state=str(STATES[state]),
        tone=TONES.get(state, "plain"),
        from_when=from_when(change),
        differences=differences(change) if change.is_open else (),
        message=change.message,
        note=change.declined_note,
        answer_by=change.answer_by,
        is_open=change.is_open,
        is_overdue=change.is_open and change.answer_by < timezone.localdate(),
        is_declined=state is State.DECLINED,
        engagement=assignment.engagement_id,
    )


def changes_of(changes: Iterable[TermsChange]) -> tuple[ChangeBlock, ...]:
    """A list of them."""
    return tuple(map(change_of, changes))
