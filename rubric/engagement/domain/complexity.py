"""How complex an engagement seems, proposed from a few questions that anybody can answer after a first talk.

Rules use it to say who is needed (`domain.md` §3: what needs complex analysis takes a Master and a Change Maker). It is
a first look: the coordinator decides.
"""

from collections.abc import Collection
from enum import StrEnum


class Complexity(StrEnum):
    """How the trouble looks from outside.

    * simple    the issue to work on can be seen
    * moderate  several issues hang together
    * complex   it takes analysis to see what the issue is
    """

    SIMPLE = "simple"
    MODERATE = "moderate"
    COMPLEX = "complex"


class Sign(StrEnum):
    """What makes an engagement complex.

    * several-issues  the owner names several troubles that hang together
    * unclear-cause   where they come from cannot be told after a first talk
    * people          people stand in the way: the owner, his family, old hands
    * many-parties    several businesses, sites, companies of a group or lenders are involved
    * analysis        it takes figures or special knowledge to see where the trouble lies
    """

    SEVERAL_ISSUES = "several-issues"
    UNCLEAR_CAUSE = "unclear-cause"
    PEOPLE = "people"
    MANY_PARTIES = "many-parties"
    ANALYSIS = "analysis"


#: Together these two say that nobody sees the issue without work on it.
_HIDDEN = frozenset({Sign.UNCLEAR_CAUSE, Sign.ANALYSIS})
MODERATE_FROM, COMPLEX_FROM = 1, 4


def proposed_complexity(signs: Collection[str]) -> Complexity:
    """What the answers speak for: one sign makes it moderate; four of them, or a hidden cause, complex."""
    seen = set(signs) & set(Sign)
    if len(seen) >= COMPLEX_FROM or seen >= _HIDDEN:
        return Complexity.COMPLEX
    return Complexity.MODERATE if len(seen) >= MODERATE_FROM else Complexity.SIMPLE
