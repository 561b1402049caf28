"""A plan made from the database: what is asked, who may be asked, and what comes out.

Everything is read before the search begins and nothing is read in it: OR-Tools calls back from threads of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from platform_site.accounts.models import Organisation
from rubric.engagement.choices import Urgency
from rubric.engagement.models import Engagement
from rubric.matching.choices import PlanState
from rubric.matching.domain.asked import Need
from rubric.matching.domain.planning.instance import Open
from rubric.matching.domain.ranking import LineUp, line_ups
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.why_not import binding, nearest
from rubric.matching.domain.writing import Written, write_seat
from rubric.matching.models import PlanRun
from rubric.matching.models.decided import policy_of, weights_of
from rubric.matching.needs import Place, Staffing, staffing_of
from rubric.matching.people import key_of, person_of, roster_of
from rubric.matching.planning.result import Line, Lines, Nearest, Result, read_result, write_facts

if TYPE_CHECKING:
    from rubric.matching.domain.planning.choosing import Watch
    from rubric.matching.domain.planning.plan import Plan

#: What a seat weighs by the urgency of its engagement, and what every four weeks of waiting add: never so much that
#: it would come before one of the next class.
URGENCY: Mapping[str, int] = {Urgency.NORMAL: 4, Urgency.SOON: 8, Urgency.URGENT: 16}
WEEKS_STEP, MOST_STEPS = 4, 3


@dataclass(frozen=True)
class Asked:
    """An engagement with open seats: how they stand, and what the plan is asked for them."""

    staffing: Staffing
    open: Open


@dataclass(frozen=True)
class Question:
    """Everything that a plan is made from."""

    roster: Roster
    asked: tuple[Asked, ...]
    weights: Mapping[str, int]

    @cached_property
    def line_ups(self) -> Mapping[str, Sequence[LineUp]]:
        """By the key of an engagement: everybody before each of its open seats."""
        needs = [one.open.need for one in self.asked]
        return {need.key: line_ups(self.roster, need, self.weights) for need in needs}


def last_result(organisation: Organisation) -> Result | None:
    """What the newest finished plan of an organisation says."""
    finished = PlanRun.objects.filter(organisation=organisation, state=PlanState.DONE)
    written = finished.values_list("result", flat=True).first()
    return read_result(written) if written else None


def question_of(organisation: Organisation, locked: Iterable[Written] = ()) -> Question:
    """What is open at an organisation now. Of what was locked only what can still be held counts."""
    roster, policy = roster_of(organisation), policy_of(organisation)
    before, kept = _by_engagement(_said(last_result(organisation))), _by_engagement(locked)
    asked = []
    for engagement in _under_way(organisation):
        staffing = staffing_of(engagement, policy)
        if staffing.open_places:
            proposed, held = _by_seat(staffing, before), _by_seat(staffing, kept)
            asked.append(Asked(staffing, Open(staffing.need, urgency_of(engagement), held, proposed)))
    question = Question(roster, tuple(asked), weights_of(organisation)[1])
    return replace(question, asked=tuple(_holdable(question)))


def answer(question: Question, *, seconds: float, watch: "Watch") -> "Plan":
    """The plan itself: touches no database."""
    from rubric.matching.domain.planning.plan import make_plan  # OR-Tools takes 60 MB that web processes do not need

    return make_plan(
        question.roster, [one.open for one in question.asked], question.weights, seconds=seconds, watch=watch
    )


def result_of(question: Question, plan: "Plan", seconds: float) -> Result:
    """What is kept of a plan, with the reasons of every choice and what binds where there is none."""
    return Result(
        engagements=tuple(_lines(question, one, plan) for one in question.asked),
        seats=sum(len(one.open.need.seats) for one in question.asked),
        filled=len(plan.chosen),
        people=len(question.roster),
        staffed=plan.staffed,
        staffed_bound=plan.staffed_bound,
        fit=plan.fit,
        fit_bound=plan.fit_bound,
        points=plan.points,
        gap=plan.gap,
        is_optimal=plan.is_optimal,
        seconds=round(seconds, 1),
    )


def urgency_of(engagement: Engagement, today: date | None = None) -> int:
    """What each seat of an engagement weighs: its urgency, and how long it has waited."""
    waited = (today or timezone.localdate()) - timezone.localdate(engagement.created_at)
    steps = min(max(waited.days, 0) // (7 * WEEKS_STEP), MOST_STEPS)
    return URGENCY[engagement.urgency] + steps


def position_of(places: Sequence[Place], told: Mapping[str, Any]) -> int | None:
    """Which of a team's seats a plan speaks of; None where it is gone or asks for something else.

    A seat that only followed from the policy has no row: it is the one at the same place of the team.
    """
    if told["seat"] is not None:
        rows = [place.row.pk if place.row else None for place in places]
        return rows.index(told["seat"]) if told["seat"] in rows else None
    number = told["number"]
    is_there = number < len(places) and write_seat(places[number].seat) == told["seat_asked"]
    return number if is_there else None


def lock_of(engagement: int, line: Line) -> Written:
    """That somebody has decided to keep this choice."""
    told = {"seat": line.seat, "number": line.number, "seat_asked": line.seat_asked, "person": line.person}
    return {"engagement": engagement, **told}


def _under_way(organisation: Organisation) -> Iterable[Engagement]:
    seen = Engagement.objects.filter(organisation=organisation).under_way().order_by("pk")
    return seen.select_related("organisation", "coordinator")


def _said(result: Result | None) -> list[Written]:
    lines = result.lines() if result else ()
    return [lock_of(engagement, line) for engagement, line in lines if line.person is not None]


def _by_engagement(told: Iterable[Written]) -> Mapping[int, list[Written]]:
    grouped: defaultdict[int, list[Written]] = defaultdict(list)
    for one in told:
        grouped[one["engagement"]].append(one)
    return grouped


def _by_seat(staffing: Staffing, told: Mapping[int, list[Written]]) -> dict[int, str]:
    """Who was named for which of the open seats, by its number."""
    named = {position_of(staffing.places, one): one["person"] for one in told.get(staffing.engagement.pk, ())}
    still_open = [position for position, place in enumerate(staffing.places) if place.is_open]
    return {number: key_of(named[position]) for number, position in enumerate(still_open) if position in named}


def _holdable(question: Question) -> Iterator[Asked]:
    """With the locks that no rule is against now, one after the other as long as everybody has the time."""
    spent: defaultdict[tuple[str, date], int] = defaultdict(int)
    for one in question.asked:
        held = {seat: key for seat, key in one.open.locked.items() if _takes(question, one.open.need, seat, key, spent)}
        yield replace(one, open=replace(one.open, locked=held))


def _takes(question: Question, need: Need, seat: int, key: str, spent: "defaultdict[tuple[str, date], int]") -> bool:
    """Whether somebody can take a seat beside what is locked already; if so his time is spent."""
    place = question.roster.place.get(key)
    if place is None or not question.line_ups[need.key][seat].may[place]:
        return False
    if any(question.roster.hours_in(month)[1][place] < spent[key, month] + need.hours for month in need.months):
        return False
    for month in need.months:
        spent[key, month] += need.hours
    return True


def _lines(question: Question, one: Asked, plan: "Plan") -> Lines:
    need, places = one.open.need, one.staffing.open_places
    lines = []
    for number, (place, line_up) in enumerate(zip(places, question.line_ups[need.key], strict=True)):
        row = place.row.pk if place.row else None
        line = Line(row, number, write_seat(place.seat), able=int(line_up.may.sum()))
        key = plan.chosen.get((need.key, number))
        lines.append(_with_nobody(line, line_up) if key is None else _with(line, line_up, one.open, key))
    return Lines(one.staffing.engagement.pk, tuple(lines))


def _with(line: Line, line_up: LineUp, asked: Open, key: str) -> Line:
    """The line of a seat that somebody takes."""
    reasons = line_up.reasons(key)
    return replace(
        line,
        person=person_of(key),
        points=sum(reason.points for reason in reasons),
        reasons=tuple(reason._asdict() for reason in reasons),
        kept=asked.proposed.get(line.number) == key,
        locked=asked.locked.get(line.number) == key,
    )


def _with_nobody(line: Line, line_up: LineUp) -> Line:
    """The line of a seat that nobody takes."""
    near = [Nearest(person_of(one.key), one.change.rule, write_facts(one.change.facts)) for one in nearest(line_up)]
    return replace(line, binding=binding(line_up), nearest=tuple(near))
