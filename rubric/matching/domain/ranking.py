"""Who fits a seat how well, with every reason, and which teams fit an engagement best.

* standing  one person before one seat: the refusals of the hard rules, or the points of the soft terms
* line-up   all people of a roster before one seat
* team      a different person for each seat; its total is what the reasons of its holders add up to

Between equals the smaller key comes first, of persons and of teams alike: the same question has the same answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from rubric.matching.domain.asked import Need, Seat
from rubric.matching.domain.roster import Candidate, Marks, Numbers, Roster
from rubric.matching.domain.rules import RULES, Refusal, Rule
from rubric.matching.domain.terms import TERMS, Term
from rubric.matching.domain.weights import DEFAULT_WEIGHTS


class Reason(NamedTuple):
    """What speaks for somebody: the term, the share of it that he reaches (0 to 100), and share × weight as points."""

    term: str
    share: int
    points: int


@dataclass(frozen=True)
class Placed:
    """Somebody who may take a seat, with his place in the line-up (from 1), his points and their reasons."""

    candidate: Candidate
    place: int
    points: int
    reasons: tuple[Reason, ...]


class LineUp:
    """All people of a roster before one seat of an engagement."""

    def __init__(
        self,
        roster: Roster,
        need: Need,
        seat: Seat,
        weights: Mapping[str, int] = DEFAULT_WEIGHTS,
        shared: "_Shared | None" = None,
    ) -> None:
        self.roster, self.need, self.seat = roster, need, seat
        self.weights: Numbers = np.array([weights[term.name] for term in TERMS], np.int64)
        self._shared = shared or _Shared()

    @cached_property
    def refused(self) -> Marks:
        """By rule and person, in the order of `RULES` and of the roster."""
        asked = (self.roster, self.need, self.seat)
        return np.stack(
            [rule.refuses(*asked) if rule.looks_at_seat else self._shared.refused(rule, *asked) for rule in RULES]
        )

    @cached_property
    def may(self) -> Marks:
        """Whom no rule refuses."""
        refused: Marks = np.any(self.refused, axis=0)
        return ~refused

    @cached_property
    def shares(self) -> Numbers:
        """By term and person, 0 to 100."""
        asked = (self.roster, self.need, self.seat)
        return np.stack(
            [term.shares(*asked) if term.looks_at_seat else self._shared.shares(term, *asked) for term in TERMS]
        )

    @cached_property
    def points(self) -> Numbers:
        """By person, whether he may take the seat or not."""
        return self.weights @ self.shares

    @cached_property
    def order(self) -> Sequence[int]:
        """The places in the roster of those who may, best first."""
        able = np.flatnonzero(self.may)
        return [int(place) for place in able[np.argsort(-self.points[able], kind="stable")]]

    def ranked(self, count: int | None = None) -> list[Placed]:
        """Those who may take the seat, best first, `count` at most, each with all his reasons."""
        chosen = self.order[:count]
        shares = self.shares[:, chosen].T.tolist()
        points = self.points[chosen].tolist()
        return [
            Placed(self.roster.candidates[index], number, total, self._reasons(row))
            for number, (index, total, row) in enumerate(zip(chosen, points, shares, strict=True), start=1)
        ]

    def reasons(self, key: str) -> tuple[Reason, ...]:
        """What speaks for the person with this key. Raises KeyError where there is none."""
        return self._reasons(self.shares[:, self.roster.place[key]].tolist())

    def refusals(self, key: str) -> tuple[Refusal, ...]:
        """Every rule against the person with this key. Raises KeyError where there is none."""
        place = self.roster.place[key]
        candidate = self.roster.candidates[place]
        return tuple(
            Refusal(rule.name, {} if rule.is_private else rule.facts(candidate, self.need, self.seat), rule.is_private)
            for rule, against in zip(RULES, self.refused[:, place], strict=True)
            if against
        )

    @cached_property
    def _told(self) -> list[tuple[str, int]]:
        return [(term.name, int(weight)) for term, weight in zip(TERMS, self.weights, strict=True)]

    def _reasons(self, shares: Sequence[int]) -> tuple[Reason, ...]:
        """Those that give points, most first; `TERMS` decides between equals."""
        told = zip(self._told, shares, strict=True)
        reasons = [Reason(name, share, share * weight) for (name, weight), share in told if share and weight]
        reasons.sort(key=_points, reverse=True)
        return tuple(reasons)


class _Shared:
    """What is the same before every seat of one engagement, worked out once."""

    def __init__(self) -> None:
        self._refused: dict[str, Marks] = {}
        self._shares: dict[str, Numbers] = {}

    def refused(self, rule: Rule, roster: Roster, need: Need, seat: Seat) -> Marks:
        if rule.name not in self._refused:
            self._refused[rule.name] = rule.refuses(roster, need, seat)
        return self._refused[rule.name]

    def shares(self, term: Term, roster: Roster, need: Need, seat: Seat) -> Numbers:
        if term.name not in self._shares:
            self._shares[term.name] = term.shares(roster, need, seat)
        return self._shares[term.name]


def _points(reason: Reason) -> int:
    return reason.points


@dataclass(frozen=True)
class Team:
    """A different person for each seat, in the order of the need's seats; None where nobody may take it."""

    holders: tuple[Placed | None, ...]

    @property
    def points(self) -> int:
        """What the reasons of all its holders add up to."""
        return sum(holder.points for holder in self.holders if holder)

    @property
    def keys(self) -> tuple[str, ...]:
        """Whom it is made of, an empty string for a seat without anybody."""
        return tuple(holder.candidate.key if holder else "" for holder in self.holders)

    @property
    def held(self) -> int:
        """How many seats have somebody."""
        return len(self.holders) - len(self.missing)

    @property
    def is_whole(self) -> bool:
        """Whether every seat has somebody."""
        return None not in self.holders

    @property
    def missing(self) -> tuple[int, ...]:
        """The seats without anybody, by their number from 0."""
        return tuple(number for number, holder in enumerate(self.holders) if holder is None)


