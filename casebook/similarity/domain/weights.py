"""How much each kind of agreement weighs, and where a likeness is too weak to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

GROUP_OF: Mapping[str, str] = MappingProxyType(
    {
        "barrier": "trouble",
        "situation": "trouble",
        "approach": "trouble",
        "text": "words",
        "industry": "company",
        "size": "company",
        "place": "place",
    }
)
"""The fields that say the same thing in several ways: inside a group the best match counts in full."""

NEXT_IN_GROUP = 0.5
"""What the second best match of a group counts, as a share of its points; the third counts this share of that."""

HIGHEST = 100
"""No weight is higher, and no score."""


@dataclass(frozen=True)
class Weights:
    """Points for full agreement, 0 to 100 each, by field; ``related_industry`` … ``neighbour`` for near agreement.

    ``least`` is the share (0 to 100) of what is asked for that a case must reach to be shown.
    """

    barrier: int = 40
    situation: int = 30
    approach: int = 10
    text: int = 30
    industry: int = 20
    related_industry: int = 5
    size: int = 10
    next_size: int = 5
    prefecture: int = 10
    bureau: int = 5
    neighbour: int = 5
    least: int = 25


DEFAULT_WEIGHTS = Weights()
"""Chosen by measurement on the judged profiles (`benchmarks/quality`), in round numbers."""
