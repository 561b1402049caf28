"""The hours of people in seats: what is asked for, what is booked, and what is set free again."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date

from django.utils import timezone

from platform_site.accounts.models import User
from rubric.engagement.models import Assignment
from rubric.matching.models import Proposal, TermsChange
from rubric.supporters.actions import book, held, release
from rubric.supporters.domain.months import first_of, written
from rubric.supporters.models import OfferedMonth


def waiting_hours(people: Collection[int]) -> Counter[tuple[int, date]]:
    """By person and month the hours for which he is asked and has not answered."""
    return Proposal.objects.all().waiting_hours(people) + TermsChange.objects.all().waiting_hours(people)


def bookable(person: User, months: Sequence[date]) -> list[date]:
    """Those of the months that have not gone by, as far ahead as he offers hours."""
    today = first_of(timezone.localdate())
    offered = OfferedMonth.objects.filter(profile__user=person)
    last = max(offered.values_list("month", flat=True), default=today)
    return [month for month in months if today <= month <= last]


def book_for(asked: Proposal | TermsChange, person: User, months: Sequence[date]) -> None:
    """Book what was asked for; it is kept with `asked` when that is saved. Raises FullyBooked, and books none then."""
    profile = held(person)
    if months:
        book(profile=profile, months=months, hours=asked.hours_a_month)
    asked.booked_months = [written(month) for month in months]


def set_free(assignment: Assignment, is_free: Callable[[date], bool]) -> tuple[date, ...]:
    """Give back what is booked for an assignment in the months for which `is_free` holds, and tell which they were."""
    freed: list[date] = []
    proposals = list(Proposal.objects.select_for_update().filter(assignment=assignment))
    changes = list(TermsChange.objects.agreed().select_for_update().filter(assignment=assignment))
    for kept in (*proposals, *changes):
        free = [month for month in kept.booked if is_free(month)]
        if free:
            release(profile=held(assignment.person), months=free, hours=kept.hours_a_month)
            kept.booked_months = [written(month) for month in kept.booked if month not in free]
            kept.save()
            freed += free
    return tuple(sorted(freed))
