"""How far those who rate the same thing agree, and by how much one of them is off (issue 5, *Calibration*).

Levels count as equally far apart, 1 to 4, here and in a drift. A *thing* is whatever is rated: an element of a
vignette, or the same element in several vignettes.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from rubric.framework.domain.levels import Level


class Rated(NamedTuple):
    """The level that a rater gave a thing. Whoever did not rate it is not there: nothing stands for "missing"."""

    rater: Hashable
    thing: Hashable
    level: Level


class Agreement(StrEnum):
    """What an alpha means; the bounds are Krippendorff's own, 0.800 and 0.667 (*Content Analysis*)."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    WEAK = "weak"
    CHANCE = "chance"

    @classmethod
    def of(cls, alpha: float) -> "Agreement":
        """By the figure as it is shown, with two decimals: what reads 0.80 is reliable."""
        shown = round(alpha, 2)
        if shown >= 0.80:
            return cls.RELIABLE
        if shown >= 0.67:
            return cls.TENTATIVE
        return cls.WEAK if shown > 0 else cls.CHANCE


class Closeness(StrEnum):
    """How close together the levels lie that a single thing was given; alpha says nothing of a single thing."""

    SAME = "same"
    NEIGHBOURS = "neighbours"
    APART = "apart"


def alpha(ratings: Iterable[Rated]) -> float | None:
    """Krippendorff's alpha: 1 is full agreement, 0 what chance brings, less is worse than chance.

    None where it says nothing: fewer than two things were rated by two people or more, or all of these ratings are one
    and the same level.
    """
    shared = _of_several_raters(ratings)
    if len({one.thing for one in shared}) < 2 or len({one.level for one in shared}) < 2:
        return None
    # All of nltk comes with it: most processes never need it.
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import interval_distance

    task = AnnotationTask([(one.rater, one.thing, int(one.level)) for one in shared], distance=interval_distance)
    return float(task.alpha())


def drift(pairs: Iterable[tuple[Level, Level]]) -> float | None:
    """By how many levels somebody rates above the reference on average (negative: below). Pairs: given, reference.

    None without any.
    """
    apart = [given - reference for given, reference in pairs]
    return sum(apart) / len(apart) if apart else None


def spread(levels: Iterable[Level]) -> dict[Level, int]:
    """How many gave each level: all levels in order, those that nobody gave with 0."""
    given = Counter(levels)
    return {level: given[level] for level in Level}


def closeness(people: Mapping[Level, int]) -> Closeness:
    """How wide a spread is. Raises ValueError where nobody gave any level."""
    given = [level for level, count in people.items() if count]
    width = max(given) - min(given)
    return Closeness.SAME if width == 0 else Closeness.NEIGHBOURS if width == 1 else Closeness.APART


def _of_several_raters(ratings: Iterable[Rated]) -> list[Rated]:
    """Those of things that two or more rated, in an order that is always the same."""
    by_thing: defaultdict[Hashable, list[Rated]] = defaultdict(list)
    for one in ratings:
        by_thing[one.thing].append(one)
    return [one for given in by_thing.values() if len(given) > 1 for one in given]
