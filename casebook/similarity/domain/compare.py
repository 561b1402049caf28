"""How like two companies are, field by field, with a reason for each point.

Same trouble matters first, then industry and size, then place (`domain.md` §2: a reader looks for his own trouble). The
score is the sum of the reasons' points and nothing else; what is unknown on either side says nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casebook.profiles.domain.profile import CompanyProfile
from platform_site.reference.company_size import SizeClass
from platform_site.reference.industries import related
from platform_site.reference.prefectures import nearness


class Kind(StrEnum):
    """How a field agrees."""

    SAME = "same"
    NEAR = "near"


@dataclass(frozen=True)
class Reason:
    """Why two companies are alike: the field, how it agrees, the shared or the other company's values, the points."""

    field: str
    kind: Kind
    values: tuple[str, ...]
    points: float


@dataclass(frozen=True)
class Weights:
    """Points a field can give. A second shared barrier gives half of the first, a third a quarter."""

    barrier: float = 40
    approach: float = 8
    situation: float = 12
    industry: float = 20
    related_industry: float = 8
    size: float = 15
    next_size: float = 6
    prefecture: float = 12
    bureau: float = 6
    neighbour: float = 4


@dataclass(frozen=True)
class Comparison:
    """All reasons, those with most points first."""

    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The sum of the reasons' points."""
        return sum(reason.points for reason in self.reasons)


DEFAULT_WEIGHTS = Weights()
SIZES = (SizeClass.SMALL, SizeClass.SME, SizeClass.MID_SIZE, SizeClass.LARGE)


def compare(mine: CompanyProfile, other: CompanyProfile, weights: Weights = DEFAULT_WEIGHTS) -> Comparison:
    """How `other` is like `mine`. Symmetric in its score."""
    found = [
        *_shared("barrier", mine.barriers, other.barriers, weights.barrier),
        *_shared("situation", mine.situation, other.situation, weights.situation),
        *_shared("approach", mine.approaches, other.approaches, weights.approach),
        *_industry(mine, other, weights),
        *_size(mine, other, weights),
        *_place(mine, other, weights),
    ]
    return Comparison(tuple(sorted(found, key=lambda reason: -reason.points)))


def _shared(field: str, mine: tuple[str, ...], other: tuple[str, ...], points: float) -> Iterator[Reason]:
    common = tuple(value for value in mine if value in other)
    if common:
        yield Reason(field, Kind.SAME, common, points * (2 - 0.5 ** (len(common) - 1)))


def _industry(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    if not mine.industry or not other.industry:
        return
    if mine.industry == other.industry:
        yield Reason("industry", Kind.SAME, (other.industry,), weights.industry)
    elif other.industry in related(mine.industry):
        yield Reason("industry", Kind.NEAR, (other.industry,), weights.related_industry)


def _size(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    if mine.size not in SIZES or other.size not in SIZES:
        return
    bands = SIZES.index(other.size) - SIZES.index(mine.size)
    if bands == 0:
        yield Reason("size", Kind.SAME, (other.size.value,), weights.size)
    elif abs(bands) == 1:
        yield Reason("size", Kind.NEAR, ("larger" if bands > 0 else "smaller",), weights.next_size)


def _place(mine: CompanyProfile, other: CompanyProfile, weights: Weights) -> Iterator[Reason]:
    if not mine.prefecture or not other.prefecture:
        return
    points = (weights.prefecture, weights.bureau, weights.neighbour, 0.0)[nearness(mine.prefecture, other.prefecture)]
    if points == weights.prefecture:
        yield Reason("place", Kind.SAME, (other.prefecture,), points)
    elif points:
        yield Reason("place", Kind.NEAR, (other.prefecture,), points)
