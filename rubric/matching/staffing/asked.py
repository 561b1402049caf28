"""Whom an address names for which seats, as far as they can be asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from rubric.engagement.choices import SeatRole
from rubric.engagement.models import Engagement
from rubric.matching.needs import Staffing
from rubric.matching.wording import needs_words
from rubric.supporters.models import SupporterProfile


@dataclass(frozen=True)
class Asked:
    """Somebody who is about to be asked: for which seat (by its number), and what is said of both."""

    seat: int
    person: int
    name: str
    role: str
    needs: str

    @property
    def pair(self) -> str:
        """As the address has it."""
        return f"{self.seat}-{self.person}"


def people_asked(staffing: Staffing, pairs: Iterable[tuple[int, int]], engagement: Engagement) -> list[Asked]:
    """Those of the pairs whose seat is open and whom the organisation may ask; nobody and no seat twice."""
    wanted = dict(pairs)
    profiles = SupporterProfile.objects.askable_by(engagement.organisation).filter(user__in=wanted.values())
    names = {one.user_id: str(one.user) for one in profiles.select_related("user")}
    asked: dict[int, Asked] = {}
    for number, person in wanted.items():
        if number < len(staffing.places) and staffing.places[number].is_open and person in names:
            seat = staffing.places[number].seat
            role = str(SeatRole(seat.role.value).label)
            asked.setdefault(person, Asked(number, person, names[person], role, needs_words(seat)))
    return list(asked.values())
