"""What a person is good at, and what to work on next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rubric.assessment.domain.rule import Claim, Policy, Shape, domain_level, elements_of
from rubric.assessment.domain.ways_up import Act, ways_up
from rubric.framework.domain.levels import Level


class Why(StrEnum):
    """Why an element is a next step."""

    RAISES_OVERALL = "raises-overall"
    EVIDENCE_FOR_OVERALL = "evidence-for-overall"
    WEAKEST = "weakest"
    WITHOUT_EVIDENCE = "without-evidence"


@dataclass(frozen=True)
class Step:
    """An element to work on, and the level to reach: the one above its own, or, of evidence, its own."""

    element: str
    level: Level
    why: Why


def next_steps(shape: Shape, claims: Mapping[str, Claim], policy: Policy, most: int = 3) -> tuple[Step, ...]:
    """What to work on next, each element once: what raises the overall level, then the weakest, then lack of evidence.

    Of what raises the overall level the lowest element comes first, and evidence last.

    Whoever has the highest level everywhere, with evidence, is left without a step. Elements that are not answered are
    no step.
    """
    steps: dict[str, Step] = {}
    for step in _steps(shape, claims, policy):
        steps.setdefault(step.element, step)
    return tuple(steps.values())[:most]


def _steps(shape: Shape, claims: Mapping[str, Claim], policy: Policy) -> Iterator[Step]:
    changes = ways_up(shape, claims, policy)
    for change in sorted(changes, key=lambda one: (one.act is Act.EVIDENCE, claims[one.element].level)):
        own = claims[change.element].level
        if change.act is Act.RAISE:
            yield Step(change.element, Level(own + 1), Why.RAISES_OVERALL)
        else:
            yield Step(change.element, own, Why.EVIDENCE_FOR_OVERALL)
    answered = [slug for slug in elements_of(shape) if slug in claims]
    for slug in sorted(answered, key=lambda slug: (claims[slug].level, claims[slug].is_evidenced)):
        if above := claims[slug].level.next:
            yield Step(slug, above, Why.WEAKEST)
        elif not claims[slug].is_evidenced:
            yield Step(slug, claims[slug].level, Why.WITHOUT_EVIDENCE)


def strengths(shape: Shape, claims: Mapping[str, Claim], most: int = 3) -> tuple[str, ...]:
    """The elements furthest above the person's own median, among equals those with evidence first."""
    answered = [slug for slug in elements_of(shape) if slug in claims]
    if not answered:
        return ()
    middle = domain_level([claims[slug].level for slug in answered])
    above = [slug for slug in answered if claims[slug].level > middle]
    return tuple(sorted(above, key=lambda slug: (-claims[slug].level, not claims[slug].is_evidenced))[:most])
