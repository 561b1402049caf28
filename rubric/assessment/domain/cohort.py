"""How people stand together: whose levels still count, how many stand where, and who sees himself as others see him.

What was signed on an older version is counted by the elements of the newest, through a crosswalk: every count of an
element comes to all people, with those apart of whom nothing comparable is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rubric.framework.domain.crosswalk import Crosswalk
from rubric.framework.domain.levels import Level

#: So long before its end a level is shown as ending.
SOON = timedelta(days=90)

#: The number of a level by the slug of an element.
Levels = Mapping[str, int]
#: In place of a level: nothing comparable is known.
UNKNOWN = 0


class Term(StrEnum):
    """How it stands with the time of somebody's signed levels.

    * valid      they count
    * ends-soon  they count, for 90 days more at most
    * ended      they count as self-stated
    * none       nothing has been signed
    """

    VALID = "valid"
    ENDS_SOON = "ends-soon"
    ENDED = "ended"
    NONE = "none"


COUNTING = frozenset({Term.VALID, Term.ENDS_SOON})


def term(valid_until: date | None, today: date) -> Term:
    """How it stands today with levels that count to the end of a day; None where there are none."""
    if valid_until is None:
        return Term.NONE
    if valid_until < today:
        return Term.ENDED
    return Term.ENDS_SOON if valid_until <= today + SOON else Term.VALID


@dataclass(frozen=True)
class Spread:
    """How many people stand on each level of an element, the lowest first."""

    element: str
    counts: tuple[int, ...]
    unknown: int = 0

    def below(self, target: Level) -> int:
        """How many have not come to `target` yet: the demand for training."""
        return sum(self.counts[: target - min(Level)])


@dataclass(frozen=True)
class Difference:
    """How many saw themselves on the same level as their reviewer did, before they talked; above it, below it."""

    element: str
    same: int
    above: int
    below: int
    unknown: int = 0


class Move(StrEnum):
    """How somebody's overall level lies to the one signed before it; `first` where there is none."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"
    FIRST = "first"


@dataclass(frozen=True)
class Group:
    """People whose levels were signed on one version, and the way from there to the newest.

    `others` are levels of the same people, in the same order, that theirs are compared with.
    """

    crosswalk: Crosswalk
    levels: Sequence[Levels]
    others: Sequence[Levels] = ()


def spreads(elements: Iterable[str], groups: Sequence[Group]) -> list[Spread]:
    """Of each element of the newest version, in its order, how the people of all groups stand on it."""
    return [_spread(element, groups) for element in elements]


def by_demand(found: Iterable[Spread], target: Level) -> list[Spread]:
    """The elements in which most people have not come to `target` first; equals keep their order."""
    return sorted(found, key=lambda one: -one.below(target))


def differences(elements: Iterable[str], groups: Sequence[Group]) -> list[Difference]:
    """Of each element how often `levels` are the same as `others`, above them, below them."""
    return [_difference(element, groups) for element in elements]


def move(before: int | None, now: int) -> Move:
    """How a level lies to the one before it."""
    if before is None:
        return Move.FIRST
    return Move.SAME if now == before else Move.HIGHER if now > before else Move.LOWER


def quarter_began(today: date) -> date:
    """The first day of the calendar quarter."""
    return date(today.year, today.month - (today.month - 1) % 3, 1)


def next_quarter(today: date) -> date:
    """The first day of the quarter after this one."""
    return quarter_began(quarter_began(today) + timedelta(days=100))


def _spread(element: str, groups: Sequence[Group]) -> Spread:
    found: Counter[int] = Counter()
    for group in groups:
        found.update(_column(group.levels, group.crosswalk.sources(element)))
    return Spread(element, tuple(found[level] for level in Level), found[UNKNOWN])


def _difference(element: str, groups: Sequence[Group]) -> Difference:
    found: Counter[int | None] = Counter()
    for group in groups:
        sources = group.crosswalk.sources(element)
        pairs = zip(_column(group.levels, sources), _column(group.others, sources), strict=True)
        found.update(_side(own, other) for own, other in pairs)
    return Difference(element, found[0], found[1], found[-1], found[None])


def _side(own: int, other: int) -> int | None:
    if UNKNOWN in (own, other):
        return None
    return (own > other) - (own < other)


def _column(people: Sequence[Levels], sources: Sequence[str]) -> list[int]:
    """The level of each person in an element that came of `sources`, as `Crosswalk.carry` says it."""
    if len(sources) == 1:
        (source,) = sources
        return [levels.get(source, UNKNOWN) for levels in people]
    return [min((levels.get(source, UNKNOWN) for source in sources), default=UNKNOWN) for levels in people]
