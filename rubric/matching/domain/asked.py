"""What an engagement asks of those who are to accompany it.

* need   one engagement as matching sees it: where, when, how long, for what kind of company, and with which seats
* seat   a place in the team: its role, the level it takes and how much has to stand behind that level (`domain.md` §3)
* month  the first day of a calendar month; hours are booked by the month

Unknown is an empty string, an empty tuple or None; what is unknown asks for nothing. Slugs are those of `design.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rubric.assessment.domain.strength import Strength
from rubric.framework.domain.levels import Level


class Role(StrEnum):
    """What the holder of a seat is there for (`domain.md` §4: expert, coordinator and recorder make a team)."""

    LEAD = "lead"
    EXPERT = "expert"
    COORDINATOR = "coordinator"
    RECORDER = "recorder"
    TRAINEE = "trainee"


class Style(StrEnum):
    """How somebody works: encouraging the owner's own steps (後押し型), or proposing them (提案型)."""

    ENCOURAGING = "encouraging"
    PROPOSING = "proposing"
    EITHER = "either"


@dataclass(frozen=True)
class Seat:
    """A place in the team. `elements` are levels asked in elements of the rubric, beside the overall one."""

    role: Role
    level: Level = Level.STARTER
    elements: tuple[tuple[str, Level], ...] = ()
    strength: Strength = Strength.SELF_STATED

    @property
    def is_for_learning(self) -> bool:
        """Whether its holder comes to learn beside the others."""
        return self.role is Role.TRAINEE


@dataclass(frozen=True)
class Need:
    """An engagement that is to be staffed.

    `hours` are those of each holder of a seat in each of `months`. `company` is its name, folded as in
    `Candidate.conflicts`. People are named by their keys: those in the `team`, who `declined` this engagement, who
    accompanied the company `earlier`, and who are `partial` because of what the coordinator noted (lender's staff,
    relatives). `similar_cases` tells how like the company a published case is, 0 to 100, by the case's id. `beside` are
    the levels of those seats that are held already, and are no part of `seats` any more.
    """

    key: str
    organisation: str
    seats: tuple[Seat, ...]
    months: tuple[date, ...] = ()
    hours: int = 0
    prefecture: str = ""
    is_online_possible: bool = False
    industry: str = ""
    barriers: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    licence: str = ""
    languages: tuple[str, ...] = ()
    style: Style = Style.EITHER
    company: str = ""
    team: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()
    partial_organisations: frozenset[str] = frozenset()
    similar_cases: Mapping[str, int] = field(default_factory=dict)
    beside: tuple[Level, ...] = ()

    @property
    def starts_on(self) -> date | None:
        """The first day of the first month; None where no month is told."""
        return self.months[0] if self.months else None

    def senior_level(self, seat: Seat) -> Level | None:
        """The highest level that the other seats ask for: beside whom the holder of `seat` would learn."""
        levels = [other.level for other in self.seats if other is not seat and not other.is_for_learning]
        return max([*levels, *self.beside], default=None)
