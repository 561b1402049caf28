"""The rule by which levels of elements make an overall level, and what would change it (issue 5, *Result*).

* domain level   the median of its elements' levels; of two in the middle, the lower
* overall level  the highest L for which all of these hold: every domain's level is L or more (*median*); no element is
                 more than `Policy.below` under L (*lowest*); from `Policy.evidenced_from` on, at least
                 `Policy.evidenced_elements` elements have evidence (*evidence*)

Whatever holds for a level holds for those under it, so a higher element or more evidence never lowers the outcome.
The lowest level is asked nothing: whoever has answered everything has reached it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rubric.framework.domain.levels import Level

#: The slugs of each domain's elements, by the slug of the domain, both in the rubric's order.
Shape = Mapping[str, tuple[str, ...]]

#: No month is shorter, in days.
SHORTEST_MONTH = 28


@dataclass(frozen=True)
class Policy:
    """What editors decide about the rule. Raises ValueError for what could not be kept.

    * below               how many levels an element may be under the overall one
    * evidenced_from      the first overall level that asks for evidence; not the lowest
    * evidenced_elements  how many elements must then have evidence; all of them where a rubric has fewer
    * months_valid        for how many calendar months a level counts
    * remind_days         how many days before the end a reminder goes, the earliest first
    """

    below: int = 1
    evidenced_from: Level = Level.CHALLENGER
    evidenced_elements: int = 3
    months_valid: int = 24
    remind_days: tuple[int, ...] = (60, 14)

    def __post_init__(self) -> None:
        if self.below < 0 or self.evidenced_elements < 0:
            raise ValueError("below and evidenced_elements are 0 or more")
        if self.evidenced_from is Level.STARTER:
            raise ValueError("the lowest level asks for no evidence")
        if self.months_valid < 1:
            raise ValueError("a level counts for a month at least")
        self._check_reminders()

    def _check_reminders(self) -> None:
        if list(self.remind_days) != sorted(set(self.remind_days), reverse=True):
            raise ValueError("reminders stand in order, the earliest first")
        if any(not 0 < days < self.months_valid * SHORTEST_MONTH for days in self.remind_days):
            raise ValueError("a reminder goes while the level counts")

    def evidence_needed(self, level: Level, *, of: int) -> int:
        """How many of so many elements must have evidence for an overall `level`."""
        return min(self.evidenced_elements, of) if level >= self.evidenced_from else 0


@dataclass(frozen=True)
class Claim:
    """The level claimed for an element, and whether evidence is given for it."""

    level: Level
    is_evidenced: bool = False


class Kind(StrEnum):
    """What a condition is about."""

    MEDIAN = "median"
    LOWEST = "lowest"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Condition:
    """What `level` asks for. `needed` and `found` are levels, or, of evidence, numbers of elements.

    `in_the_way` are the elements that keep it from being met, in the rubric's order; `lacking` of them would have to
    rise, or to be given evidence. `domain` is that of a median.
    """

    level: Level
    kind: Kind
    needed: int
    found: int
    domain: str = ""
    in_the_way: tuple[str, ...] = ()
    lacking: int = 0

    @property
    def is_met(self) -> bool:
        """Whether it holds."""
        return self.found >= self.needed


@dataclass(frozen=True)
class Verdict:
    """The overall `level`, None while an element is `missing`; the level of every domain that is fully answered.

    `conditions` are those of the level reached, then those of the next one.
    """

    level: Level | None
    domains: Mapping[str, Level]
    conditions: tuple[Condition, ...] = ()
    missing: tuple[str, ...] = ()


def elements_of(shape: Shape) -> tuple[str, ...]:
    """Every element in the rubric's order."""
    return tuple(slug for slugs in shape.values() for slug in slugs)


def domain_level(levels: Collection[Level]) -> Level:
    """The median, of two in the middle the lower. Raises ValueError where there is no level."""
    if not levels:
        raise ValueError("no level, no median")
    return sorted(levels)[(len(levels) - 1) // 2]


def verdict(shape: Shape, claims: Mapping[str, Claim], policy: Policy) -> Verdict:
    """What the claims come to. Claims for elements that the rubric does not have are left out."""
    domains = {
        domain: domain_level([claims[slug].level for slug in slugs])
        for domain, slugs in shape.items()
        if slugs and all(slug in claims for slug in slugs)
    }
    missing = tuple(slug for slug in elements_of(shape) if slug not in claims)
    if missing or not domains:
        return Verdict(None, domains, missing=missing)
    reached = max(level for level in Level if is_reached(shape, claims, policy, level))
    told = [level for level in (reached, reached.next) if level]
    return Verdict(reached, domains, tuple(one for level in told for one in conditions(shape, claims, policy, level)))


def is_reached(shape: Shape, claims: Mapping[str, Claim], policy: Policy, level: Level) -> bool:
    """Whether complete claims meet all that `level` asks for."""
    return all(condition.is_met for condition in conditions(shape, claims, policy, level))


def conditions(shape: Shape, claims: Mapping[str, Claim], policy: Policy, level: Level) -> Iterator[Condition]:
    """All that `level` asks of complete claims; what every level of an element meets is not named."""
    if level > Level.STARTER:
        for domain, slugs in shape.items():
            yield from _median(domain, slugs, claims, level)
    if level - policy.below > Level.STARTER:
        yield _lowest(elements_of(shape), claims, policy, level)
    if policy.evidence_needed(level, of=len(elements_of(shape))):
        yield _evidence(elements_of(shape), claims, policy, level)


def _median(domain: str, slugs: tuple[str, ...], claims: Mapping[str, Claim], level: Level) -> Iterator[Condition]:
    if not slugs:
        return
    under = tuple(slug for slug in slugs if claims[slug].level < level)
    found = domain_level([claims[slug].level for slug in slugs])
    lacking = max(0, median_quorum(slugs) - (len(slugs) - len(under)))
    yield Condition(level, Kind.MEDIAN, level, found, domain, under if lacking else (), lacking)


def median_quorum(slugs: Collection[str]) -> int:
    """How many of a domain's elements must be of a level for its median to be."""
    return len(slugs) // 2 + 1


def _lowest(slugs: tuple[str, ...], claims: Mapping[str, Claim], policy: Policy, level: Level) -> Condition:
    needed = level - policy.below
    under = tuple(slug for slug in slugs if claims[slug].level < needed)
    found = min(claims[slug].level for slug in slugs)
    return Condition(level, Kind.LOWEST, needed, found, in_the_way=under, lacking=len(under))


def _evidence(slugs: tuple[str, ...], claims: Mapping[str, Claim], policy: Policy, level: Level) -> Condition:
    without = tuple(slug for slug in slugs if not claims[slug].is_evidenced)
    needed, found = policy.evidence_needed(level, of=len(slugs)), len(slugs) - len(without)
    lacking = max(0, needed - found)
    return Condition(level, Kind.EVIDENCE, needed, found, in_the_way=without if lacking else (), lacking=lacking)
