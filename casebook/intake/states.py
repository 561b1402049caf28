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
    PUBLISHING = "publishing", _("Drafts are being published")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")


class WrongState(Exception):
    """The import is not in a state in which this can be done."""


#: What was killed is taken up by another process: checks, runs and publications lead back to themselves. A publication
#: begins and ends at a finished import.
TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.UPLOADED: frozenset({JobState.CHECKING, JobState.CANCELLED}),
    JobState.CHECKING: frozenset({JobState.CHECKING, JobState.CHECKED, JobState.FAILED, JobState.CANCELLED}),
    JobState.CHECKED: frozenset({JobState.CHECKING, JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset({JobState.RUNNING, JobState.FINISHED, JobState.FAILED, JobState.CANCELLED}),
    JobState.FAILED: frozenset({JobState.CHECKING, JobState.RUNNING, JobState.CANCELLED}),
    JobState.FINISHED: frozenset({JobState.PUBLISHING}),
    JobState.PUBLISHING: frozenset({JobState.PUBLISHING, JobState.FINISHED}),
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


#: States in which a process is at work, or should be.
AT_WORK = (JobState.UPLOADED, JobState.CHECKING, JobState.RUNNING, JobState.PUBLISHING)
#: Rows that write something.
WRITING = (Outcome.CREATE, Outcome.CHANGE)