def line_ups(roster: Roster, need: Need, weights: Mapping[str, int] = DEFAULT_WEIGHTS) -> list[LineUp]:
    """A line-up for each seat; seats that ask the same share theirs."""
    shared = _Shared()
    by_seat = {seat: LineUp(roster, need, seat, weights, shared) for seat in need.seats}
    return [by_seat[seat] for seat in need.seats]


def best_teams(line_up: Sequence[LineUp], count: int = 3) -> list[Team]:
    """The best teams: those with most seats held, then with most points, then those whose keys come first.

    A team among the best never needs a person who stands further back in a line-up than `count` + seats: there would be
    as many better teams with somebody of those before him in his place. So these heads are all that is looked at.
    Seats that ask the same are interchangeable; of teams that differ in nothing else only one is told.
    """
    heads = [one.ranked(count + len(line_up)) for one in line_up]
    twins = [_twin(line_up, number) for number in range(len(line_up))]
    return _Search(heads, twins, count).best()


def _twin(line_up: Sequence[LineUp], number: int) -> int | None:
    """The last seat before this one that asks the same."""
    return max((before for before in range(number) if line_up[before] is line_up[number]), default=None)


class _Search:
    """Every team of the heads, seat by seat, but for those that cannot be among the best any more."""

    def __init__(self, heads: Sequence[Sequence[Placed]], twins: Sequence[int | None], count: int) -> None:
        self.heads, self.twins, self.count = heads, twins, count
        self.ahead = [sum(head[0].points for head in heads[number:] if head) for number in range(len(heads) + 1)]
        self.found: list[Team] = []

    def best(self) -> list[Team]:
        self._fill(())
        return self.found

    def _fill(self, holders: tuple[Placed | None, ...]) -> None:
        if len(holders) == len(self.heads):
            self.found = sorted([*self.found, Team(holders)], key=_rank)[: self.count]
        elif not self._is_hopeless(Team(holders)):
            for one in self._free(holders):
                self._fill((*holders, one))

    def _free(self, holders: tuple[Placed | None, ...]) -> Iterator[Placed | None]:
        """Who may come next: nobody twice, and after his twin's holder where the seats ask the same."""
        taken = {holder.candidate.key for holder in holders if holder}
        twin = self.twins[len(holders)]
        after = 0 if twin is None else _place(holders[twin])
        for one in self.heads[len(holders)]:
            if one.place > after and one.candidate.key not in taken:
                yield one
        yield None

    def _is_hopeless(self, begun: Team) -> bool:
        """Whether it is behind the worst that is kept, even with the best of all that may follow."""
        if len(self.found) < self.count:
            return False
        number = len(begun.holders)
        held = begun.held + sum(bool(head) for head in self.heads[number:])
        return (held, begun.points + self.ahead[number]) < (self.found[-1].held, self.found[-1].points)


def _place(holder: Placed | None) -> float:
    """Nobody stands behind everybody."""
    return holder.place if holder else float("inf")


def _rank(team: Team) -> tuple[int, int, tuple[str, ...]]:
    return (-team.held, -team.points, team.keys)
