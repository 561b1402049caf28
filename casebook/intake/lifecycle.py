"""Who is at work on an import. Every change of state is one update that succeeds only from a state that allows it."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import F
from django.utils import timezone

from casebook.intake.files.sheet import WrongFile
from casebook.intake.models import ImportJob
from casebook.intake.states import JobState, WrongState, states_before

logger = logging.getLogger(__name__)


class Superseded(Exception):
    """Another process has taken the import over, or somebody has called it off."""


@contextmanager
def at_work(job: ImportJob, state: JobState, *, fallback: JobState = JobState.FAILED, **fields: Any) -> Iterator[None]:
    """Be the one process at work on `job`, in `state`; what breaks off by itself can be taken up again from `fallback`.

    Raises `WrongState` where that step is not possible now.
    """
    runner = secrets.token_hex(16)
    move(job, state, runner=runner, failure=None, heartbeat_at=timezone.now(), **fields)
    try:
        yield
    except Superseded:
        raise
    except Exception as error:
        logger.exception("import %s broke off", job.pk)
        ours = ImportJob.objects.filter(pk=job.pk, runner=runner, state__in=states_before(fallback))
        ours.update(state=fallback, failure=_failure(error, state))
        raise


def move(job: ImportJob, state: JobState, *, origin: JobState | None = None, **fields: Any) -> None:
    """Change the state where that is possible, or only from `origin`. Raises `WrongState`."""
    movable = ImportJob.objects.filter(pk=job.pk, state__in=[origin] if origin else states_before(state))
    if not movable.update(state=state, **fields):
        raise WrongState(state)
    job.refresh_from_db()


def end(job: ImportJob, state: JobState, **fields: Any) -> None:
    """Bring the step to its end. Raises `Superseded`."""
    ours = ImportJob.objects.filter(pk=job.pk, runner=job.runner, state__in=states_before(state))
    if not ours.update(state=state, **fields):
        raise Superseded
    job.refresh_from_db()


def count_done(job: ImportJob, rows: int) -> None:
    """Count rows as done, inside their transaction; a sign of life. Raises `Superseded`, which rolls them back."""
    ours = ImportJob.objects.filter(pk=job.pk, runner=job.runner, state=job.state)
    if not ours.update(done=F("done") + rows, heartbeat_at=timezone.now()):
        raise Superseded
    job.done += rows


def _failure(error: Exception, state: JobState) -> dict[str, Any]:
    if isinstance(error, WrongFile):
        return {"code": error.code, "params": error.params}
    return {"code": "publishing-broke-off" if state == JobState.PUBLISHING else "broke-off", "params": {}}
