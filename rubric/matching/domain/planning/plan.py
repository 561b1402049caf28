"""A plan for all open engagements, with how far it is proven."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from rubric.matching.domain.planning.choosing import Choosing, Watch, nobody_watches
from rubric.matching.domain.planning.greedy import as_fits, greedy
from rubric.matching.domain.planning.instance import KEPT, REFUSED, Instance, Open
from rubric.matching.domain.planning.prices import (
    TINY,
    Choice,
    Columns,
    Goal,
    Prices,
    bound,
    every_column,
    first_columns,
    prices_of,
)
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.weights import DEFAULT_WEIGHTS

#: Good enough to stop at, as a share of the bound.
GAP = 0.002
#: Among so many choices a seat the best are sought: those that cost least at the prices found. All, where they are few;
#: then what was looked at in full is proven.
LIKELY, FEW = 6, 5_000
#: Shares of the time at whose end each step stops: bounds and choosing for `staffed`; bounds, few and many choices for
#: fit; balance.
SHARES = (0.15, 0.3, 0.6, 0.75, 0.9, 1.0)
#: Whoever is in a seat by so much when people can be chosen in part, is in it in whole.
WHOLE = 0.999


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
    anew it gives the same plan, unless time ran out or the choices are very many (`choosing.IN_TURNS`).
    """
    return _Maker(Instance(roster, engagements, weights), _Clock(seconds), gap, watch).plan()


class _Clock:
    def __init__(self, seconds: float) -> None:
        self.seconds, self.started = seconds, time.monotonic()

    def until(self, share: float) -> float:
        """When this share of the time is over."""
        return self.started + self.seconds * share

    def left(self, share: float) -> float:
        """Seconds to then."""
        return self.until(share) - time.monotonic()


class _Maker:
    """The steps of making a plan, each with its share of the time, and the best plan so far."""

    def __init__(self, instance: Instance, clock: _Clock, gap: float, watch: Watch) -> None:
        self.instance, self.clock, self.gap, self.watch = instance, clock, gap, watch
        self.is_whole = int((instance.points != REFUSED).sum()) <= FEW
        self.columns = self.likely = every_column(instance) if self.is_whole else first_columns(instance)
        self.best = greedy(instance)
        for choice in self.best:
            self.columns.add(*choice)

    def plan(self) -> Plan:
        staffed, staffed_bound = self.staff()
        fit, fit_bound = self.fit(staffed)
        self.balance(staffed)
        return _told(self.instance, self.best, (staffed, staffed_bound), (fit, fit_bound))

    def staff(self) -> tuple[int, int]:
        """As many seats as can be, the urgent ones first; what is reached, and its bound."""
        bound, prices = self._narrow(Goal(), self.clock.until(SHARES[0]), gap=0)
        self._take(as_fits(self.instance, prices.likely(len(self.columns))))
        choosing = self._choosing(self.columns)
        reached = choosing.most(Goal(), seconds=self.clock.left(SHARES[1]), enough=bound)
        self._take(choosing.best)
        return reached, self._bound(choosing, reached, bound)

    def fit(self, staffed: int) -> tuple[int, int]:
        """The best fit for as many seats; what is reached, and its bound."""
        goal = Goal(is_fit=True, staffed=staffed)
        bound, prices = self._narrow(goal, self.clock.until(SHARES[2]), self.gap)
        self._take(as_fits(self.instance, prices.likely(len(self.columns))))
        self.likely = Columns(dict.fromkeys(prices.likely(max(FEW, LIKELY * len(self.instance.rows)))))
        reached = 0
        for columns, share in ((self._unsettled(prices), SHARES[3]), (self.likely, SHARES[4])):
            choosing = self._choosing(columns)
            choosing.keep_to(Goal())
            reached = choosing.most(goal, seconds=self.clock.left(share), enough=bound * (1 - self.gap))
            self._take(choosing.best)
        return reached, self._bound(choosing, reached, bound)

    def balance(self, staffed: int) -> None:
        """As few seats as can be for people who hold another one, giving up nothing."""
        choosing = self._choosing(self.likely)
        choosing.keep_to(Goal())
        choosing.keep_to(Goal(is_fit=True, staffed=staffed))
        choosing.balance(seconds=self.clock.left(SHARES[5]))
        self.best = sorted(choosing.best)

    def _bound(self, choosing: Choosing, reached: int, bound: int) -> int:
        """Where every choice was in and none of them leads further, what is reached is the bound."""
        return reached if self.is_whole and choosing.is_proven else bound

    def _choosing(self, columns: Columns) -> Choosing:
        """A model of these choices and of those of the best plan so far."""
        return Choosing(self.instance, Columns(dict.fromkeys([*self.best, *columns])), set(self.best), self.watch)

    def _take(self, plan: Collection[Choice]) -> None:
        """Keep a plan that is staffed better than the best so far, or as well and fits better."""
        self.best = max(self.best, sorted(plan), key=self._worth)

    def _worth(self, plan: Collection[Choice]) -> tuple[int, ...]:
        goals = (Goal(), Goal(is_fit=True))
        return tuple(sum(goal.worth(self.instance, *choice) for choice in plan) for goal in goals)

    def _narrow(self, goal: Goal, until: float, gap: float) -> tuple[int, Prices]:
        """Let choices in until none that is left out would be worth its price, or time is up.

        The least bound that was met, and the last prices.
        """
        least = float("inf")
        while True:
            prices = prices_of(self.instance, self.columns, goal)
            most, worthy = bound(self.instance, prices, goal)
            least = min(least, most)
            is_new = [self.columns.add(*choice) for choice in worthy]
            is_close = least <= prices.worth * (1 + gap / 10) + TINY
            if not any(is_new) or is_close or time.monotonic() > until or self.watch():
                return floor(least + TINY), prices

    def _unsettled(self, prices: Prices) -> Columns:
        """Every choice of the seats of which nobody is the holder in whole, and of the others that holder."""
        settled = {row: person for (row, person), part in prices.part.items() if part > WHOLE}
        return Columns({choice: None for choice in self.columns if settled.get(choice[0], choice[1]) == choice[1]})


def _told(instance: Instance, best: Collection[Choice], staffed: tuple[int, int], fit: tuple[int, int]) -> Plan:
    """`staffed` and `fit` are what is reached, and the bound."""
    chosen, kept = {}, 0
    for number, person in sorted(best):
        row = instance.rows[number]
        one, key = instance.engagements[row.engagement], instance.roster.candidates[person].key
        chosen[one.need.key, row.seat] = key
        kept += KEPT * (one.proposed.get(row.seat) == key)
    return Plan(chosen, staffed[0], max(staffed), fit[0], max(fit), fit[0] - kept)
