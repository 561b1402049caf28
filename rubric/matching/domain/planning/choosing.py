"""Deciding among the choices that came in (CP-SAT): staffed first, then fit, then balance."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from rubric.matching.domain.planning.instance import Instance
from rubric.matching.domain.planning.prices import Choice, Columns, Goal, limits

#: Ways of searching side by side; fewer find much less.
WORKERS = 8
#: Up to so many choices they take turns, so that the same question has the same answer; of more, time decides anyway.
IN_TURNS = 5_000
LEAST_SECONDS = 0.1

#: Asked at every better plan, from whichever thread found it, and between the steps; whoever answers true calls it off.
Watch = Callable[[], bool]


def nobody_watches() -> bool:
    """Never calls it off."""
    return False


@dataclass
class Choosing:
    """The model, and the best plan so far, which each step begins with.

    `is_proven`: the last step has looked at all there is to choose from, so that nothing of it is better.
    """

    instance: Instance
    columns: Columns
    best: set[Choice] = field(default_factory=set)
    watch: Watch = nobody_watches
    is_proven: bool = False

    def __post_init__(self) -> None:
        self.model = cp_model.CpModel()
        self.chosen = {choice: self.model.new_bool_var("") for choice in self.columns}
        self._seats()
        self._once_in_an_engagement()
        self._time()

    def most(self, goal: Goal, *, seconds: float, enough: float) -> int:
        """The best worth that is found in `seconds`; more than `enough` need not be sought."""
        if self._reached(goal) < enough:
            self.model.maximize(self._worth(goal))
            self._solve(seconds, enough=enough)
        return self._reached(goal)

    def keep_to(self, goal: Goal) -> None:
        """What was reached for this goal is not given up for the next."""
        self.model.add(self._worth(goal) >= self._reached(goal))

    def _worth(self, goal: Goal) -> cp_model.LinearExprT:
        return sum(goal.worth(self.instance, *choice) * chosen for choice, chosen in self.chosen.items())

    def _reached(self, goal: Goal) -> int:
        return sum(goal.worth(self.instance, *choice) for choice in self.best)

    def balance(self, *, seconds: float) -> None:
        """Of plans that are worth the same, the one in which fewest seats go to people who hold another one."""
        over = []
        for choices in self._by_person().values():
            if len(choices) > 1:
                more = self.model.new_int_var(0, len(choices), "")
                self.model.add(more >= sum(self.chosen[choice] for choice in choices) - 1)
                over.append(more)
        self.model.minimize(sum(over))
        self._solve(seconds)

    def _solve(self, seconds: float, *, enough: float | None = None) -> None:
        self.is_proven = False
        if self.watch():
            return
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools leaves this one untyped
        for choice, chosen in self.chosen.items():
            self.model.add_hint(chosen, choice in self.best)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(seconds, LEAST_SECONDS)
        solver.parameters.num_workers = WORKERS
        solver.parameters.interleave_search = len(self.chosen) <= IN_TURNS
        status = solver.solve(self.model, _Progress(self.watch, enough))
        self.is_proven = status == cp_model.OPTIMAL
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.best = {choice for choice, chosen in self.chosen.items() if solver.boolean_value(chosen)}

    def _seats(self) -> None:
        by_row: dict[int, list[cp_model.IntVar]] = {}
        for (row, _person), chosen in self.chosen.items():
            by_row.setdefault(row, []).append(chosen)
        for row, several in by_row.items():
            if self.instance.rows[row].locked is None:
                self.model.add_at_most_one(several)
            else:
                self.model.add_exactly_one(several)

    def _once_in_an_engagement(self) -> None:
        together: dict[Choice, list[cp_model.IntVar]] = {}
        for (row, person), chosen in self.chosen.items():
            together.setdefault((self.instance.rows[row].engagement, person), []).append(chosen)
        for several in together.values():
            if len(several) > 1:
                self.model.add_at_most_one(several)

    def _time(self) -> None:
        every = list(self.chosen.values())
        for limit in limits(self.instance, self.columns):
            spent = zip(limit.at, limit.hours, strict=True)
            self.model.add(sum(every[place] * hours for place, hours in spent) <= limit.free)

    def _by_person(self) -> dict[int, Collection[Choice]]:
        choices: dict[int, list[Choice]] = {}
        for choice in self.columns:
            choices.setdefault(choice[1], []).append(choice)
        return dict(choices)


class _Progress(cp_model.CpSolverSolutionCallback):
    """Tells of every better plan, and stops where it is good enough or nobody waits for it any more."""

    def __init__(self, watch: Watch, enough: float | None) -> None:
        super().__init__()
        self.watch, self.enough = watch, enough

    def on_solution_callback(self) -> None:
        is_enough = self.enough is not None and round(self.objective_value) >= self.enough
        if self.watch() or is_enough:
            self.stop_search()
