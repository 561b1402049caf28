"""An engagement as matching sees it: what it asks for, which seats it has, and where they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils import timezone

from casebook.similarity.alike import similar_cases
from platform_site.reference.company_size import SizeClass
from rubric.assessment.domain.strength import Strength
from rubric.engagement.choices import Ending, SeatRole
from rubric.engagement.domain.complexity import Complexity
from rubric.engagement.domain.phases import ENDED
from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.models import Seat as SeatRow
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Need, Role, Seat, Style
from rubric.matching.domain.policy import Kind, Policy, Rule
from rubric.matching.domain.proposals import State
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.writing import elements_of
from rubric.matching.models import Proposal, SeatDecision, StaffingPolicy
from rubric.matching.models.decided import policy_of
from rubric.matching.people import key_of
from rubric.supporters.domain.months import first_of, later, next_months
from rubric.supporters.presenters import MONTHS_AHEAD
from search.engines.base import EngineError

#: How many cases like the company are looked at, for who has worked on one.
MOST_CASES = 20
#: Whoever left for one of these is not asked for the same company again; nobody is blamed.
LEFT_FOR_GOOD = (Ending.CHEMISTRY, Ending.COMPANY_WISH, Ending.TRANSFER, Ending.WORKLOAD)


@dataclass(frozen=True)
class Place:
    """A seat of the team, and who holds it or is asked. `row` is None as long as it only follows from the policy."""

    seat: Seat
    row: SeatRow | None = None
    holder: Assignment | None = None
    proposal: Proposal | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody can be proposed."""
        return self.holder is None and self.proposal is None


@dataclass(frozen=True)
class Staffing:
    """An engagement's seats with where they come from. `decision` is empty as long as they follow from the policy."""

    engagement: Engagement
    policy_row: StaffingPolicy | None
    policy: Policy
    rule: Rule
    decision: SeatDecision | None
    places: tuple[Place, ...]

    @property
    def open_places(self) -> tuple[Place, ...]:
        """The seats for which somebody can be proposed, in their order."""
        return tuple(place for place in self.places if place.is_open)

    @property
    def is_whole(self) -> bool:
        """Whether somebody holds every seat."""
        return all(place.holder for place in self.places)

    @property
    def is_by_rule(self) -> bool:
        """Whether its seats are those that the policy gives it today."""
        return sorted(map(repr, (place.seat for place in self.places))) == sorted(map(repr, self.rule.seats))

    @property
    def can_be_staffed(self) -> bool:
        """Whether anybody is put into its team at all."""
        return self.engagement.phase not in ENDED

    @cached_property
    def need(self) -> Need:
        """What its open seats ask for."""
        return need_of(self.engagement, self.places)


def kind_of(engagement: Engagement) -> Kind:
    """What decides about its team."""
    return Kind(
        size=SizeClass(engagement.size),
        is_regional_core=engagement.is_regional_core,
        situation=frozenset(engagement.situation),
        complexity=Complexity(engagement.complexity),
    )


def staffing_of(engagement: Engagement, policy: tuple[StaffingPolicy | None, Policy] | None = None) -> Staffing:
    """The seats of an engagement and who has them or is asked. `policy`: for a caller that has read it."""
    row, pure = policy or policy_of(engagement.organisation)
    rule = pure.rule_for(kind_of(engagement))
    decision = engagement.seat_decisions.select_related("by", "policy").first()
    held = {one.seat_id: one for one in engagement.assignments.open().select_related("person")}
    asked = {one.seat_id: one for one in engagement.proposals.open().select_related("person")}
    places = tuple(
        Place(pure_seat(seat), seat, held.get(seat.pk), asked.get(seat.pk)) for seat in engagement.seats.wanted()
    )
    return Staffing(engagement, row, pure, rule, decision, places or tuple(map(Place, rule.seats)))


def pure_seat(row: SeatRow) -> Seat:
    """A kept seat as matching sees it."""
    return Seat(
        role=Role(SeatRole(row.role).value),
        level=Level(row.minimum_level),
        elements=elements_of(row.minimum_elements),
        strength=Strength(row.strength),
    )


def need_of(engagement: Engagement, places: Sequence[Place]) -> Need:
    """What the open ones of these seats ask for. Conflicts are in it: it is for rules and never shown."""
    against = list(engagement.conflicts.values_list("person", "organisation"))
    in_team = [place.holder or place.proposal for place in places if not place.is_open]
    return Need(
        key=str(engagement.pk),
        organisation=str(engagement.organisation_id),
        seats=tuple(place.seat for place in places if place.is_open),
        months=months_of(engagement),
        hours=engagement.hours_a_month or 0,
        prefecture=engagement.prefecture,
        is_online_possible=engagement.online_possible,
        industry=engagement.industry,
        barriers=tuple(engagement.barriers),
        approaches=tuple(engagement.approaches),
        licence=engagement.licence_wanted,
        languages=tuple(engagement.languages),
        style=Style(engagement.style_wanted),
        company=engagement.name_key,
        team=frozenset(key_of(one.person_id) for one in in_team if one),
        declined=_settled(engagement),
        earlier=_earlier(engagement),
        partial=frozenset(key_of(person) for person, _body in against if person),
        partial_organisations=frozenset(str(body) for _person, body in against if body),
        similar_cases=likenesses(engagement),
        beside=tuple(place.seat.level for place in places if place.holder and not place.seat.is_for_learning),
    )


def as_if_open(assignment: Assignment, roster: Roster, weights: Mapping[str, int]) -> LineUp:
    """Everybody before a seat that somebody holds, as if nobody held it, whenever it began."""
    seat = pure_seat(assignment.seat)
    need = replace(need_of(assignment.engagement, ()), seats=(seat,), months=())
    return LineUp(roster, need, seat, weights)


def months_of(engagement: Engagement, today: date | None = None) -> tuple[date, ...]:
    """The months in which its team is needed, as far ahead as hours are offered; none where no start is wished.

    A start that has gone by is today.
    """
    if engagement.wished_start is None:
        return ()
    today = today or timezone.localdate()
    start = max(first_of(engagement.wished_start), first_of(today))
    end = later(first_of(today), MONTHS_AHEAD - 1)
    return tuple(month for month in next_months(start, engagement.months or 1) if month <= end)


def likenesses(engagement: Engagement) -> dict[str, int]:
    """How like the company published cases are, 0 to 100, by the case's id: as its coordinator would find them."""
    try:
        found = similar_cases(engagement.profile, user=engagement.coordinator, limit=MOST_CASES)
    except EngineError:
        return {}
    return {alike.case.external_id: min(100, max(0, round(alike.comparison.score))) for alike in found}


def _settled(engagement: Engagement) -> frozenset[str]:
    """Who declined it, or has left its team for good."""
    declined = engagement.proposals.filter(state=State.DECLINED).values_list("person", flat=True)
    left = engagement.assignments.filter(ended_why__in=LEFT_FOR_GOOD).values_list("person", flat=True)
    return frozenset(map(key_of, [*declined, *left]))


def _earlier(engagement: Engagement) -> frozenset[str]:
    """Who accompanied the same company before, for the same body."""
    same = Engagement.objects.filter(organisation=engagement.organisation_id, name_key=engagement.name_key)
    ended = Assignment.objects.filter(engagement__in=same).exclude(ended_at=None)
    people = ended.exclude(ended_why__in=LEFT_FOR_GOOD).values_list("person", flat=True)
    return frozenset(map(key_of, people))
