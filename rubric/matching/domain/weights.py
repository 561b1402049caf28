"""How much each soft term weighs: 0 (not at all) to 100."""

from collections.abc import Mapping
from types import MappingProxyType

MOST = 100

#: The same trouble first, then the trade, then what somebody has shown; place and load decide between the able.
DEFAULT_WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "barrier": 100,
        "industry": 70,
        "approach": 50,
        "results": 70,
        "cases": 50,
        "place": 50,
        "just-enough": 60,
        "load": 40,
        "style": 30,
        "wish": 30,
        "continuity": 60,
        "growth": 60,
    }
)


def checked(weights: Mapping[str, int]) -> Mapping[str, int]:
    """A weight for each term and for nothing else. Raises ValueError naming what is wrong."""
    names = set(DEFAULT_WEIGHTS)
    if unknown := set(weights) - names:
        raise ValueError(f"no such term: {', '.join(sorted(unknown))}")
    if missing := names - set(weights):
        raise ValueError(f"no weight for: {', '.join(sorted(missing))}")
    if wrong := [name for name, weight in weights.items() if not 0 <= weight <= MOST]:
        raise ValueError(f"not between 0 and {MOST}: {', '.join(sorted(wrong))}")
    return weights
