"""What somebody is asked to agree to: days, hours, until when to answer, and what he said."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.accounts.models import User
from rubric.matching.choices import STATE_CHOICES
from rubric.matching.domain.proposals import OPEN, State
from rubric.supporters.domain.months import parse

LONGEST_MESSAGE = 1_000
IS_OPEN = Q(state__in=[state.value for state in State if state in OPEN])
Row = TypeVar("Row", bound="Asked")


class AskedQuerySet(models.QuerySet[Row]):
    """What is common to proposals and to changes."""

    def open(self) -> Self:
        """Those that wait for somebody."""
        return self.filter(IS_OPEN)


class Asked(models.Model):
    """Terms that hold once he who is asked has agreed.

    `booked_months` are the months in which his hours were booked when he agreed, as ``2026-12``; they are emptied as
    far as the hours are set free again.
    """

    wagtail_reference_index_ignore = True

    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=State.ASKED.value, editable=False)
    ends_on = models.DateField(_("Last day"))
    hours_a_month = models.PositiveSmallIntegerField(_("Hours a month"))
    message = models.TextField(_("Message"), max_length=LONGEST_MESSAGE, blank=True)
    answer_by = models.DateField(_("Answer until"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    declined_note = models.TextField(pgettext_lazy("proposal", "Note"), max_length=LONGEST_MESSAGE, blank=True)
    booked_months = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state in OPEN

    @property
    def booked(self) -> tuple[date, ...]:
        """The months in which his hours are booked."""
        return tuple(parse(month) for month in self.booked_months)
