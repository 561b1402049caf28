"""A plan made in the background: how far it is, whether somebody stopped it, and how it ended.

Each change of state is one update that succeeds only where the plan is still being made: whoever stops it, or gives it
up for lost, need not wait for the worker, and what the worker brings later is dropped.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django_tasks import task

from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun
from rubric.matching.planning.making import Question, answer, question_of, result_of
from rubric.matching.planning.result import write_result

if TYPE_CHECKING:
    from rubric.matching.domain.planning.plan import Plan

logger = logging.getLogger(__name__)

#: For so long (seconds) better plans are sought, and so often is written how far it is.
SECONDS, LOOK_EVERY = 60, 1.0
#: How much of the progress is over once everything has been read; all of it once the result is kept.
READ, NEARLY = 10, 99
#: Somebody watches it; what can wait, waits.
BEFORE_OTHERS = 10


@task(priority=BEFORE_OTHERS)
def make_plan_of(plan: int) -> None:
    """Make a plan that was asked for. One that was stopped meanwhile is left alone."""
    if not _move(plan, PlanState.WAITING, state=PlanState.RUNNING):
        return
    try:
        _make(PlanRun.objects.select_related("organisation").get(pk=plan))
    except Exception:
        logger.exception("plan %s broke off", plan)
        _move(plan, PlanState.RUNNING, state=PlanState.FAILED, ended_at=timezone.now())


def _make(run: PlanRun) -> None:
    began = time.monotonic()
    question = question_of(run.organisation, run.locked)
    plan = _sought(run, question)
    if plan is not None:
        result = write_result(result_of(question, plan, time.monotonic() - began))
        ended = {"ended_at": timezone.now(), "progress": 100, "result": result}
        _move(run.pk, PlanState.RUNNING, state=PlanState.DONE, **ended)


def _sought(run: PlanRun, question: Question) -> "Plan | None":
    """The plan, None where somebody stopped it. This thread keeps the database, another one seeks."""
    called_off, began = Event(), time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(partial(answer, question, seconds=SECONDS, watch=called_off.is_set))
        while wait([found], timeout=LOOK_EVERY).not_done:
            if not _move(run.pk, PlanState.RUNNING, progress=_percent(time.monotonic() - began)):
                called_off.set()
    return None if called_off.is_set() else found.result()


def _percent(seconds: float) -> int:
    """How far it is at most: many plans are found long before their time is up."""
    return min(NEARLY, READ + round((NEARLY - READ) * seconds / SECONDS))


def _move(plan: int, origin: PlanState, **fields: Any) -> bool:
    """Change a plan that is in the state `origin`, and whether it was."""
    return bool(PlanRun.objects.filter(pk=plan, state=origin).update(**fields))
