"""Proposals: somebody is asked to take a seat, on what grounds, and what was said."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.engagement.models.engagements import MOST_HOURS
from rubric.matching.choices import DeclineReason
from rubric.matching.domain.proposals import State
from rubric.matching.models.asked import IS_OPEN, LONGEST_MESSAGE, Asked, AskedQuerySet
from rubric.matching.models.decided import StaffingPolicy, TermWeights
from rubric.supporters.domain.months import first_of, run

#: The entry with which a proposal begins; the others are `domain.proposals.Act`.
ASK = "ask"
#: The entry of a reminder: it changes nothing.
REMIND = "remind"


class ProposalQuerySet(AskedQuerySet["Proposal"]):
    """Proposals, in the domain's words."""

    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """One's own, and those of the engagements that one keeps."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(person=user) | Q(engagement__in=Engagement.objects.kept_by(user)))

    def of(self, user: Any) -> "ProposalQuerySet":
        """Those in which this person is asked."""
        return self.filter(person=user)

    def waiting_hours(self, people: Collection[int]) -> Counter[tuple[int, date]]:
        """By person and month the hours of proposals that he has not answered."""
        hours: Counter[tuple[int, date]] = Counter()
        asked = self.open().filter(person__in=people)
        for one in asked.only("person_id", "starts_on", "ends_on", "hours_a_month"):
            for month in one.months:
                hours[one.person_id, month] += one.hours_a_month
        return hours

    def overdue(self, today: date) -> "ProposalQuerySet":
        """Those that should have been answered before today."""
        return self.open().filter(answer_by__lt=today)


class Proposal(Asked):
    """A seat proposed to a supporter, with dates and hours. What it was decided on stands in its `Decision`."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="proposals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="proposals")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    starts_on = models.DateField(_("First day"))
    declined_why = models.CharField(_("Reason"), max_length=12, choices=DeclineReason.choices, blank=True)
    assignment = models.OneToOneField(
        Assignment, null=True, editable=False, on_delete=models.PROTECT, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Proposal")
        verbose_name_plural = _("Proposals")
        indexes = [models.Index(fields=["state", "answer_by"], name="proposal_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=IS_OPEN, name="proposal_one_a_seat"),
            models.UniqueConstraint(fields=["engagement", "person"], condition=IS_OPEN, name="proposal_one_a_person"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="proposal_known_state"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="proposal_ends_after_start"),
            models.CheckConstraint(
                condition=Q(hours_a_month__gte=1, hours_a_month__lte=MOST_HOURS), name="proposal_hours"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DECLINED.value, declined_why__in=DeclineReason.values)
                | (~Q(state=State.DECLINED.value) & Q(declined_why="")),
                name="proposal_declined_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ACCEPTED.value, assignment__isnull=False)
                | (~Q(state=State.ACCEPTED.value) & Q(assignment=None)),
                name="proposal_accepted_is_assigned",
            ),
        ]

    def __str__(self) -> str:
        """By alias and role: a trail never names the company."""
        return str(self.seat)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.engagement_id = self.seat.engagement_id
        super().save(*args, **kwargs)

    @property
    def months(self) -> tuple[date, ...]:
        """The months in which it takes hours."""
        return run(first_of(self.starts_on), first_of(self.ends_on))


class Decision(AppendOnlyModel):
    """On what grounds somebody was proposed: kept as it was, whatever changes later.

    `policy` and `weights` are empty where the platform's own were in force. `level`, `levels` and `strength` are those
    relied on; `reasons` are ``[{"term", "share", "points"}]``, `points` what they add up to, `place` the place in the
    ranking of that day, `asked` how many could have taken the seat.
    """

    wagtail_reference_index_ignore = True

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    policy = models.ForeignKey(StaffingPolicy, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    weights = models.ForeignKey(TermWeights, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(null=True)
    level = models.PositiveSmallIntegerField()
    levels = models.JSONField()
    strength = models.PositiveSmallIntegerField()
    valid_until = models.DateField(null=True)
    points = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    able = models.PositiveIntegerField()
    reasons = models.JSONField()
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Grounds of a proposal")
        verbose_name_plural = _("Grounds of proposals")

    def __str__(self) -> str:
        return str(self.proposal)


class ProposalEntry(AppendOnlyModel):
    """What was done to a proposal, by whom and when, with what was said. `by` is empty where the platform did it."""

    wagtail_reference_index_ignore = True

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="entries")
    act = models.CharField(max_length=12)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    text = models.TextField(max_length=LONGEST_MESSAGE, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Entry of a proposal")
        verbose_name_plural = _("Entries of proposals")

    def __str__(self) -> str:
        return f"{self.proposal}: {self.act}"
