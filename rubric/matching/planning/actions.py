"""Every write of plans: one is asked for, stopped, or carried out as proposals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import Organisation, User
from rubric.engagement import policies as engaging
from rubric.engagement.models import Engagement, Seat
from rubric.matching.actions import settle_seats
from rubric.matching.acts import MatchingAct
from rubric.matching.choices import PlanState
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.writing import Written
from rubric.matching.models import PlanRun, Proposal
from rubric.matching.models.decided import policy_of, weights_of
from rubric.matching.needs import staffing_of
from rubric.matching.people import roster_of
from rubric.matching.permissions import require_coordinates
from rubric.matching.planning.making import lock_of, position_of
from rubric.matching.planning.result import Line, read_result
from rubric.matching.planning.tasks import make_plan_of
from rubric.matching.policies import Refusal, Refused
from rubric.matching.proposing.actions import Terms, propose

#: A plan that is not ready by then is lost: its worker was killed. It takes a minute or two.
LOST_AFTER = timedelta(minutes=10)

#: A seat of a plan: its engagement, and its number there.
Choice = tuple[int, int]


@dataclass
class Accepted:
    """What came of carrying a plan out: the proposals, and by seat why there is none."""

    proposals: list[Proposal] = field(default_factory=list)
    refused: dict[Choice, Refusal] = field(default_factory=dict)


@transaction.atomic
def start(*, by: User | None, organisation: Organisation, locked: Sequence[Written] = ()) -> PlanRun:
    """Ask for a plan of everything that is open at an organisation. `by` nobody: the night does.

    `locked` are choices that it has to keep (`making.lock_of`). Raises PermissionDenied, and Refused while another one
    is being made.
    """
    if by is not None:
        require_coordinates(by, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    plans = PlanRun.objects.filter(organisation=organisation).under_way()
    lost = plans.filter(asked_at__lt=timezone.now() - LOST_AFTER)
    lost.update(state=PlanState.FAILED, ended_at=timezone.now())
    if plans.exists():
        raise Refused(Refusal.PLAN_RUNNING)
    run = PlanRun.objects.create(
        organisation=organisation,
        asked_by=by,
        policy=policy_of(organisation)[0],
        weights=weights_of(organisation)[0],
        locked=list(locked),
    )
    record(by=by, what=MatchingAct.PLANNED, on=run, locked=len(run.locked))
    transaction.on_commit(partial(make_plan_of.enqueue, run.pk))
    return run


@transaction.atomic
def stop(*, by: User, plan: PlanRun) -> bool:
    """Stop a plan that is being made, and whether it still was. Raises PermissionDenied."""
    require_coordinates(by, plan.organisation)
    still = PlanRun.objects.filter(pk=plan.pk).under_way()
    is_stopped = bool(still.update(state=PlanState.STOPPED, is_cancelled=True, ended_at=timezone.now()))
    if is_stopped:
        record(by=by, what=MatchingAct.STOPPED_PLAN, on=plan)
    return is_stopped


def accept(*, by: User, plan: PlanRun, choices: Iterable[Choice], terms: Mapping[int, Terms]) -> Accepted:
    """Propose these seats of a finished plan to whom it names, on the terms of their engagements.

    Each seat for itself: what cannot be proposed any more is told, and the rest goes through. Raises PermissionDenied.
    """
    require_coordinates(by, plan.organisation)
    return _Carrying(by, plan).out(choices, terms)


def locks_of(plan: PlanRun, kept: Iterable[Choice]) -> list[Written]:
    """These choices of a finished plan, to be kept in the next one."""
    lines = _lines(plan)
    return [lock_of(choice[0], lines[choice]) for choice in kept if choice in lines and lines[choice].person]


def locked_in(plan: PlanRun) -> list[Choice]:
    """The choices of a finished plan that somebody had decided to keep."""
    return [choice for choice, line in _lines(plan).items() if line.locked]


class _Carrying:
    """A plan that is carried out seat by seat. Everybody is read once, and anew for whom a second seat is proposed."""

    def __init__(self, by: User, plan: PlanRun) -> None:
        self.by, self.plan, self.lines = by, plan, _lines(plan)
        self.engagements = Engagement.objects.kept_by(by).filter(organisation=plan.organisation)
        self.roster: Roster = roster_of(plan.organisation)
        self.asked: set[int] = set()

    def out(self, choices: Iterable[Choice], terms: Mapping[int, Terms]) -> Accepted:
        accepted = Accepted()
        for choice in choices:
            try:
                accepted.proposals.append(self._propose(choice, terms))
            except Refused as refused:
                accepted.refused[choice] = refused.refusal
            except engaging.Refused:
                accepted.refused[choice] = Refusal.SEATS_CHANGED
        return accepted

    @transaction.atomic
    def _propose(self, choice: Choice, terms: Mapping[int, Terms]) -> Proposal:
        engagement = self.engagements.filter(pk=choice[0]).first()
        line = self.lines.get(choice)
        if engagement is None or line is None or line.person is None:
            raise Refused(Refusal.PLAN_GONE)
        seat, person = self._seat(engagement, line), User.objects.filter(pk=line.person).first()
        if person is None:
            raise Refused(Refusal.PLAN_GONE)
        proposal = propose(by=self.by, seat=seat, person=person, terms=terms[choice[0]], roster=self._people(person))
        self.asked.add(person.pk)
        return proposal

    def _seat(self, engagement: Engagement, line: Line) -> Seat:
        """The seat's row; seats that only follow from the policy are set. Raises Refused where it is gone."""
        told = {"seat": line.seat, "number": line.number, "seat_asked": line.seat_asked}
        if position_of(staffing_of(engagement).places, told) is None:
            raise Refused(Refusal.PLAN_GONE)
        places = settle_seats(by=self.by, engagement=engagement).places
        position = position_of(places, told)
        row = None if position is None else places[position].row
        if row is None:
            raise Refused(Refusal.PLAN_GONE)
        return row

    def _people(self, person: User) -> Roster:
        if person.pk in self.asked:
            self.roster, self.asked = roster_of(self.plan.organisation), set()
        return self.roster


def _lines(plan: PlanRun) -> dict[Choice, Line]:
    lines = read_result(plan.result).lines() if plan.result else ()
    return {(engagement, line.number): line for engagement, line in lines}
