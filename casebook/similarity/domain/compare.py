"""How like two companies are, field by field, with a reason for each point.

Same trouble matters first, then industry and size, then place (``domain.md`` §2: a reader looks for his own trouble).
Each field gives a share of its weight; inside a group (``weights.GROUP_OF``) the best match counts in full, the next
one half, the one after it a quarter. What is unknown on either side says nothing.

* points  what the reasons of a comparison add up to; symmetric
* share   the points as a share (0 to 100) of what a company just like ``mine`` would reach: whether a case has enough
          of what was asked for to be shown
* score   the points as a share (0 to 100) of what agreement in every field would give, asked for or not: what may be
          said of the likeness. Whoever tells only a size hears of no great likeness, however well the size agrees

Neither depends on what is unknown of the other company.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.domain.memo.weighing import CONTRADICTIONS
from casebook.similarity.domain.size import bands_apart
from casebook.similarity.domain.weights import DEFAULT_WEIGHTS, GROUP_OF, NEXT_IN_GROUP, Weights
from casebook.similarity.domain.wording import NO_TEXT, SharedWords
from platform_site.reference.industries import related
from platform_site.reference.prefectures import nearness


class Kind(StrEnum):
    """How a field agrees."""

    SAME = "same"
    NEAR = "near"
    DIFFERS = "differs"
    TEXT = "text"


@dataclass(frozen=True)
class Reason:
    """The field, how it agrees, its values and the points. A difference is a reason too, of no points.

    ``values`` are those that agree, or, where they are near or differ, the other company's; of a size that differs, how
    (``larger``, ``smaller``, ``much-larger``, ``much-smaller``); of the text, words that both say.
    """

    field: str
    kind: Kind
    values: tuple[str, ...]
    points: float = 0.0

    @property
    def is_another_size(self) -> bool:
        """Whether the other company is of another size, be it the next one."""
        return self.field == "size" and self.kind is not Kind.SAME


@dataclass(frozen=True)
class Comparison:
    """All reasons, those with most points first, differences last.

    ``possible`` are the points of a company just like the one in hand, ``whole`` those of agreement in every field.
    """

    reasons: tuple[Reason, ...]
    possible: float = 0.0
    whole: float = 0.0

    @property
    def agreeing(self) -> tuple[Reason, ...]:
        """The reasons that speak for it."""
        return tuple(reason for reason in self.reasons if reason.kind is not Kind.DIFFERS)

    @property
    def differing(self) -> tuple[Reason, ...]:
        """What is known on both sides and differs."""
        return tuple(reason for reason in self.reasons if reason.kind is Kind.DIFFERS)

    @property
    def speaking(self) -> tuple[Reason, ...]:
        """The agreeing reasons that a reader takes for one: who reads "one size larger" takes it for a difference."""
        return tuple(reason for reason in self.agreeing if reason.points and not reason.is_another_size)

    @property
    def points(self) -> float:
        """The sum of the reasons' points."""
        return sum(reason.points for reason in self.reasons)

    @property
    def share(self) -> float:
        """The points as a share of what is possible, 0 to 100."""
        return _percent(self.points, self.possible)

    @property
    def score(self) -> float:
        """The points as a share of the whole, 0 to 100."""
        return _percent(self.points, self.whole)


def compare(
    mine: CompanyProfile,
    other: CompanyProfile,
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    words: SharedWords = NO_TEXT,
    possible: float | None = None,
) -> Comparison:
    """How `other` is like `mine`; `words` is how much their texts say alike.

    `possible` spares whoever compares with many to have it reckoned each time (`points_possible`).
    """
    found = _grouped(_reasons(mine, other, weights, words))
    best = points_possible(mine, weights, has_text=bool(words)) if possible is None else possible
    whole = points_of_all_fields(weights, has_text=bool(words))
    return Comparison(tuple(sorted(found, key=lambda reason: -reason.points)), best, whole)


def points_possible(mine: CompanyProfile, weights: Weights = DEFAULT_WEIGHTS, *, has_text: bool = False) -> float:
    """The points of a company that is just like `mine` in all that is known of it."""
    words = replace(NO_TEXT, grade=1.0, is_asked=True) if has_text else NO_TEXT
    return sum(reason.points for reason in _grouped(_reasons(mine, mine, weights, words)))


