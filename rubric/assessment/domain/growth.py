"""Levels over time. What was rated by an older version is shown by the elements of the newest (decision 8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rubric.framework.domain.crosswalk import Carried, Crosswalk
from rubric.framework.domain.levels import Level


@dataclass(frozen=True)
class Earlier:
    """An assessment of a day: its levels and the overall one by the version it was made on.

    `crosswalk` leads from that version to the newest, of which it is itself where they are one.
    """

    on: date
    version: int
    levels: Mapping[str, Level]
    crosswalk: Crosswalk
    overall: Level | None = None


@dataclass(frozen=True)
class Point:
    """A level on a day. `is_rough` where it cannot be compared exactly: its element was split or merged since.

    An overall level is the one reached then, never reckoned anew; it is rough where anything about its elements is.
    """

    on: date
    version: int
    level: Level
    is_rough: bool = False


@dataclass(frozen=True)
class Incomparable:
    """What an assessment does not tell: `unknown` newer elements, and `lost` older ones that nothing shows."""

    on: date
    version: int
    unknown: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Growth:
    """A series for the overall level and for each element of the newest version, in its order; the oldest point first.

    An element that no assessment tells of has an empty series.
    """

    overall: tuple[Point, ...]
    elements: Mapping[str, tuple[Point, ...]]
    incomparable: tuple[Incomparable, ...]


def growth(assessments: Iterable[Earlier]) -> Growth:
    """How levels moved. Raises ValueError where the crosswalks do not all lead to the same elements."""
    told = sorted(assessments, key=lambda one: one.on)
    slugs = told[-1].crosswalk.new if told else ()
    if any(one.crosswalk.new != slugs for one in told):
        raise ValueError("the crosswalks lead to different versions")
    carried = [(one, one.crosswalk.carry(one.levels)) for one in told]
    return Growth(
        overall=tuple(
            Point(one.on, one.version, one.overall, _is_rough(found)) for one, found in carried if one.overall
        ),
        elements={slug: _series(slug, carried) for slug in slugs},
        incomparable=tuple(
            Incomparable(one.on, one.version, found.unknown, found.lost)
            for one, found in carried
            if found.unknown or found.lost
        ),
    )


def _is_rough(carried: Carried) -> bool:
    return bool(carried.roughly or carried.unknown or carried.lost)


def _series(slug: str, carried: Iterable[tuple[Earlier, Carried]]) -> tuple[Point, ...]:
    return tuple(
        Point(one.on, one.version, found.levels[slug], slug in found.roughly)
        for one, found in carried
        if slug in found.levels
    )
