"""Closed lists of staffing in the reader's words. Values stand in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rubric.matching.domain.proposals import State

STATES = {
    State.ASKED: pgettext_lazy("proposal", "Waiting for an answer"),
    State.QUESTION: pgettext_lazy("proposal", "Has a question"),
    State.ACCEPTED: pgettext_lazy("proposal", "Accepted"),
    State.DECLINED: pgettext_lazy("proposal", "Declined"),
    State.WITHDRAWN: pgettext_lazy("proposal", "Withdrawn"),
    State.LAPSED: pgettext_lazy("proposal", "Settled otherwise"),
}
STATE_CHOICES = [(state.value, name) for state, name in STATES.items()]


class DeclineReason(models.TextChoices):
    """Why somebody does not take a seat. That he does not say it is one of them."""

    WORKLOAD = "workload", _("I have too much other work at that time")
    DATES = "dates", _("The dates do not suit me")
    PLACE = "place", _("It is too far away")
    FIELD = "field", _("It is not my field")
    LEVEL = "level", _("I do not feel ready for this role yet")
    PRIVATE = "private", _("For reasons that I keep to myself")
    OTHER = "other", pgettext_lazy("decline", "Another reason")


class PlanState(models.TextChoices):
    """Where a plan stands."""

    WAITING = "waiting", pgettext_lazy("plan", "Begins soon")
    RUNNING = "running", pgettext_lazy("plan", "Being made")
    DONE = "done", pgettext_lazy("plan", "Ready")
    STOPPED = "stopped", pgettext_lazy("plan", "Stopped")
    FAILED = "failed", pgettext_lazy("plan", "Failed")
