"""What is done once a day. A job is a callable; it may return a sentence on what it did."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from platform_site.operations.registered import registered

log = logging.getLogger(__name__)

OWN_JOBS = (
    "platform_site.operations.daily.clear_sessions",
    "platform_site.operations.daily.forget_finished_tasks",
)


@dataclass(frozen=True)
class Outcome:
    """How one job went."""

    job: str
    ok: bool
    seconds: float
    said: str = ""


def run_jobs() -> Iterator[Outcome]:
    """Run every job, those of `settings.DAILY_JOBS` included, each on its own: one that fails stops no other."""
    for dotted, job in registered("DAILY_JOBS", OWN_JOBS).items():
        outcome = _run(dotted, job)
        log.info("daily job %s: %s in %.1f s %s", dotted, outcome.ok, outcome.seconds, outcome.said)
        yield outcome


def clear_sessions() -> None:
    """Forget logins that ran out."""
    call_command("clearsessions")


def forget_finished_tasks() -> str:
    """Forget background tasks that ended well two weeks ago; those that failed stay three months."""
    now = timezone.now()
    well = DBTaskResult.objects.successful().filter(finished_at__lt=now - timedelta(days=14)).delete()[0]
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - timedelta(days=90)).delete()[0]
    return f"{well + failed} tasks forgotten"


def _run(dotted: str, job: Callable[[], Any]) -> Outcome:
    start = time.perf_counter()
    try:
        said = job()
    except Exception as error:  # the other jobs must run
        log.exception("daily job %s failed", dotted)
        return Outcome(dotted, False, time.perf_counter() - start, f"{type(error).__name__}: {error}")
    return Outcome(dotted, True, time.perf_counter() - start, str(said or ""))
