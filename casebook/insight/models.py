"""Counts of what was asked, and the to-dos that come of it. No row says who asked, from where, or at what hour."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casebook.cases.models import CasePage

LONGEST = 60
LONGEST_FILTERS = 200


class Kind(models.TextChoices):
    """What a count is of."""

    WORDS = "words", _("Words")
    FILTERS = "filters", _("Filters")


class AskedQuerySet(models.QuerySet["Asked"]):
    """Counts, in the report's words."""

    def since(self, days: int) -> "AskedQuerySet":
        """Those of the last `days` days."""
        return self.filter(on__gt=timezone.localdate() - timedelta(days=days))

    def totals(self) -> "AskedQuerySet":
        """What was asked often enough to be no single person's, with its counts added up."""
        added = {name: Sum(name) for name in ("asked", "in_vain", "opened")}
        found = self.order_by().values("kind", "what").annotate(**_renamed(added), most=Max("found"))
        return found.filter(times__gte=settings.INSIGHT_LEAST_ASKED)

    def rare(self) -> "AskedQuerySet":
        """Those of what was never asked often enough."""
        times = self.model.objects.filter(kind=models.OuterRef("kind"), what=models.OuterRef("what")).order_by()
        added = times.values("what").annotate(times=Sum("asked")).values("times")
        return self.annotate(times=models.Subquery(added)).filter(times__lt=settings.INSIGHT_LEAST_ASKED)


def _renamed(added: dict[str, Sum]) -> dict[str, Sum]:
    """An annotation may not have the name of a column."""
    return {"times": added["asked"], "times_in_vain": added["in_vain"], "times_opened": added["opened"]}


class Asked(models.Model):
    """How often one question was asked on one day.

    `what` is the question: its words folded and sorted, or its filters as they stand in an address. `in_vain` counts
    when nothing was found as typed, `opened` how often a case was opened from its answer; `found` is the most cases
    that were found, rounded down, because an exact number could tell of a hidden case.
    """

    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.CharField(max_length=LONGEST_FILTERS)
    asked = models.PositiveIntegerField(default=0)
    in_vain = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Search insight")
        verbose_name_plural = _("Search insight")
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["kind", "what", "on"], name="asked_once_a_day")]
        indexes = [models.Index(fields=["on"], name="asked_on")]

    def __str__(self) -> str:
        return f"{self.on} {self.what}"


class CommissionQuerySet(models.QuerySet["Commission"]):
    """Commissions by state. A state is what the row says, so it cannot contradict it."""

    def open(self) -> "CommissionQuerySet":
        """Those that nobody has taken."""
        return self.filter(case=None, taken_by=None)

    def taken(self) -> "CommissionQuerySet":
        """Those that somebody is writing."""
        return self.filter(~Q(taken_by=None), case=None)

    def done(self) -> "CommissionQuerySet":
        """Those that have their case."""
        return self.exclude(case=None)


class CommissionState(models.TextChoices):
    """How far a commission is."""

    OPEN = "open", _("Waits for somebody")
    TAKEN = "taken", _("Being written")
    DONE = "done", _("Done")


class Commission(models.Model):
    """A case that is to be found and written, because readers look for one like it."""

    sought = models.CharField(_("What is sought"), max_length=200, help_text=_("The case that readers miss."))
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True, editable=False)
    question = models.CharField(max_length=LONGEST_FILTERS, blank=True, editable=False)
    note = models.TextField(
        _("Note"), blank=True, help_text=_("What the case should tell, and where one may be found.")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("Asked for by"),
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Taken by"),
    )
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    case = models.ForeignKey(
        CasePage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Case that was written"),
        help_text=_("Choose it once there is one, also as a draft: then the commission is done."),
    )
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Commission")
        verbose_name_plural = _("Commissions")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.sought

    @property
    def state(self) -> CommissionState:
        """How far it is."""
        if self.case_id:
            return CommissionState.DONE
        return CommissionState.TAKEN if self.taken_by_id else CommissionState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether it should have been done."""
        return not self.case_id and self.due_on is not None and self.due_on < timezone.localdate()
