"""The life of an import."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Uploaded")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")


class WrongState(Exception):
    """The import is not in a state in which this can be done."""


#: A check or a run that was killed is taken up by another process: both lead back to themselves.
TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.UPLOADED: frozenset({JobState.CHECKING, JobState.CANCELLED}),
    JobState.CHECKING: frozenset({JobState.CHECKING, JobState.CHECKED, JobState.FAILED, JobState.CANCELLED}),
    JobState.CHECKED: frozenset({JobState.CHECKING, JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset({JobState.RUNNING, JobState.FINISHED, JobState.FAILED, JobState.CANCELLED}),
    JobState.FAILED: frozenset({JobState.CHECKING, JobState.RUNNING, JobState.CANCELLED}),
    JobState.FINISHED: frozenset(),
    JobState.CANCELLED: frozenset(),
}


def states_before(state: JobState) -> list[JobState]:
    """The states from which `state` can be reached."""
    return [origin for origin, targets in TRANSITIONS.items() if state in targets]


class Outcome(models.TextChoices):
    """What the import does with a row."""

    CREATE = "create", _("New case")
    CHANGE = "change", _("Change")
    SAME = "same", _("No change")
    REFUSE = "refuse", _("Refused")


#: Rows that write something.
WRITING = (Outcome.CREATE, Outcome.CHANGE)
