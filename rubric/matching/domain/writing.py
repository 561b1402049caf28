"""Policies and seats as they are kept: nothing but words and numbers, read back to the same objects."""

from collections.abc import Iterable, Mapping
from typing import Any

from platform_site.reference.company_size import SizeClass
from rubric.assessment.domain.strength import Strength
from rubric.engagement.domain.complexity import Complexity
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.policy import Policy, Rule

Written = dict[str, Any]


def write_seat(seat: Seat) -> Written:
    """A seat in words and numbers."""
    return {
        "role": seat.role.value,
        "level": int(seat.level),
        "elements": {element: int(level) for element, level in seat.elements},
        "strength": int(seat.strength),
    }


def read_seat(written: Mapping[str, Any]) -> Seat:
    """The seat that was written. Raises ValueError and KeyError for what is none."""
    return Seat(
        role=Role(written["role"]),
        level=Level(written["level"]),
        elements=elements_of(written["elements"]),
        strength=Strength(written["strength"]),
    )


def elements_of(levels: Mapping[str, int]) -> tuple[tuple[str, Level], ...]:
    """Levels asked in elements, in a stable order. Raises ValueError for what is no level."""
    return tuple((element, Level(level)) for element, level in sorted(levels.items()))


def write_policy(policy: Policy) -> list[Written]:
    """A policy's rules in their order."""
    return [_write_rule(rule) for rule in policy.rules]


def read_policy(written: Iterable[Mapping[str, Any]]) -> Policy:
    """The policy that was written. Raises WrongPolicy, ValueError and KeyError for what is none."""
    return Policy(tuple(_read_rule(rule) for rule in written))


def _write_rule(rule: Rule) -> Written:
    return {
        "name": rule.name,
        "seats": [write_seat(seat) for seat in rule.seats],
        "sizes": sorted(size.value for size in rule.sizes),
        "complexities": sorted(one.value for one in rule.complexities),
        "situation": sorted(rule.situation),
        "is_regional_core": rule.is_regional_core,
    }


def _read_rule(written: Mapping[str, Any]) -> Rule:
    return Rule(
        name=written["name"],
        seats=tuple(read_seat(seat) for seat in written["seats"]),
        sizes=frozenset(SizeClass(size) for size in written["sizes"]),
        complexities=frozenset(Complexity(one) for one in written["complexities"]),
        situation=frozenset(written["situation"]),
        is_regional_core=written["is_regional_core"],
    )
