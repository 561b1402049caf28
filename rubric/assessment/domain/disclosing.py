"""Who sees what of an assessment (issue 5, *Who sees what*).

A person may look in several roles, and sees what any of them shows. What no line of the table names, nobody sees.

* A draft is its author's alone.
* The reviewer rates on the evidence. What the author rated, and noted on it, he sees once he has handed in his own
  rating; at that moment the author sees his. What is taken back from him, or withdrawn, he sees no longer.
* Levels that both signed, never texts, are seen by coordinators of the author's organisation, and by those of another
  one as long as the author offers himself to it.
* Whoever looks for the national body sees nothing of a person; he gets counts (`suppression.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rubric.assessment.domain.states import State


class Part(StrEnum):
    """Parts of an assessment. Those from `self-levels` on exist once it is submitted.

    * draft            all that stands in a draft
    * self-levels      the author's levels
    * notes            what he noted on them; it would give them away
    * evidence         what he bases them on
    * reviewer-levels  the reviewer's levels and notes
    * agreed-levels    the levels written down after the talk
    """

    DRAFT = "draft"
    SELF_LEVELS = "self-levels"
    NOTES = "notes"
    EVIDENCE = "evidence"
    REVIEWER_LEVELS = "reviewer-levels"
    AGREED_LEVELS = "agreed-levels"


class Role(StrEnum):
    """In what role somebody looks."""

    AUTHOR = "author"
    RATED_AUTHOR = "rated-author"
    BLIND_REVIEWER = "blind-reviewer"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Facts:
    """What is known of who looks at what.

    `is_asked_reviewer` is who is asked now. `offers_himself_to_viewer_org` is said of a viewer who coordinates another
    organisation. `is_national` is whoever looks for the national body, whatever else he may be there.
    """

    state: State
    is_author: bool = False
    is_asked_reviewer: bool = False
    reviewer_has_rated: bool = False
    is_coordinator_of_same_org: bool = False
    offers_himself_to_viewer_org: bool = False
    is_national: bool = False


_OWN = frozenset({Part.SELF_LEVELS, Part.NOTES, Part.EVIDENCE})
_BOTH = _OWN | {Part.REVIEWER_LEVELS}
_ALL = _BOTH | {Part.AGREED_LEVELS}

#: What each role sees in each state; nothing where the state is not named.
SEEN: Mapping[Role, Mapping[State, frozenset[Part]]] = MappingProxyType(
    {
        Role.AUTHOR: dict.fromkeys(State, _OWN) | {State.DRAFT: frozenset({Part.DRAFT})},
        Role.RATED_AUTHOR: {
            State.RATED: _BOTH,
            State.TO_SIGN: _ALL,
            State.AGREED: _ALL,
            State.RETURNED: _BOTH,
            State.WITHDRAWN: _BOTH,
        },
        Role.BLIND_REVIEWER: {State.UNDER_REVIEW: frozenset({Part.EVIDENCE})},
        Role.REVIEWER: {State.RATED: _BOTH, State.TO_SIGN: _ALL, State.AGREED: _ALL, State.RETURNED: _BOTH},
        Role.COORDINATOR: {State.AGREED: frozenset({Part.AGREED_LEVELS})},
    }
)


def parts_seen(facts: Facts) -> frozenset[Part]:
    """What is shown to the one who looks; empty where it does not exist for him."""
    return frozenset(part for role in _roles(facts) for part in SEEN[role].get(facts.state, frozenset()))


def _roles(facts: Facts) -> Iterator[Role]:
    if facts.is_author:
        yield Role.AUTHOR
        if facts.reviewer_has_rated:
            yield Role.RATED_AUTHOR
    elif facts.is_asked_reviewer:
        yield Role.REVIEWER if facts.reviewer_has_rated else Role.BLIND_REVIEWER
    if not facts.is_national and (facts.is_coordinator_of_same_org or facts.offers_himself_to_viewer_org):
        yield Role.COORDINATOR
