"""The people whom an organisation may ask, read from the database as matching sees them.

A few questions for any number of people. Conflicts of interest are read here and nowhere else: what comes of them is
only that somebody cannot.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from platform_site.accounts.models import Membership, Organisation
from rubric.assessment.domain.strength import Strength
from rubric.assessment.models import Offer, Standing
from rubric.engagement.choices import Ending
from rubric.engagement.domain.names import comparable
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Assignment
from rubric.matching.bookings import waiting_hours
from rubric.matching.domain.asked import Style
from rubric.matching.domain.roster import Candidate, Closed, Roster
from rubric.supporters.domain.months import first_of
from rubric.supporters.levels import OwnLevel, own_levels
from rubric.supporters.models import Conflict, OfferedMonth, SupporterProfile, WorkedOn

Months = Mapping[date, tuple[int, int]]


def key_of(person: int) -> str:
    """The key by which matching knows the person with this number: keys are in the order of the numbers."""
    return f"{person:09d}"


def person_of(key: str) -> int:
    """The number behind a key."""
    return int(key)


def roster_of(organisation: Organisation) -> Roster:
    """Everybody whom the organisation may ask."""
    profiles = list(
        SupporterProfile.objects.askable_by(organisation).prefetch_related(
            "barriers", "approaches", "learn_barriers", "user"
        )
    )
    return Roster(_Reader(profiles, organisation).candidates())


@dataclass(frozen=True)
class _Levels:
    level: int = 0
    levels: Mapping[str, int] | None = None
    strength: Strength = Strength.SELF_STATED
    valid_until: date | None = None


class _Reader:
    """Everything about these people, read once."""

    def __init__(self, profiles: Collection[SupporterProfile], organisation: Organisation) -> None:
        self.profiles, self.organisation = profiles, organisation
        self.people = [one.user_id for one in profiles]
        keys = [one.pk for one in profiles]
        self.today = timezone.localdate()
        self.bodies = _grouped(Membership.objects.filter(user__in=self.people).values_list("user", "organisation"))
        self.offers = _grouped(Offer.objects.filter(person__in=self.people).values_list("person", "organisation"))
        self.cases = _grouped(WorkedOn.objects.filter(profile__in=keys).values_list("profile", "case__external_id"))
        self.standings = {one.person_id: one for one in Standing.objects.filter(person__in=self.people).newest()}
        self.own = own_levels([one for one in profiles if not self._counts(one.user_id)])
        self.conflicts = Conflict.objects.all().companies(keys)
        self.hours = _hours(profiles, self.today)
        self.closed = _closed(self.people)

    def candidates(self) -> Iterator[Candidate]:
        for profile in self.profiles:
            yield self._candidate(profile)

    def _candidate(self, profile: SupporterProfile) -> Candidate:
        person = profile.user_id
        levels = self._levels(person)
        offers = self.offers[person]
        return Candidate(
            key=key_of(person),
            organisations=frozenset(str(body) for body in self.bodies[person]),
            open_to=None if None in offers else frozenset(str(body) for body in offers),
            level=levels.level,
            levels=levels.levels or {},
            strength=levels.strength,
            valid_until=levels.valid_until,
            base=profile.base,
            reach=frozenset(profile.prefectures or filter(None, [profile.base])),
            is_online=profile.online,
            hours=self.hours[profile.pk],
            industries=frozenset(profile.industries),
            barriers=frozenset(one.slug for one in profile.barriers.all()),
            approaches=frozenset(one.slug for one in profile.approaches.all()),
            licences=frozenset(profile.licences),
            languages=frozenset(profile.languages),
            style=Style(profile.style),
            learns_industries=frozenset(profile.learn_industries),
            learns_barriers=frozenset(one.slug for one in profile.learn_barriers.all()),
            declined_industries=frozenset(profile.declined_industries),
            closed=tuple(self.closed[person]),
            cases=frozenset(self.cases[profile.pk]),
            conflicts=frozenset(map(comparable, self.conflicts.get(profile.pk, ()))),
        )

    def _counts(self, person: int) -> bool:
        """Whether signed levels still count today."""
        standing = self.standings.get(person)
        return standing is not None and standing.valid_until >= self.today

    def _levels(self, person: int) -> _Levels:
        """Signed levels as long as they count, then his own if he shows it; else the ended ones, with their end."""
        own: OwnLevel | None = self.own.get(person)
        if own and not self._counts(person):
            return _Levels(int(own.level), None, min(own.strength, Strength.EVIDENCED))
        if standing := self.standings.get(person):
            return _Levels(standing.level or 0, standing.levels, Strength.SIGNED, standing.valid_until)
        return _Levels()


def _grouped(pairs: Collection[tuple[int, object]]) -> "defaultdict[int, list[object]]":
    groups: defaultdict[int, list[object]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _hours(profiles: Collection[SupporterProfile], today: date) -> "defaultdict[int, dict[date, tuple[int, int]]]":
    """By profile and month: offered, and booked or asked for. Who is asked twice at once is asked for what he has."""
    waiting = waiting_hours([one.user_id for one in profiles])
    hours: defaultdict[int, dict[date, tuple[int, int]]] = defaultdict(dict)
    person_of_profile = {one.pk: one.user_id for one in profiles}
    offered = OfferedMonth.objects.filter(profile__in=person_of_profile, month__gte=first_of(today))
    for profile, month, count, booked in offered.values_list("profile", "month", "hours", "booked"):
        hours[profile][month] = (count, booked + waiting[person_of_profile[profile], month])
    return hours


def _closed(people: Collection[int]) -> "defaultdict[int, list[Closed]]":
    """What each has brought to its end: engagements that closed while he was in the team, or that he finished."""
    ended = Assignment.objects.filter(
        person__in=people,
        engagement__phase=Phase.CLOSED,
        ended_why__in=[Ending.COMPLETED, Ending.ENGAGEMENT_ENDED],
    ).order_by("pk")
    closed: defaultdict[int, list[Closed]] = defaultdict(list)
    fields = ("person", "engagement__industry", "engagement__barriers", "engagement__approaches")
    for person, industry, barriers, approaches in ended.values_list(*fields):
        closed[person].append(Closed(industry, tuple(barriers), tuple(approaches), went_well=True))
    return closed
