"""Other terms for somebody who holds a seat: proposed to him, and in force once he has agreed."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.models.engagements import MOST_HOURS
from rubric.matching.domain.proposals import State
from rubric.matching.models.asked import IS_OPEN, Asked, AskedQuerySet
from rubric.supporters.domain.months import first_of, run


class TermsChangeQuerySet(AskedQuerySet["TermsChange"]):
    """Changes, in the domain's words."""

    def visible_to(self, user: Any) -> "TermsChangeQuerySet":
        """One's own, and those of the engagements that one keeps."""
        if not user.is_authenticated:
            return self.none()
        kept = Engagement.objects.kept_by(user)
        return self.filter(Q(assignment__person=user) | Q(assignment__engagement__in=kept))

    def of(self, user: Any) -> "TermsChangeQuerySet":
        """Those of somebody's own seats."""
        return self.filter(assignment__person=user)

    def agreed(self) -> "TermsChangeQuerySet":
        """Those that came into force."""
        return self.filter(state=State.ACCEPTED.value)

    def waiting_hours(self, people: Collection[int]) -> Counter[tuple[int, date]]:
        """By person and month the hours that unanswered changes would add to what is booked."""
        hours: Counter[tuple[int, date]] = Counter()
        asked = self.open().filter(assignment__person__in=people).select_related("assignment__proposal")
        for one in asked.prefetch_related("assignment__changes"):
            for month in one.months:
                more = one.hours_a_month - booked_hours(one.assignment)[month]
                hours[one.assignment.person_id, month] += max(more, 0)
        return hours


class TermsChange(Asked):
    """Other hours or another end for an assignment, from the first day of a month on."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="changes")
    first_month = models.DateField(_("From"))
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = TermsChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Change of terms")
        verbose_name_plural = _("Changes of terms")
        constraints = [
            models.UniqueConstraint(fields=["assignment"], condition=IS_OPEN, name="change_one_at_a_time"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="change_known_state"),
            models.CheckConstraint(condition=Q(first_month__day=1), name="change_from_a_first_day"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("first_month")), name="change_ends_after_start"),
            models.CheckConstraint(
                condition=Q(hours_a_month__gte=1, hours_a_month__lte=MOST_HOURS), name="change_hours"
            ),
        ]

    def __str__(self) -> str:
        """By alias and role: a trail never names the company."""
        return str(self.assignment)

    @property
    def months(self) -> tuple[date, ...]:
        """The months in which the new hours hold."""
        return run(self.first_month, first_of(self.ends_on))


def booked_hours(assignment: Assignment) -> Counter[date]:
    """By month the hours that are booked for an assignment: by its proposal, and by the changes that came after."""
    hours: Counter[date] = Counter()
    proposal = getattr(assignment, "proposal", None)
    agreed = [one for one in assignment.changes.all() if one.state == State.ACCEPTED]
    for kept in ([proposal] if proposal else []) + agreed:
        for month in kept.booked:
            hours[month] += kept.hours_a_month
    return hours
