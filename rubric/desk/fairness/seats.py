"""Open seats before everybody whom an organisation may ask: whom each hard rule refuses, and which seats stay empty.

Conflicts of interest are left out on both sides: what is told here could otherwise tell whom they concern. Left out as
well is what differs from one engagement to the next without saying anything of the region: who is in the team already,
and who has declined.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from platform_site.accounts.models import Organisation
from rubric.desk.conditions import BY_URGENCY, open_seats, unstaffed
from rubric.engagement.models import Engagement
from rubric.engagement.models import Seat as SeatRow
from rubric.matching.domain.asked import Need, Seat
from rubric.matching.domain.ranking import line_ups
from rubric.matching.domain.roster import Marks, Numbers, Roster
from rubric.matching.domain.rules import RULES
from rubric.matching.models.decided import policy_of
from rubric.matching.needs import kind_of, months_of, pure_seat
from rubric.matching.people import key_of

#: So many engagements are looked at, the most urgent first: more would tell the same, only later.
MOST_ENGAGEMENTS = 200
#: The rules of which may be told whom they refuse, with their places in `RULES`.
TOLD = tuple(place for place, rule in enumerate(RULES) if not rule.is_private)


@dataclass(frozen=True)
class OpenSeat:
    """An open seat, and for what kind of company. `binding` is the rule that keeps most; empty where somebody may."""

    seat: Seat
    engagement: Engagement
    binding: str

    @property
    def is_gap(self) -> bool:
        """Whether nobody may take it."""
        return bool(self.binding)


class OpenSeats:
    """All open seats of an organisation, before everybody."""

    def __init__(self, organisation: Organisation, roster: Roster) -> None:
        self.roster = roster
        self.seats: list[OpenSeat] = []
        self._refused: Numbers = np.zeros((len(TOLD), len(roster)), np.int64)
        self._fits: Numbers = np.zeros(len(roster), np.int64)
        for engagement, need in _needs(organisation):
            for seat, line_up in zip(need.seats, line_ups(roster, need), strict=True):
                self._look(engagement, seat, line_up.refused[list(TOLD)])

    def fits(self, person: int) -> int:
        """How many of the open seats somebody may take."""
        return int(self._fits[self._place[key_of(person)]])

    def main_rule(self, person: int) -> tuple[str, int]:
        """The rule that refuses somebody most often, and how often."""
        counts = self._refused[:, self._place[key_of(person)]]
        number = int(counts.argmax())
        return RULES[TOLD[number]].name, int(counts[number])

    def knows(self, person: int) -> bool:
        """Whether somebody may be asked at all."""
        return key_of(person) in self._place

    @cached_property
    def gaps(self) -> list[OpenSeat]:
        """The seats that nobody may take."""
        return [one for one in self.seats if one.is_gap]

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return self.roster.place

    def _look(self, engagement: Engagement, seat: Seat, refused: Marks) -> None:
        may = ~refused.any(axis=0)
        self._refused += refused
        self._fits += may
        self.seats.append(OpenSeat(seat, engagement, "" if may.any() else _binding(refused)))


def _binding(refused: Marks) -> str:
    """The rule that alone keeps most people from a seat; where several always go together, the one that refuses most.

    Where there is nobody at all it is the first: there is no level to be found.
    """
    alone = refused[:, refused.sum(axis=0) == 1].sum(axis=1)
    counts = alone if alone.any() else refused.sum(axis=1)
    return RULES[TOLD[int(counts.argmax())]].name


def _needs(organisation: Organisation) -> Iterator[tuple[Engagement, Need]]:
    """What the open seats of each engagement ask, in three questions for all of them."""
    found = Engagement.objects.filter(unstaffed(), organisation=organisation).order_by(BY_URGENCY, "phase_since", "pk")
    engagements = list(found.defer("owner_says")[:MOST_ENGAGEMENTS])
    keys = [one.pk for one in engagements]
    seats = _open_seats(keys)
    are_set = set(SeatRow.objects.wanted().filter(engagement__in=keys).values_list("engagement", flat=True))
    _row, policy = policy_of(organisation)
    for one in engagements:
        told = tuple(seats[one.pk]) if one.pk in are_set else policy.rule_for(kind_of(one)).seats
        yield one, _need(one, told)


def _open_seats(engagements: Collection[int]) -> "defaultdict[int, list[Seat]]":
    seats: defaultdict[int, list[Seat]] = defaultdict(list)
    for row in open_seats().filter(engagement__in=engagements):
        seats[row.engagement_id].append(pure_seat(row))
    return seats


def _need(engagement: Engagement, seats: tuple[Seat, ...]) -> Need:
    """As far as the told rules look at it."""
    return Need(
        key=str(engagement.pk),
        organisation=str(engagement.organisation_id),
        seats=seats,
        months=months_of(engagement),
        hours=engagement.hours_a_month or 0,
        prefecture=engagement.prefecture,
        is_online_possible=engagement.online_possible,
        industry=engagement.industry,
        licence=engagement.licence_wanted,
        languages=tuple(engagement.languages),
    )
