"""Every write of what staffing rests on: policy, weights, and the seats of an engagement."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from platform_site.accounts.audit import record
from platform_site.accounts.models import Organisation, User
from rubric.engagement.choices import SeatRole
from rubric.engagement.domain.phases import ENDED
from rubric.engagement.models import Engagement
from rubric.engagement.permissions import require_may_keep
from rubric.engagement.team_actions import Wanted, set_seats
from rubric.matching.acts import MatchingAct
from rubric.matching.domain.asked import Seat
from rubric.matching.domain.policy import Policy
from rubric.matching.domain.weights import checked
from rubric.matching.domain.writing import write_policy, write_seat
from rubric.matching.models import SeatDecision, StaffingPolicy, TermWeights
from rubric.matching.needs import Place, Staffing, staffing_of
from rubric.matching.permissions import require_coordinates
from rubric.matching.policies import Refusal, Refused


@transaction.atomic
def decide_policy(*, by: User, organisation: Organisation, policy: Policy, why: str) -> StaffingPolicy:
    """Let this policy hold from now on. Engagements keep the seats that they have.

    Raises PermissionDenied, and Refused without a reason.
    """
    _hold(by, organisation)
    if not why.strip():
        raise Refused(Refusal.NO_REASON)
    row = StaffingPolicy.objects.create(
        organisation=organisation,
        number=StaffingPolicy.objects.of(organisation).count() + 1,
        rules=write_policy(policy),
        why=why.strip(),
        decided_by=by,
    )
    record(by=by, what=MatchingAct.DECIDED_POLICY, on=row, number=row.number)
    return row


@transaction.atomic
def weigh(*, by: User, organisation: Organisation, weights: Mapping[str, int], why: str = "") -> TermWeights:
    """Let these weights hold from now on. Raises PermissionDenied, and ValueError for weights that are none."""
    _hold(by, organisation)
    row = TermWeights.objects.create(
        organisation=organisation,
        number=TermWeights.objects.of(organisation).count() + 1,
        weights=dict(checked(weights)),
        why=why.strip(),
        decided_by=by,
    )
    record(by=by, what=MatchingAct.WEIGHED, on=row, number=row.number)
    return row


@transaction.atomic
def apply_rule(*, by: User, engagement: Engagement) -> Staffing:
    """Give an engagement the seats that today's policy has for it. Who holds a seat of the same role keeps it.

    Raises PermissionDenied, and Refused where it has ended or somebody would lose his seat.
    """
    staffing = _staffing(by, engagement)
    _set(by, staffing, staffing.rule.seats)
    _decide(by, staffing, staffing.rule.seats)
    record(by=by, what=MatchingAct.APPLIED_RULE, on=engagement, rule=staffing.rule.name)
    return staffing_of(engagement)


@transaction.atomic
def override_rule(*, by: User, engagement: Engagement, seats: Sequence[Seat], why: str) -> Staffing:
    """Give an engagement other seats than the policy's, for a reason.

    Raises PermissionDenied, and Refused where no reason is given, it has ended or somebody would lose his seat.
    """
    staffing = _staffing(by, engagement)
    if not why.strip():
        raise Refused(Refusal.NO_REASON)
    _set(by, staffing, seats)
    _decide(by, staffing, seats, why.strip())
    record(by=by, what=MatchingAct.OVERRODE_RULE, on=engagement, rule=staffing.rule.name)
    return staffing_of(engagement)


@transaction.atomic
def settle_seats(*, by: User, engagement: Engagement) -> Staffing:
    """The seats as kept rows: those that only follow from the policy are set now. Raises as `apply_rule`."""
    staffing = staffing_of(engagement)
    if all(place.row for place in staffing.places):
        return staffing
    return apply_rule(by=by, engagement=engagement)


def _hold(by: User, organisation: Organisation) -> None:
    """One version after the other. Raises PermissionDenied."""
    require_coordinates(by, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _staffing(by: User, engagement: Engagement) -> Staffing:
    held = Engagement.objects.select_for_update().get(pk=engagement.pk)
    require_may_keep(by, held)
    if held.phase in ENDED:
        raise Refused(Refusal.ENDED)
    return staffing_of(held)


def _set(by: User, staffing: Staffing, seats: Sequence[Seat]) -> None:
    """Each wanted seat takes the place of one of its role that there is, those that somebody holds first."""
    free = sorted((place for place in staffing.places if place.row), key=lambda place: place.is_open)
    wanted = [_wanted(seat, _taken(free, seat)) for seat in seats]
    if any(not place.is_open for place in free):
        raise Refused(Refusal.SEAT_TAKEN)
    set_seats(by=by, engagement=staffing.engagement, seats=wanted)


def _taken(free: list[Place], seat: Seat) -> int | None:
    same = next((place for place in free if place.seat.role is seat.role and place.row), None)
    if same is None or same.row is None:
        return None
    free.remove(same)
    return same.row.pk


def _wanted(seat: Seat, pk: int | None) -> Wanted:
    elements = {element: int(level) for element, level in seat.elements}
    return Wanted(SeatRole(seat.role.value), seat.level, elements, seat.strength, pk)


def _decide(by: User, staffing: Staffing, seats: Sequence[Seat], why: str = "") -> None:
    SeatDecision.objects.create(
        engagement=staffing.engagement,
        policy=staffing.policy_row,
        rule=staffing.rule.name,
        seats=[write_seat(seat) for seat in seats],
        is_override=bool(why),
        why=why,
        by=by,
    )
