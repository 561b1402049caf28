"""The people who may be asked, one by one and as columns.

* candidate  one supporter as matching sees him; his key is stable, and decides between equals
* roster     all of them at once: each property as an array with a place for each candidate, so that a rule looks at ten
             thousand people in one go. Sets of slugs are bits of a number; `Bits` keeps which slug is which bit

A roster is made once and asked for many engagements.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from platform_site.reference.prefectures import PREFECTURES
from rubric.assessment.domain.strength import Strength
from rubric.matching.domain.asked import Style

#: The prefectures in their order, after nowhere.
PLACES = ("", *PREFECTURES)
_PLACE_OF = {slug: place for place, slug in enumerate(PLACES)}

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]
BitSets = NDArray[np.uint64]

#: How many slugs of one kind there may be: prefectures are 47, industries 20, the taxonomies' terms are editors'.
MOST_BITS = 64


@dataclass(frozen=True)
class Closed:
    """An engagement that somebody accompanied to its end."""

    industry: str
    barriers: tuple[str, ...]
    approaches: tuple[str, ...]
    went_well: bool


@dataclass(frozen=True)
class Candidate:
    """A supporter who may be asked.

    `level` is the overall level (0: none that may be used), `levels` those of the elements, `strength` what stands
    behind them, up to the end of `valid_until` where they are signed. `hours` maps a month to (offered, booked). He is
    good at `industries`, `barriers` and `approaches` as he says; what he has shown is told by `closed` engagements and
    `cases`. `conflicts` are companies, their names folded, whom he must not accompany; nobody else ever learns which.
    `open_to` are organisations beside his own that may ask him, None: all.
    """

    key: str
    organisations: frozenset[str] = frozenset()
    open_to: frozenset[str] | None = frozenset()
    level: int = 0
    levels: Mapping[str, int] = field(default_factory=dict)
    strength: Strength = Strength.SELF_STATED
    valid_until: date | None = None
    base: str = ""
    reach: frozenset[str] = frozenset()
    is_online: bool = False
    hours: Mapping[date, tuple[int, int]] = field(default_factory=dict)
    industries: frozenset[str] = frozenset()
    barriers: frozenset[str] = frozenset()
    approaches: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    style: Style = Style.EITHER
    learns_industries: frozenset[str] = frozenset()
    learns_barriers: frozenset[str] = frozenset()
    declined_industries: frozenset[str] = frozenset()
    closed: tuple[Closed, ...] = ()
    cases: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()

    @cached_property
    def shown_industries(self) -> frozenset[str]:
        """Industries in which he has brought an engagement to its end."""
        return frozenset(one.industry for one in self.closed if one.industry)

    @cached_property
    def shown_barriers(self) -> frozenset[str]:
        """Barriers that were met in what he has brought to its end."""
        return frozenset(slug for one in self.closed for slug in one.barriers)

    @cached_property
    def shown_approaches(self) -> frozenset[str]:
        """Approaches with which he has brought an engagement to its end."""
        return frozenset(slug for one in self.closed for slug in one.approaches)


class Bits:
    """Which slug is which bit; a slug is given the next free bit when it is first met."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}

    def of(self, slugs: Iterable[str]) -> int:
        """The number with the bits of all these slugs. Raises OverflowError beyond `MOST_BITS` different ones."""
        number = 0
        for slug in slugs:
            place = self._place.setdefault(slug, len(self._place))
            if place >= MOST_BITS:
                raise OverflowError(f"more than {MOST_BITS} different slugs")
            number |= 1 << place
        return number


