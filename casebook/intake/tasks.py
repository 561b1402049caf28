"""The steps of an import in the background, so that a page never waits for them."""

from functools import partial

from django.db import transaction
from django_tasks import task

from casebook.intake import actions
from casebook.intake.lifecycle import Superseded
from casebook.intake.models import ImportJob
from casebook.intake.states import JobState, WrongState
from platform_site.accounts.models import User

#: Somebody watches an import; what a big one leaves to do for Wagtail's own search can wait.
BEFORE_OTHERS = 10


@task(priority=BEFORE_OTHERS)
def check_import(job_id: int) -> None:
    """Check what was uploaded."""
    _step(actions.check, job_id)


@task(priority=BEFORE_OTHERS)
def run_import(job_id: int) -> None:
    """Run, or go on with, what was approved."""
    _step(actions.run, job_id)


@task(priority=BEFORE_OTHERS)
def publish_drafts(job_id: int, user_id: int) -> None:
    """Publish, in the name of whoever let it begin, the drafts of a finished import."""
    _step(actions.publish, job_id, by=User.objects.get(pk=user_id))


def _step(action, job_id: int, by: User | None = None) -> None:
    """Where somebody else has the import in hand, or called it off, there is nothing left to do."""
    job = ImportJob.objects.get(pk=job_id)
    try:
        action(job=job, by=by or job.uploaded_by)
    except (Superseded, WrongState):
        return


def start(job: ImportJob, *, by: User) -> None:
    """Hand the next step of `job` to the worker, once the transaction at hand is through."""
    if job.state == JobState.PUBLISHING:
        next_step = partial(publish_drafts.enqueue, job.pk, by.pk)
    else:
        next_step = partial((run_import if job.state == JobState.RUNNING else check_import).enqueue, job.pk)
    transaction.on_commit(next_step)
