"""What asks for a coordinator's attention, as conditions on engagements in the database."""

from datetime import date, datetime, time, timedelta
from itertools import count

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from rubric.engagement.choices import Urgency
from rubric.engagement.domain.phases import UNDER_WAY, USUAL_MONTHS, Phase, is_overdue
from rubric.engagement.models import Seat
from rubric.engagement.models.teams import SeatQuerySet
from rubric.matching.domain.proposals import State
from rubric.matching.models import Proposal

#: A phase lasts at least so many days for each of its months.
SHORTEST_MONTH = 28
#: The most urgent first.
BY_URGENCY = Case(
    When(urgency=Urgency.URGENT, then=Value(0)),
    When(urgency=Urgency.SOON, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def open_seats() -> SeatQuerySet:
    """Seats that nobody holds, and for which nobody is asked, of engagements on which somebody works."""
    asked = Proposal.objects.open().filter(seat=OuterRef("pk"))
    return Seat.objects.vacant().filter(~Exists(asked))


def unstaffed() -> Q:
    """Somebody has to be found: a seat is open, or the seats that follow from the policy were never set."""
    seats = Seat.objects.wanted().filter(engagement=OuterRef("pk"))
    open_here = open_seats().filter(engagement=OuterRef("pk"))
    return Q(phase__in=UNDER_WAY) & (Exists(open_here) | ~Exists(seats))


def declined() -> Exists:
    """For an open seat somebody was asked last who declined."""
    asked = Proposal.objects.filter(seat=OuterRef("pk")).exclude(state=State.WITHDRAWN)
    seats = Seat.objects.vacant().annotate(last=asked.order_by("-pk").values("state")[:1])
    return Exists(seats.filter(last=State.DECLINED, engagement=OuterRef("pk")))


def not_whole() -> Q:
    """Somebody is still missing, or has not answered yet."""
    seats = Seat.objects.wanted().filter(engagement=OuterRef("pk"))
    return Q(phase__in=UNDER_WAY) & (Exists(Seat.objects.vacant().filter(engagement=OuterRef("pk"))) | ~Exists(seats))


def waiting() -> Q:
    """Somebody was asked and has not answered."""
    return Q(Exists(Proposal.objects.open().filter(engagement=OuterRef("pk"))))


def overdue(today: date | None = None) -> Q:
    """Its phase has taken longer than it usually takes."""
    today = today or timezone.localdate()
    late = Q(pk__in=[])
    for phase in USUAL_MONTHS:
        late |= Q(phase=phase, phase_since__lt=_day_after(_last_overdue(phase, today)))
    return late


def _last_overdue(phase: Phase, today: date) -> date:
    """The last day on which a phase may have begun that is overdue today: found by the one rule there is."""
    shortest = SHORTEST_MONTH * USUAL_MONTHS[phase].most
    days = (today - timedelta(days=shortest + more) for more in count())
    return next(day for day in days if is_overdue(phase, day, today))


def _day_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
