"""What is kept of a finished plan: ids and numbers only, so that whoever reads it later sees what he may see then.

* line      what the plan says of one open seat: who takes it and why, or what keeps everybody from it
* nearest   somebody whom one rule alone keeps from a seat that nobody may take, and what would have to be otherwise
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rubric.matching.domain.asked import Seat
from rubric.matching.domain.writing import Written, read_seat

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Nearest:
    """Somebody who could take the seat if one thing were otherwise. `facts` are written (`write_facts`)."""

    person: int
    rule: str
    facts: Written


@dataclass(frozen=True)
class Line:
    """One open seat in a plan.

    `seat` is its row, None where it only followed from the policy; `number` counts the open seats of its engagement
    from 0. `able` is how many people could have taken it, `kept` that the plan before said the same, `locked` that
    somebody had decided so. `binding` counts, by rule, whom that rule alone keeps from it.
    """

    seat: int | None
    number: int
    seat_asked: Written
    person: int | None = None
    points: int = 0
    reasons: tuple[Mapping[str, Any], ...] = ()
    kept: bool = False
    locked: bool = False
    able: int = 0
    binding: Mapping[str, int] | None = None
    nearest: tuple[Nearest, ...] = ()

    @property
    def asked(self) -> Seat:
        """The seat as matching sees it."""
        return read_seat(self.seat_asked)


@dataclass(frozen=True)
class Lines:
    """The open seats of one engagement."""

    engagement: int
    seats: tuple[Line, ...]


@dataclass(frozen=True)
class Figures:
    """What a list tells of a finished plan: how many of its seats have somebody, and how good it is."""

    seats: int
    filled: int
    staffed: int
    staffed_bound: int
    gap: float
    is_optimal: bool


@dataclass(frozen=True)
class Result(Figures):
    """A finished plan. `seats` and `people` tell how large the question was; the rest is as in `planning.plan.Plan`."""

    engagements: tuple[Lines, ...]
    people: int
    fit: int
    fit_bound: int
    points: int
    seconds: float

    @property
    def several(self) -> int:
        """How many people hold more than one seat."""
        people = [line.person for _engagement, line in self.lines() if line.person is not None]
        return sum(people.count(person) > 1 for person in set(people))

    @property
    def people_named(self) -> set[int]:
        """Everybody who is named in it."""
        chosen = {line.person for _engagement, line in self.lines() if line.person is not None}
        return chosen | {near.person for _engagement, line in self.lines() for near in line.nearest}

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every open seat, with its engagement."""
        for one in self.engagements:
            for line in one.seats:
                yield one.engagement, line


def write_result(result: Result) -> Written:
    """Nothing but words and numbers."""
    return asdict(result)


def read_result(written: Mapping[str, Any]) -> Result:
    """The result that was written."""
    return Result(**{**written, "engagements": tuple(_lines(one) for one in written["engagements"])})


def _lines(written: Mapping[str, Any]) -> Lines:
    return Lines(written["engagement"], tuple(_line(one) for one in written["seats"]))


def _line(written: Mapping[str, Any]) -> Line:
    nearest = tuple(Nearest(**one) for one in written["nearest"])
    return Line(**{**written, "reasons": tuple(written["reasons"]), "nearest": nearest})


def write_facts(facts: Mapping[str, Any]) -> Written:
    """The facts of a sentence as they are kept: days become text, also where they are keys."""
    return {_text(name): _written(value) for name, value in facts.items()}


def read_facts(written: Mapping[str, Any]) -> Mapping[Any, Any]:
    """The facts that were written."""
    return {_day(name): _read(value) for name, value in written.items()}


def _written(value: Any) -> Any:
    if isinstance(value, Mapping):
        return write_facts(value)
    if isinstance(value, (tuple, list)):
        return [_written(one) for one in value]
    return _text(value)


def _read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return read_facts(value)
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    return _day(value)


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(value: Any) -> Any:
    """No slug looks like a day."""
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
