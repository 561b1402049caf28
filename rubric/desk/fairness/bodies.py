"""Load and growth of the reader's organisations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from platform_site.accounts.models import Organisation, User
from rubric.assessment.cohort.people import members_of
from rubric.assessment.domain.cohort import Move, move
from rubric.assessment.models import Standing
from rubric.desk.fairness.asking import PERIOD
from rubric.desk.load import months_shown
from rubric.engagement.domain.phases import UNDER_WAY
from rubric.engagement.models import Assignment
from rubric.supporters.models import OfferedMonth


@dataclass(frozen=True)
class Body:
    """An organisation: its people, their hours of the next twelve months, and what was signed in the last twelve."""

    label: str
    people: int
    offered: int
    booked: int
    assignments: int
    higher: int
    first: int

    @property
    def share(self) -> str:
        """How much of the offered time is booked, in hundredths; empty where nothing is offered."""
        return f"{self.booked / self.offered:.0%}" if self.offered else ""


def bodies(organisations: Iterable[Organisation], user: User) -> list[Body]:
    """Each in a few questions: there are as many as somebody coordinates."""
    return [_body(one, user) for one in organisations]


def _body(organisation: Organisation, user: User) -> Body:
    members = members_of(organisation).values("user")
    months = OfferedMonth.objects.filter(profile__user__in=members).within(months_shown())
    hours = months.aggregate(offered=Sum("hours", default=0), booked=Sum("booked", default=0))
    engaged = Assignment.objects.open().filter(person__in=members, engagement__phase__in=UNDER_WAY)
    moves = _moves(organisation, user)
    return Body(
        label=organisation.label,
        people=members.distinct().count(),
        offered=hours["offered"],
        booked=hours["booked"],
        assignments=engaged.count(),
        higher=moves[Move.HIGHER],
        first=moves[Move.FIRST],
    )


def _moves(organisation: Organisation, user: User) -> Counter[Move]:
    """How what was signed last lies to what was signed before it, where that was in the period."""
    members = members_of(organisation).values("user")
    signed = Standing.objects.visible_to(user).filter(person__in=members, level__isnull=False).order_by("pk")
    levels: dict[int, list[int]] = {}
    newest = {}
    for person, level, signed_on in signed.values_list("person", "level", "signed_on"):
        levels.setdefault(person, []).append(level)
        newest[person] = signed_on
    since = timezone.localdate() - PERIOD
    grown = (levels[person] for person, signed_on in newest.items() if signed_on >= since)
    return Counter(move(one[-2] if len(one) > 1 else None, one[-1]) for one in grown)
