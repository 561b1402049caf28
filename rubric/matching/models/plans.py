"""Plans: who would take which seat of all open engagements of an organisation."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Organisation, User
from rubric.engagement.models.engagements import coordinated_by
from rubric.matching.choices import PlanState
from rubric.matching.models.decided import StaffingPolicy, TermWeights


class PlanRunQuerySet(models.QuerySet["PlanRun"]):
    """Plans, in the domain's words."""

    def visible_to(self, user: Any) -> "PlanRunQuerySet":
        """Those of the organisations that this person coordinates."""
        return self.filter(organisation__in=coordinated_by(user)) if user.is_authenticated else self.none()

    def under_way(self) -> "PlanRunQuerySet":
        """Those that are being made, or will be."""
        return self.filter(state__in=[PlanState.WAITING, PlanState.RUNNING])


class PlanRun(models.Model):
    """A plan of an organisation's open engagements: how far it is, and what came out.

    `result` holds ids and numbers only, no name of a person or a company: whoever reads it later sees what he may see
    then. `progress` counts to 100. `asked_by` is empty for the plan that the night makes.
    """

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="plans")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    policy = models.ForeignKey(StaffingPolicy, null=True, on_delete=models.PROTECT, related_name="+")
    weights = models.ForeignKey(TermWeights, null=True, on_delete=models.PROTECT, related_name="+")
    locked = models.JSONField(default=list)
    result = models.JSONField(null=True)

    objects = PlanRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Plan")
        verbose_name_plural = _("Plans")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_known_state"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="plan_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_under_way(self) -> bool:
        """Whether it is being made, or will be."""
        return self.state in (PlanState.WAITING, PlanState.RUNNING)
