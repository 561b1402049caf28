"""The shortest way to the next overall level."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rubric.assessment.domain.rule import Claim, Policy, Shape, elements_of, median_quorum, verdict
from rubric.framework.domain.levels import Level


class Act(StrEnum):
    """What a change does."""

    RAISE = "raise"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Change:
    """An element that has to reach `level`; or, of evidence, one to give evidence for, and the level that it has then.

    Evidence counts for any element: the one that is named is a proposal.
    """

    act: Act
    element: str
    level: Level


def ways_up(shape: Shape, claims: Mapping[str, Claim], policy: Policy) -> tuple[Change, ...]:
    """What leads to the next level with the fewest steps of elements in all, and among those by the fewest elements.

    None of the changes can be left out. Raises come first, in the rubric's order, then evidence. Empty at the highest
    level, and while an element is missing.
    """
    reached = verdict(shape, claims, policy).level
    if reached is None or reached.next is None:
        return ()
    goal = reached.next
    raised = {slug: level for slugs in shape.values() for slug, level in _raises(slugs, claims, policy, goal)}
    evidenced = _to_evidence(shape, claims, policy, goal, raised)
    return (
        *(Change(Act.RAISE, slug, raised[slug]) for slug in elements_of(shape) if slug in raised),
        *(Change(Act.EVIDENCE, slug, raised.get(slug, claims[slug].level)) for slug in evidenced),
    )


def _raises(
    slugs: tuple[str, ...], claims: Mapping[str, Claim], policy: Policy, goal: Level
) -> Iterator[tuple[str, Level]]:
    """The raises inside a domain: what is too low comes up to the floor, and what the median lacks up to the goal."""
    floor = Level(max(Level.STARTER, goal - policy.below))
    under = [slug for slug in slugs if claims[slug].level < goal]

    def nearest(slug: str) -> tuple[int, bool]:
        """The steps beyond those that the floor asks for anyhow; then what has to rise in any case."""
        return goal - max(claims[slug].level, floor), claims[slug].level >= floor

    lacking = max(0, median_quorum(slugs) - (len(slugs) - len(under)))
    to_goal = sorted(under, key=nearest)[:lacking]
    for slug in under:
        if slug in to_goal:
            yield slug, goal
        elif claims[slug].level < floor:
            yield slug, floor


def _to_evidence(
    shape: Shape, claims: Mapping[str, Claim], policy: Policy, goal: Level, raised: Mapping[str, Level]
) -> list[str]:
    """The elements to give evidence for: those of the highest level first, where there is most to show."""
    without = [slug for slug in elements_of(shape) if not claims[slug].is_evidenced]
    found = len(elements_of(shape)) - len(without)
    lacking = max(0, policy.evidence_needed(goal, of=len(elements_of(shape))) - found)
    return sorted(without, key=lambda slug: -raised.get(slug, claims[slug].level))[:lacking]
