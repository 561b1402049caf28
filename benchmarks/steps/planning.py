"""Planning all open engagements at once: how long, how near to the bound, and beside two simpler ways.

The adversarial instance is the one in which the same fifty people are everybody's best. The classical assignment
(`scipy.optimize.linear_sum_assignment`) gives each person to one engagement at most: it is set beside a plan of
engagements with one seat and of people with time for one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.measure import peak_mb, stopwatch
from benchmarks.supporters import APPROACHES, BARRIERS, FIRST_MONTH, engagements, supporters
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.assessment.domain.strength import Strength
from rubric.framework.domain.levels import Level
from rubric.matching.domain.planning.greedy import greedy
from rubric.matching.domain.planning.instance import REFUSED, Instance, Open
from rubric.matching.domain.planning.plan import make_plan
from rubric.matching.domain.roster import Candidate, Roster
from rubric.supporters.domain.months import next_months

#: Engagements, supporters, and the seconds that a plan may take.
SIZES = ((500, 5_000, 14), (2_000, 10_000, 85))
FIFTY = 50


def planning(_size: int, seconds: float) -> dict[str, Any]:
    """By size and kind: seconds, what is not reached of the bound, and the seats and fit of the simpler ways."""
    figures: dict[str, Any] = {}
    for asked, people, most in SIZES:
        plain, open_ones = supporters(people), _open(asked)
        figures |= _measured(f"plan_{asked}", plain, open_ones, min(most, seconds))
        figures |= _measured(f"same_fifty_{asked}", _same_fifty(plain), open_ones, min(most, seconds))
    return {**figures, **_assigned(*SIZES[0]), "peak_mb": peak_mb()}


def _measured(name: str, people: Sequence[Candidate], open_ones: Sequence[Open], seconds: float) -> dict[str, Any]:
    roster = Roster(people)
    with stopwatch() as watch:
        plan = make_plan(roster, open_ones, seconds=seconds)
    instance = Instance(roster, open_ones)
    by_hand = greedy(instance)
    return {
        f"{name}_seconds": watch.seconds,
        f"{name}_gap": plan.gap * 100,
        f"{name}_seats": len(plan.chosen),
        f"{name}_of": len(instance.rows),
        f"{name}_fit": plan.points,
        f"{name}_greedy_seats": len(by_hand),
        f"{name}_greedy_fit": sum(int(instance.points[choice]) for choice in by_hand),
    }


def _open(count: int) -> list[Open]:
    return [Open(need, urgency=1 + number % 3) for number, need in enumerate(engagements(count))]


def _same_fifty(people: Sequence[Candidate]) -> list[Candidate]:
    """The first fifty can do everything, everywhere, for everybody."""
    return [_able(one) if number < FIFTY else one for number, one in enumerate(people)]


def _able(one: Candidate) -> Candidate:
    return replace(
        one,
        open_to=None,
        level=int(Level.CHANGE_MAKER),
        strength=Strength.SIGNED,
        valid_until=FIRST_MONTH.replace(year=2030),
        reach=frozenset(PREFECTURES),
        hours=dict.fromkeys(next_months(FIRST_MONTH, 18), (40, 0)),
        industries=frozenset(INDUSTRIES),
        barriers=frozenset(BARRIERS),
        approaches=frozenset(APPROACHES),
    )


def _assigned(asked: int, people: int, seconds: float) -> dict[str, Any]:
    once = [replace(one, hours=dict.fromkeys(next_months(FIRST_MONTH, 18), (4, 0))) for one in supporters(people)]
    single = [Open(replace(need, seats=need.seats[:1])) for need in engagements(asked)]
    roster = Roster(once)
    with stopwatch() as ours:
        plan = make_plan(roster, single, seconds=seconds, gap=0)
    with stopwatch() as classical:
        points = Instance(roster, single).points.astype(np.int64)
        # a seat held is worth more than any fit of all the others
        worth = np.where(points == REFUSED, 0, points + points.max() * len(points))
        rows, columns = linear_sum_assignment(worth, maximize=True)
    held = points[rows, columns]
    held = held[held != REFUSED]
    return {
        "single_seconds": ours.seconds,
        "single_seats": len(plan.chosen),
        "single_fit": plan.fit,
        "assignment_seconds": classical.seconds,
        "assignment_seats": len(held),
        "assignment_fit": int(held.sum()),
    }