@cache
def points_of_all_fields(weights: Weights = DEFAULT_WEIGHTS, *, has_text: bool = False) -> float:
    """The points of agreement in each of the six fields, and in the words where a text was given."""
    full = [
        Reason("barrier", Kind.SAME, (), weights.barrier),
        Reason("situation", Kind.SAME, (), weights.situation),
        Reason("approach", Kind.SAME, (), weights.approach),
        Reason("industry", Kind.SAME, (), weights.industry),
        Reason("size", Kind.SAME, (), weights.size),
        Reason("place", Kind.SAME, (), weights.prefecture),
    ]
    if has_text:
        full.append(Reason("text", Kind.TEXT, (), weights.text))
    return sum(reason.points for reason in _grouped(full))


def _percent(part: float, whole: float) -> float:
    return min(100.0, 100 * part / whole) if whole else 0.0


def _reasons(mine: CompanyProfile, other: CompanyProfile, weights: Weights, words: SharedWords) -> Iterator[Reason]:
    yield from _shared("barrier", mine.barriers, other.barriers, weights.barrier)
    yield from _situation(mine, other, weights)
    yield from _shared("approach", mine.approaches, other.approaches, weights.approach)
    if words.grade:
        yield Reason("text", Kind.TEXT, words.words, weights.text * words.grade)
    yield from _industry(mine, other, weights)
    yield from _size(mine, other, weights)
    yield from _place(mine, other, weights)


def _grouped(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """The reasons with the points that count: inside a group, each only a share of those better than it."""
    by_group: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_group.setdefault(GROUP_OF[reason.field], []).append(reason)
    for found in by_group.values():
        found.sort(key=lambda reason: -reason.points)
        yield found[0]
        for place, reason in enumerate(found[1:], 1):
            yield Reason(reason.field, reason.kind, reason.values, reason.points * NEXT_IN_GROUP**place)


def _shared(field: str, mine: tuple[str, ...], other: tuple[str, ...], weight: float) -> Iterator[Reason]:
    """Of several values, full points where all agree, the fewer the more either has for itself (Dice)."""
    if not mine or not other:
        return
    common = tuple(value for value in mine if value in other)
    if common:
        yield Reason(field, Kind.SAME, common, weight * 2 * len(common) / (len(mine) + len(other)))
    elif field == "barrier":
        yield Reason(field, Kind.DIFFERS, other)


def _situation(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    common = tuple(_shared("situation", mine.situation, other.situation, weights.situation))
    yield from common
    opposed = tuple(value for value in other.situation if any(_excludes(value, own) for own in mine.situation))
    if opposed and not common:
        yield Reason("situation", Kind.DIFFERS, opposed)


def _excludes(one: str, other: str) -> bool:
    return (one, other) in CONTRADICTIONS or (other, one) in CONTRADICTIONS


def _industry(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    if not mine.industry or not other.industry:
        return
    if mine.industry == other.industry:
        yield Reason("industry", Kind.SAME, (other.industry,), weights.industry)
    elif other.industry in related(mine.industry):
        yield Reason("industry", Kind.NEAR, (other.industry,), weights.related_industry)
    else:
        yield Reason("industry", Kind.DIFFERS, (other.industry,))


def _size(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    apart = bands_apart(mine, other)
    if apart is None:
        return
    if apart == 0:
        yield Reason("size", Kind.SAME, (), weights.size)
        return
    way = "larger" if apart > 0 else "smaller"
    if abs(apart) == 1:
        yield Reason("size", Kind.NEAR, (way,), weights.next_size)
    else:
        yield Reason("size", Kind.DIFFERS, (f"much-{way}",))


def _place(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    if not mine.prefecture or not other.prefecture:
        return
    far = nearness(mine.prefecture, other.prefecture)
    points = (weights.prefecture, weights.bureau, weights.neighbour, 0)[far]
    kind = (Kind.SAME, Kind.NEAR, Kind.NEAR, Kind.DIFFERS)[far]
    yield Reason("place", kind, (other.prefecture,), points)
