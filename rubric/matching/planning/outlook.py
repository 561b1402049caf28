"""What is open at an organisation, for the page above its plans: a few questions for any number of engagements."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from platform_site.accounts.models import Organisation
from rubric.engagement.choices import Urgency
from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.models import Seat as SeatRow
from rubric.matching.models import Proposal
from rubric.matching.models.decided import policy_of
from rubric.matching.needs import kind_of
from rubric.supporters.models import SupporterProfile


@dataclass(frozen=True)
class Outlook:
    """How many seats of how many engagements are open, how many of these are urgent, and who may be asked."""

    engagements: int
    seats: int
    urgent: int
    people: int


def outlook_of(organisation: Organisation) -> Outlook:
    """What a plan would be made of now."""
    under_way = list(Engagement.objects.filter(organisation=organisation).under_way())
    wanted, taken = _wanted(organisation), _taken(organisation)
    policy = policy_of(organisation)[1]
    open_seats = {}
    for one in under_way:
        seats = wanted[one.pk] if one.pk in wanted else len(policy.rule_for(kind_of(one)).seats)
        open_seats[one] = max(seats - taken.get(one.pk, 0), 0)
    return Outlook(
        engagements=sum(bool(count) for count in open_seats.values()),
        seats=sum(open_seats.values()),
        urgent=sum(count for one, count in open_seats.items() if one.urgency == Urgency.URGENT),
        people=SupporterProfile.objects.askable_by(organisation).count(),
    )


def _wanted(organisation: Organisation) -> Mapping[int, int]:
    """By engagement, how many seats were set."""
    seats = SeatRow.objects.wanted().filter(engagement__organisation=organisation)
    return dict(seats.order_by().values_list("engagement").annotate(Count("pk")))


def _taken(organisation: Organisation) -> Mapping[int, int]:
    """By engagement, how many seats somebody holds or is asked to take."""
    taken: dict[int, int] = {}
    for rows in (Assignment.objects.open(), Proposal.objects.open()):
        counted = rows.filter(engagement__organisation=organisation).order_by()
        for engagement, count in counted.values_list("engagement").annotate(Count("pk")):
            taken[engagement] = taken.get(engagement, 0) + count
    return taken
