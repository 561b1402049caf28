"""Policies, weights and seats as somebody decided them; what is decided holds from then on, not backwards."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Organisation, User
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import coordinated_by
from rubric.matching.domain.policy import FIRST_POLICY, Policy
from rubric.matching.domain.weights import DEFAULT_WEIGHTS, checked
from rubric.matching.domain.writing import read_policy

LONGEST_REASON = 1_000


class DecidedQuerySet(AppendOnlyQuerySet):
    """What organisations decided, in the domain's words."""

    def visible_to(self, user: Any) -> "DecidedQuerySet":
        """Those of the organisations that this person coordinates."""
        return self.filter(organisation__in=coordinated_by(user)) if user.is_authenticated else self.none()

    def of(self, organisation: Organisation) -> "DecidedQuerySet":
        """All of an organisation, the newest first."""
        return self.filter(organisation=organisation).order_by("-pk")


class StaffingPolicy(AppendOnlyModel):
    """A version of an organisation's policy. `rules` are as `domain.writing` has them; `number` counts from 1.

    Before an organisation decides anything the platform's first policy holds for it.
    """

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staffing_policies")
    number = models.PositiveIntegerField()
    rules = models.JSONField()
    why = models.TextField(_("Reason for the change"), max_length=LONGEST_REASON)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecidedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Staffing policy")
        verbose_name_plural = _("Staffing policies")
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="policy_number_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"

    @property
    def policy(self) -> Policy:
        """For the pure rules."""
        return read_policy(self.rules)


class TermWeights(AppendOnlyModel):
    """How much each soft term weighs for an organisation, from then on."""

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="term_weights")
    number = models.PositiveIntegerField()
    weights = models.JSONField()
    why = models.TextField(_("Reason for the change"), max_length=LONGEST_REASON, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecidedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Weights of the ranking")
        verbose_name_plural = _("Weights of the ranking")
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="weights_number_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        checked(self.weights)
        super().save(*args, **kwargs)


class SeatDecisionQuerySet(AppendOnlyQuerySet):
    """Decisions about seats, in the domain's words."""

    def visible_to(self, user: Any) -> "SeatDecisionQuerySet":
        """Those of the engagements that this person keeps."""
        return self.filter(engagement__in=Engagement.objects.kept_by(user))


class SeatDecision(AppendOnlyModel):
    """Where an engagement's seats come from: a rule of a policy, or somebody's reason to have others.

    `policy` is empty where the platform's first policy was in force.
    """

    wagtail_reference_index_ignore = True

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="seat_decisions")
    policy = models.ForeignKey(StaffingPolicy, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    seats = models.JSONField()
    is_override = models.BooleanField(default=False)
    why = models.TextField(_("Reason"), max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SeatDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Decision about seats")
        verbose_name_plural = _("Decisions about seats")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_override=False) | ~models.Q(why=""), name="override_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement}: {self.rule}"


def policy_of(organisation: Organisation) -> tuple[StaffingPolicy | None, Policy]:
    """The version in force for an organisation, None for the platform's first, and the policy itself."""
    row = StaffingPolicy.objects.of(organisation).first()
    return row, row.policy if row else FIRST_POLICY


def weights_of(organisation: Organisation) -> tuple[TermWeights | None, Mapping[str, int]]:
    """The weights in force for an organisation, None for the platform's own, and what each term weighs.

    A term that did not exist when they were decided weighs what the platform gives it.
    """
    row = TermWeights.objects.of(organisation).first()
    decided = row.weights if row else {}
    return row, {name: decided.get(name, weight) for name, weight in DEFAULT_WEIGHTS.items()}
