"""Who may review whom (issue 5, *Review*): a coordinator or named senior of the author's own organisation."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: The month in which the fiscal year (年度) begins.
APRIL = 4


@dataclass(frozen=True)
class Reviewer:
    """What is known of somebody who may be asked. People and organisations are named by their keys."""

    person: int
    organisation: int | None
    is_coordinator: bool = False
    is_named_senior: bool = False
    is_active: bool = True


@dataclass(frozen=True)
class Author:
    """What is known of the one who asks."""

    person: int
    organisation: int | None


class Refusal(StrEnum):
    """Why somebody cannot be asked."""

    SELF = "self"
    OTHER_ORGANISATION = "other-organisation"
    NO_REVIEWER = "no-reviewer"
    EACH_OTHER = "each-other"
    ALREADY_ASKED = "already-asked"
    INACTIVE = "inactive"


def refusals(candidate: Reviewer, author: Author, open_pairs: Collection[tuple[int, int]] = ()) -> tuple[Refusal, ...]:
    """All that speaks against it; empty where the candidate can be asked.

    `open_pairs` are those of this round, each as (author, reviewer). Two people never review each other in one round,
    whichever of them is the senior.
    """
    return tuple(_refusals(candidate, author, open_pairs))


def _refusals(candidate: Reviewer, author: Author, open_pairs: Collection[tuple[int, int]]) -> Iterator[Refusal]:
    if candidate.person == author.person:
        yield Refusal.SELF
    if author.organisation is None or candidate.organisation != author.organisation:
        yield Refusal.OTHER_ORGANISATION
    if not (candidate.is_coordinator or candidate.is_named_senior):
        yield Refusal.NO_REVIEWER
    if (candidate.person, author.person) in open_pairs:
        yield Refusal.EACH_OTHER
    if (author.person, candidate.person) in open_pairs:
        yield Refusal.ALREADY_ASKED
    if not candidate.is_active:
        yield Refusal.INACTIVE


def round_began(today: date) -> date:
    """The first day of the round that runs today: the fiscal year (年度), by which bodies plan and train."""
    return date(today.year - (today.month < APRIL), APRIL, 1)
