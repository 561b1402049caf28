"""The numbers of a plan: seats as rows, people as columns, and how much time everybody has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rubric.matching.domain.asked import Need
from rubric.matching.domain.ranking import line_ups
from rubric.matching.domain.roster import Numbers, Roster
from rubric.matching.domain.weights import DEFAULT_WEIGHTS

Floats = NDArray[np.float64]

#: In a table of points: may not be chosen.
REFUSED = -1
#: What staying with somebody who was proposed is worth, in points: small changes do not reshuffle everything.
KEPT = 500


@dataclass(frozen=True)
class Open:
    """An engagement to be staffed; `urgency` weighs its seats, from 1 on.

    By the number of a seat: who is `locked` and who was `proposed`. Who is locked holds his seat in every plan,
    whatever a rule says: somebody has decided so.
    """

    need: Need
    urgency: int = 1
    locked: Mapping[int, str] = field(default_factory=dict)
    proposed: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A seat: of which engagement (by its place), which of its seats, and what its holder spends in which months."""

    engagement: int
    seat: int
    urgency: int
    hours: int
    months: tuple[int, ...]
    locked: int | None


class Instance:
    """Everything that a plan is made from."""

    def __init__(
        self, roster: Roster, engagements: Sequence[Open], weights: Mapping[str, int] = DEFAULT_WEIGHTS
    ) -> None:
        self.roster, self.engagements = roster, tuple(engagements)
        self.months: dict[date, int] = {}
        for one in self.engagements:
            for month in one.need.months:
                self.months.setdefault(month, len(self.months))
        self.rows: list[Row] = []
        self.points = np.full((sum(len(one.need.seats) for one in self.engagements), len(roster)), REFUSED, np.int32)
        for place, one in enumerate(self.engagements):
            self._add(place, one, weights)

    @cached_property
    def free(self) -> Numbers:
        """Hours that each person has left, by month."""
        table = np.zeros((len(self.roster), len(self.months)), np.int64)
        for month, column in self.months.items():
            table[:, column] = np.maximum(self.roster.hours_in(month)[1], 0)
        for row in self.rows:
            if row.locked is not None:  # what was decided is never without time
                table[row.locked, list(row.months)] = np.maximum(table[row.locked, list(row.months)], row.hours)
        return table

    @cached_property
    def rows_of(self) -> list[list[int]]:
        """By engagement, the numbers of its rows."""
        rows: list[list[int]] = [[] for _one in self.engagements]
        for number, row in enumerate(self.rows):
            rows[row.engagement].append(number)
        return rows

    @cached_property
    def urgency(self) -> Numbers:
        """By row."""
        return np.array([row.urgency for row in self.rows], np.int64)

    def _add(self, place: int, one: Open, weights: Mapping[str, int]) -> None:
        months = tuple(self.months[month] for month in one.need.months)
        locked = {seat: self.roster.place[key] for seat, key in one.locked.items()}
        for seat, line_up in enumerate(line_ups(self.roster, one.need, weights)):
            points = self.points[len(self.rows)]
            points[:] = np.where(line_up.may, line_up.points, REFUSED)
            points[[person for other, person in locked.items() if other != seat]] = REFUSED
            if seat in locked:
                points[:] = REFUSED
                points[locked[seat]] = line_up.points[locked[seat]]
            proposed = self.roster.place.get(one.proposed.get(seat, ""))
            if proposed is not None and points[proposed] != REFUSED:
                points[proposed] += KEPT
            self.rows.append(Row(place, seat, one.urgency, one.need.hours, months, locked.get(seat)))
