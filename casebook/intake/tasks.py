"""The steps of an import in the background, so that a page never waits for them."""

from functools import partial

from django.db import transaction
from django_tasks import task

from casebook.intake import actions
from casebook.intake.lifecycle import Superseded
from casebook.intake.models import ImportJob
from casebook.intake.states import JobState, WrongState


@task()
def check_import(job_id: int) -> None:
    """Check what was uploaded."""
    _step(actions.check, job_id)


@task()
def run_import(job_id: int) -> None:
    """Run, or go on with, what was approved."""
    _step(actions.run, job_id)


def _step(action, job_id: int) -> None:
    """Where somebody else has the import in hand, or called it off, there is nothing left to do."""
    job = ImportJob.objects.get(pk=job_id)
    try:
        action(job=job, by=job.uploaded_by)
    except (Superseded, WrongState):
        return


def start(job: ImportJob) -> None:
    """Hand the next step of `job` to the worker, once the transaction at hand is through."""
    next_step = run_import if job.state == JobState.RUNNING or job.started_at else check_import
    transaction.on_commit(partial(next_step.enqueue, job.pk))