class Roster:
    """All candidates as columns, in the order of their keys."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates: tuple[Candidate, ...] = tuple(sorted(candidates, key=lambda one: one.key))
        self.place = {one.key: place for place, one in enumerate(self.candidates)}
        self.bits: defaultdict[str, Bits] = defaultdict(Bits)
        self._sets: dict[str, BitSets] = {}
        self._element_levels: dict[str, Numbers] = {}

    def __len__(self) -> int:
        return len(self.candidates)

    @cached_property
    def level(self) -> Numbers:
        """Overall levels, 0 where there is none."""
        return self._numbers(one.level for one in self.candidates)

    @cached_property
    def strength(self) -> Numbers:
        """What stands behind the levels."""
        return self._numbers(one.strength for one in self.candidates)

    @cached_property
    def valid_until(self) -> Numbers:
        """The ordinal of the last day on which signed levels count, 0 where none are signed."""
        return self._numbers(one.valid_until.toordinal() if one.valid_until else 0 for one in self.candidates)

    @cached_property
    def is_online(self) -> Marks:
        """Who works online."""
        return np.fromiter((one.is_online for one in self.candidates), np.bool_, len(self))

    @cached_property
    def base(self) -> Numbers:
        """Where each sets out from, as a place in `PLACES`."""
        return self._numbers(_PLACE_OF[one.base] for one in self.candidates)

    def element_level(self, element: str) -> Numbers:
        """Levels in one element, 0 where there is none."""
        if element not in self._element_levels:
            self._element_levels[element] = self._numbers(one.levels.get(element, 0) for one in self.candidates)
        return self._element_levels[element]

    def sets(self, name: str, kind: str) -> BitSets:
        """The property `name`, a slug or a set of slugs of this `kind`, as bits."""
        if name not in self._sets:
            bits = self.bits[kind]
            numbers = (bits.of(_slugs(getattr(one, name))) for one in self.candidates)
            self._sets[name] = np.fromiter(numbers, np.uint64, len(self))
        return self._sets[name]

    def has_any(self, name: str, kind: str, slugs: Iterable[str]) -> Marks:
        """Whose set `name` holds any of these slugs."""
        marks: Marks = (self.sets(name, kind) & np.uint64(self.bits[kind].of(slugs))) != 0
        return marks

    def count(self, name: str, kind: str, slugs: Iterable[str]) -> Numbers:
        """How many of these slugs the set `name` of each holds."""
        held = self.sets(name, kind) & np.uint64(self.bits[kind].of(slugs))
        counts: Numbers = np.bitwise_count(held).astype(np.int64)
        return counts

    def among(self, keys: Iterable[str]) -> Marks:
        """Who is one of these people; keys of people who are not here are passed over."""
        marks = np.zeros(len(self), np.bool_)
        marks[[self.place[key] for key in keys if key in self.place]] = True
        return marks

    def hours_in(self, month: date) -> tuple[Numbers, Numbers]:
        """Hours offered and hours free in a month; both 0 where nothing is offered."""
        column = self._months.get(month)
        if column is None:
            return self._nothing, self._nothing
        return self._hours[0, column], self._free[column]

    def holders(self, name: str, value: str) -> Sequence[int]:
        """The places of those whose set `name` holds `value`, for sets with very many values: companies, cases."""
        return self._indexes[name].get(value, ())

    @cached_property
    def is_open_to_all(self) -> Marks:
        """Who lets every organisation ask him."""
        return np.fromiter((one.open_to is None for one in self.candidates), np.bool_, len(self))

    def may_be_asked_by(self, organisation: str) -> Marks:
        """Who belongs to the organisation or lets it ask him."""
        marks = self.is_open_to_all.copy()
        marks[list(self.holders("organisations", organisation))] = True
        marks[list(self.holders("open_to", organisation))] = True
        return marks

    @cached_property
    def closed(self) -> "ClosedColumns":
        """All closed engagements of all candidates."""
        return ClosedColumns(self)

    @cached_property
    def _indexes(self) -> dict[str, dict[str, list[int]]]:
        names = ("conflicts", "cases", "organisations", "open_to")
        indexes: dict[str, dict[str, list[int]]] = {name: {} for name in names}
        for place, one in enumerate(self.candidates):
            for name, index in indexes.items():
                for value in getattr(one, name) or ():
                    index.setdefault(value, []).append(place)
        return indexes

    @cached_property
    def _months(self) -> dict[date, int]:
        months = {month for one in self.candidates for month in one.hours}
        return {month: column for column, month in enumerate(sorted(months))}

    @cached_property
    def _hours(self) -> NDArray[np.int64]:
        table = np.zeros((2, len(self._months), len(self)), np.int64)
        for place, one in enumerate(self.candidates):
            for month, told in one.hours.items():
                table[:, self._months[month], place] = told
        return table

    @cached_property
    def _free(self) -> Numbers:
        offered, booked = self._hours
        return np.asarray(offered - booked, np.int64)

    @cached_property
    def _nothing(self) -> Numbers:
        return np.zeros(len(self), np.int64)

    def _numbers(self, numbers: Iterable[int]) -> Numbers:
        return np.fromiter((int(number) for number in numbers), np.int64, len(self))


def _slugs(value: str | frozenset[str]) -> Iterable[str]:
    return filter(None, [value]) if isinstance(value, str) else value


class ClosedColumns:
    """Closed engagements as columns, each with the place of whoever accompanied it."""

    def __init__(self, roster: Roster) -> None:
        rows = [(place, one) for place, who in enumerate(roster.candidates) for one in who.closed if one.went_well]
        count = len(rows)
        self.who = np.fromiter((place for place, _one in rows), np.int64, count)
        industries, barriers = roster.bits["industry"], roster.bits["barrier"]
        self.industry = np.fromiter((industries.of(filter(None, [one.industry])) for _, one in rows), np.uint64, count)
        self.barriers = np.fromiter((barriers.of(one.barriers) for _, one in rows), np.uint64, count)
