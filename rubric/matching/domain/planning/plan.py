"""A plan for all open engagements, with how far it is proven."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from rubric.matching.domain.planning.choosing import Choosing, Watch, nobody_watches
from rubric.matching.domain.planning.greedy import greedy
from rubric.matching.domain.planning.instance import KEPT, Instance, Open
from rubric.matching.domain.planning.prices import TINY, Choice, Columns, Goal, bound, first_columns, prices_of
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.weights import DEFAULT_WEIGHTS

#: Good enough to stop at, as a share of the bound.
GAP = 0.001
#: Shares of the time that the steps may take: bounds and choosing for `staffed`, the same for fit, balance.
SHARES = (0.15, 0.3, 0.55, 0.9, 1.0)


@dataclass(frozen=True)
class Plan:
    """Who takes which seat: by engagement and number of the seat, the key of the person.

    `staffed` and `fit` are what it reaches, the bounds more than which no plan does: of fit, no plan that is staffed as
    well. `points` are those of the choices alone, without what staying with earlier ones is worth.
    """

    chosen: Mapping[tuple[str, int], str]
    staffed: int
    staffed_bound: int
    fit: int
    fit_bound: int
    points: int

    @property
    def is_optimal(self) -> bool:
        """Whether no plan at all is better staffed, or as well and fits better."""
        return (self.staffed, self.fit) == (self.staffed_bound, self.fit_bound)

    @property
    def gap(self) -> float:
        """The larger share of a bound that is not reached, 0 where it is the best."""
        return max(_gap(self.staffed, self.staffed_bound), _gap(self.fit, self.fit_bound))


def _gap(reached: float, most: float) -> float:
    return (most - reached) / most if most > 0 else 0.0


def make_plan(
    roster: Roster,
    engagements: Sequence[Open],
    weights: Mapping[str, int] = DEFAULT_WEIGHTS,
    *,
    seconds: float = 60,
    gap: float = GAP,
    watch: Watch = nobody_watches,
) -> Plan:
    """Staff these engagements. Raises KeyError where somebody is locked who is not in the roster.

    It is good enough within `gap` of the bound. After `seconds` the best so far is given, with what it lacks. Asked
    anew it gives the same plan, unless time ran out.
    """
    clock = _Clock(seconds)
    instance = Instance(roster, engagements, weights)
    columns, first = first_columns(instance), greedy(instance)
    for choice in first:
        columns.add(*choice)
    staffing = Goal()
    staffed_bound = _narrow(instance, columns, staffing, clock.until(SHARES[0]), 0)
    choosing = Choosing(instance, columns, set(first), watch)
    staffed = choosing.most(staffing, seconds=clock.left(SHARES[1]), enough=staffed_bound)
    fitting = Goal(is_fit=True, staffed=staffed)
    fit_bound = _narrow(instance, columns, fitting, clock.until(SHARES[2]), gap)
    choosing = Choosing(instance, columns, choosing.best, watch)
    choosing.keep_to(staffing)
    fit = choosing.most(fitting, seconds=clock.left(SHARES[3]), enough=fit_bound * (1 - gap))
    choosing.keep_to(fitting)
    choosing.balance(seconds=clock.left(SHARES[4]))
    return _told(instance, choosing.best, staffed, staffed_bound, fit, fit_bound)


class _Clock:
    def __init__(self, seconds: float) -> None:
        self.seconds, self.started = seconds, time.monotonic()

    def until(self, share: float) -> float:
        """When this share of the time is over."""
        return self.started + self.seconds * share

    def left(self, share: float) -> float:
        """Seconds to then."""
        return self.until(share) - time.monotonic()


def _narrow(instance: Instance, columns: Columns, goal: Goal, until: float, gap: float) -> int:
    """Let choices in until none that is left out would be worth its price, or time is up; the least bound met."""
    least = float("inf")
    while True:
        prices = prices_of(instance, columns, goal)
        most, worthy = bound(instance, prices, goal)
        least = min(least, most)
        is_new = [columns.add(*choice) for choice in worthy]
        if not any(is_new) or least <= prices.worth * (1 + gap / 10) + TINY or time.monotonic() > until:
            return floor(least + TINY)


def _told(instance: Instance, best: set[Choice], staffed: int, staffed_bound: int, fit: int, fit_bound: int) -> Plan:
    chosen, kept = {}, 0
    for number, person in sorted(best):
        row = instance.rows[number]
        one, key = instance.engagements[row.engagement], instance.roster.candidates[person].key
        chosen[one.need.key, row.seat] = key
        kept += KEPT * (one.proposed.get(row.seat) == key)
    return Plan(chosen, staffed, max(staffed, staffed_bound), fit, max(fit, fit_bound), fit - kept)
