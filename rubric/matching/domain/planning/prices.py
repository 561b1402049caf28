"""Which choices matter, and more than which no plan can reach.

The choices of thousands of seats and people are too many for one model. So it begins with a few for each seat; the
prices that a linear programme puts on people's time tell which others would be worth their price, and these come in,
until none is. At any prices, the best that each engagement could choose if time cost so much, and the time itself, are
together a bound (Lagrange): taken over everybody who may be chosen, not over the few that came in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import product

import numpy as np
from ortools.linear_solver import pywraplp

from rubric.matching.domain.planning.instance import REFUSED, Floats, Instance

#: How many choices a seat begins with, by points; as many of those whom few others want.
BEGIN = 8
#: How many more may come in for a seat in a round.
MORE = 3
TINY = 1e-6

Choice = tuple[int, int]


@dataclass(frozen=True)
class Goal:
    """What is made as much of as can be: the urgencies of the seats held, or the fit of those who hold them.

    Where fit is sought, the urgencies have to reach `staffed`.
    """

    is_fit: bool = False
    staffed: int = 0

    def worth(self, instance: Instance, row: int, person: int) -> int:
        """What a choice is worth."""
        return int(instance.points[row, person]) if self.is_fit else instance.rows[row].urgency

    def of_row(self, instance: Instance, row: int) -> Floats:
        """What each person is worth in this row, minus infinity where he may not be chosen."""
        points = instance.points[row]
        worth = points if self.is_fit else np.full(len(points), instance.rows[row].urgency)
        return np.where(points == REFUSED, -np.inf, worth).astype(np.float64)


@dataclass(frozen=True)
class Prices:
    """What an hour of a person costs in a month, and what another unit of urgency is worth where some is asked for.

    `worth` is what could be reached, of the choices that came in, if people could be chosen in part: `part` tells how
    much of each would be, `loss` how much of the worth a choice would cost at least if it had to be taken.
    """

    time: Floats
    urgency: float
    worth: float
    part: Mapping[Choice, float]
    loss: Mapping[Choice, float]

    def likely(self, count: int) -> list[Choice]:
        """The choices that cost least, `count` of them: the best plan is made of such."""
        return nsmallest(count, self.loss, key=lambda choice: (-self.part[choice], self.loss[choice], choice))


@dataclass(frozen=True)
class Limit:
    """That the choices `at` these places, with their hours, fit into the time that a person has in a month."""

    person: int
    month: int
    at: tuple[int, ...]
    hours: tuple[int, ...]
    free: int


@dataclass
class Columns:
    """The choices that came in, each once."""

    chosen: dict[Choice, None] = field(default_factory=dict)

    def add(self, row: int, person: int) -> bool:
        """Take a choice in; whether it is new."""
        is_new = (row, person) not in self.chosen
        self.chosen[row, person] = None
        return is_new

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.chosen)

    def __len__(self) -> int:
        return len(self.chosen)


def every_column(instance: Instance) -> Columns:
    """Every choice that there is."""
    able = np.argwhere(instance.points != REFUSED).tolist()
    return Columns(dict.fromkeys((row, person) for row, person in able))


def first_columns(instance: Instance) -> Columns:
    """For each seat the best, and of those who may some whom few other seats could have."""
    columns = Columns()
    wanted = (instance.points != REFUSED).sum(axis=0)
    for number, points in enumerate(instance.points):
        able = np.flatnonzero(points != REFUSED)
        best = able[np.argsort(-points[able], kind="stable")[:BEGIN]]
        rare = able[np.argsort(wanted[able], kind="stable")[:BEGIN]]
        for person in (*best.tolist(), *rare.tolist()):
            columns.add(number, person)
    return columns


def limits(instance: Instance, columns: Columns) -> Iterator[Limit]:
    """Where time may run out; of months that all the same choices fall into, the one with least time."""
    by_person: dict[int, dict[int, list[int]]] = {}
    choices = list(columns)
    for place, (row, person) in enumerate(choices):
        months = by_person.setdefault(person, {})
        for month in instance.rows[row].months:
            months.setdefault(month, []).append(place)
    for person, months in by_person.items():
        tightest: dict[tuple[int, ...], int] = {}
        for month, places in months.items():
            at = tuple(places)
            if at not in tightest or instance.free[person, month] < instance.free[person, tightest[at]]:
                tightest[at] = month
        for at, month in tightest.items():
            hours = tuple(instance.rows[choices[place][0]].hours for place in at)
            if sum(hours) > instance.free[person, month]:
                yield Limit(person, month, at, hours, int(instance.free[person, month]))


def prices_of(instance: Instance, columns: Columns, goal: Goal) -> Prices:
    """What time costs when the choices that came in are all there are."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    objective = solver.Objective()
    objective.SetMaximization()
    seats = [solver.Constraint(0, 1) for _row in instance.rows]
    asked = solver.Constraint(float(goal.staffed), solver.infinity())
    chosen = []
    for row, person in columns:
        chosen.append(solver.NumVar(0, 1, ""))
        objective.SetCoefficient(chosen[-1], goal.worth(instance, row, person))
        seats[row].SetCoefficient(chosen[-1], 1)
        asked.SetCoefficient(chosen[-1], instance.rows[row].urgency)
    times = [(limit, solver.Constraint(0, limit.free)) for limit in limits(instance, columns)]
    for limit, constraint in times:
        for place, hours in zip(limit.at, limit.hours, strict=True):
            constraint.SetCoefficient(chosen[place], hours)
    solver.Solve()
    time = np.zeros(instance.free.shape)
    for limit, constraint in times:
        time[limit.person, limit.month] = max(0.0, constraint.dual_value())
    loss = {choice: -one.reduced_cost() for choice, one in zip(columns, chosen, strict=True)}
    part = {choice: one.solution_value() for choice, one in zip(columns, chosen, strict=True)}
    return Prices(time, max(0.0, -asked.dual_value()), objective.Value(), part, loss)


