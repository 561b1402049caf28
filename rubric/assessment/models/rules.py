"""The rule of the levels as editors decided it."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet
from rubric.assessment.domain.rule import Policy
from rubric.framework.domain.levels import Level
from rubric.framework.models import LEVEL_CHOICES


class PolicyQuerySet(AppendOnlyQuerySet):
    """Policies, in the domain's words."""

    def timeline(self) -> list["LevelPolicy"]:
        """All of them, the newest first: one question for any number of moments."""
        return list(self.order_by("-decided_at", "-pk"))


def in_force(timeline: "list[LevelPolicy]", moment: datetime) -> Policy:
    """The rule at `moment`; the default before editors decided anything."""
    decided = next((one for one in timeline if one.decided_at <= moment), None)
    return decided.as_policy() if decided else Policy()


class LevelPolicy(AppendOnlyModel):
    """The rule's figures as editors decided them at some time. What is decided holds from then on, not backwards.

    `remind_days` are days before a level's end, separated by blanks, the earliest first.
    """

    below = models.PositiveSmallIntegerField(_("How far an element may lie below the overall level"), default=1)
    evidenced_from = models.PositiveSmallIntegerField(
        _("Evidence is asked for from this level on"), choices=LEVEL_CHOICES[1:], default=Level.CHALLENGER.value
    )
    evidenced_elements = models.PositiveSmallIntegerField(_("Elements that must have evidence"), default=3)
    months_valid = models.PositiveSmallIntegerField(_("Months for which a signed level counts"), default=24)
    remind_days = models.CharField(_("Reminders, in days before the end"), max_length=40, default="60 14", blank=True)
    why = models.CharField(_("Reason for the change"), max_length=255)
    decided_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = _("Rule of the levels")
        verbose_name_plural = _("Rules of the levels")

    def __str__(self) -> str:
        return f"{self.decided_at:%Y-%m-%d} {self.why}"

    def as_policy(self) -> Policy:
        """For the pure rule. Raises ValueError for figures that cannot be kept."""
        return Policy(
            below=self.below,
            evidenced_from=Level(self.evidenced_from),
            evidenced_elements=self.evidenced_elements,
            months_valid=self.months_valid,
            remind_days=tuple(int(days) for days in self.remind_days.split()),
        )
