"""The seats of a team and who holds them."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.accounts.models import User
from rubric.assessment.domain.strength import Strength
from rubric.engagement.choices import STRENGTH_CHOICES, Ending, SeatRole
from rubric.engagement.domain.phases import UNDER_WAY
from rubric.engagement.models.engagements import MOST_HOURS, Engagement
from rubric.framework.domain.levels import Level
from rubric.framework.models import LEVEL_CHOICES

LONGEST_NOTE = 1_000


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, in the domain's words."""

    def wanted(self) -> "SeatQuerySet":
        """Those that the team has; one that somebody once held is kept for the record when it is given up."""
        return self.filter(given_up_at=None)

    def vacant(self) -> "SeatQuerySet":
        """Those that nobody holds, of engagements on which somebody works."""
        held = Assignment.objects.open().filter(seat=OuterRef("pk"))
        return self.wanted().filter(~Exists(held), engagement__phase__in=UNDER_WAY)


class Seat(models.Model):
    """A place in a team: its role, and the levels it takes. `minimum_elements` maps an element's slug to a level."""

    wagtail_reference_index_ignore = True

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(_("Role in the team"), max_length=12, choices=SeatRole.choices)
    minimum_level = models.PositiveSmallIntegerField(_("Level from"), choices=LEVEL_CHOICES, default=Level.STARTER)
    minimum_elements = models.JSONField(default=dict, blank=True)
    strength = models.PositiveSmallIntegerField(
        _("What stands behind the level"), choices=STRENGTH_CHOICES, default=Strength.SELF_STATED
    )
    order = models.PositiveSmallIntegerField(default=0)
    given_up_at = models.DateTimeField(null=True, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("Seat")
        verbose_name_plural = _("Seats")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=SeatRole.values), name="seat_known_role"),
            models.CheckConstraint(
                condition=Q(minimum_level__in=[level.value for level in Level]), name="seat_known_level"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=[one.value for one in Strength]), name="seat_known_strength"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement}: {self.get_role_display()}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments, in the domain's words."""

    def open(self) -> "AssignmentQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at=None)


class Assignment(models.Model):
    """Somebody holds a seat. One holder a seat and one seat a person in a team; what ended stays.

    `changed_from` is the day from which the hours and the last day hold, where other ones were agreed before.
    """

    wagtail_reference_index_ignore = True

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="assignments")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    hours_a_month = models.PositiveSmallIntegerField(_("Hours a month"))
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    changed_from = models.DateField(null=True, editable=False)
    assigned_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_why = models.CharField(_("Reason"), max_length=20, choices=Ending.choices, blank=True)
    ended_note = models.TextField(pgettext_lazy("assignment", "Note"), max_length=LONGEST_NOTE, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["seat__order", "pk"]
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(ended_at=None), name="assignment_one_holder"),
            models.UniqueConstraint(
                fields=["engagement", "person"], condition=Q(ended_at=None), name="assignment_one_seat"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_why="") | (Q(ended_at__isnull=False) & Q(ended_why__in=Ending.values)),
                name="assignment_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="assignment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(hours_a_month__gte=1, hours_a_month__lte=MOST_HOURS), name="assignment_hours"
            ),
        ]

    def __str__(self) -> str:
        return str(self.seat)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.engagement_id = self.seat.engagement_id
        super().save(*args, **kwargs)