def bound(instance: Instance, prices: Prices, goal: Goal) -> tuple[float, list[Choice]]:
    """More than which no plan can reach, and the choices that would be worth their price, come in or not."""
    total = float((prices.time * instance.free).sum()) - prices.urgency * goal.staffed
    worthy: list[Choice] = []
    for rows in instance.rows_of:
        gains = [_gain(instance, row, prices, goal) for row in rows]
        heads = [_head(gain, len(rows) + MORE) for gain in gains]
        total += _best_distinct(gains, [head[: len(rows)] for head in heads])
        worthy += [(row, person) for row, head in zip(rows, heads, strict=True) for person in head]
    return total, worthy


def _gain(instance: Instance, row: int, prices: Prices, goal: Goal) -> Floats:
    """What each person would bring in this row beyond what his time costs."""
    seat = instance.rows[row]
    cost = prices.time[:, list(seat.months)].sum(axis=1) * seat.hours
    gain: Floats = goal.of_row(instance, row) + prices.urgency * seat.urgency - cost
    return gain


def _head(gain: Floats, count: int) -> list[int]:
    """Those who bring most, if anything."""
    few = np.argpartition(-gain, min(count, len(gain)) - 1)[:count] if len(gain) else np.array([], np.int64)
    few = few[gain[few] > TINY]
    return [int(person) for person in few[np.argsort(-gain[few], kind="stable")]]


def _best_distinct(gains: list[Floats], heads: list[list[int]]) -> float:
    """The most that different people in these seats can bring; each head holds as many as there are seats."""
    if len(gains) == 1:
        return float(gains[0][heads[0][0]]) if heads[0] else 0.0
    best = 0.0
    for people in product(*([*head, None] for head in heads)):
        named = [person for person in people if person is not None]
        if len(named) == len(set(named)):
            held = zip(gains, people, strict=True)
            best = max(best, sum(float(gain[person]) for gain, person in held if person is not None))
    return best
