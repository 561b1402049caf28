"""Counting what readers ask, in memory first: no page waits for it, and none fails because of it.

What is counted waits in the process and is written by a thread of its own, at most every `INSIGHT_WRITE_AFTER` seconds,
so that a search costs no write and a busy database keeps nobody waiting. What is lost with a killed process is a few
counts. Nothing of the request is kept: neither person nor address, session or hour.
"""

import logging
import threading
from collections import Counter
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils import timezone

from casebook.insight.arrivals import comes_from, is_a_reader, is_reload
from casebook.insight.models import Asked
from casebook.insight.questions import Question, question_of
from casebook.library.criteria import Criteria
from casebook.library.find import Found

log = logging.getLogger(__name__)

#: What waits is never more than this; a flood of different questions is not worth the memory.
MOST_WAITING = 2_000
#: Totals are kept as the highest of these that they reach.
STEPS = (0, 1, 5, 20, 100)

_Key = tuple[date, Question]
Counts = dict[_Key, Counter[str]]
_waiting: Counts = {}
_lock = threading.Lock()
_timer: threading.Timer | None = None


def record(criteria: Criteria, found: Found, request: HttpRequest) -> None:
    """Count a question and whether it was answered. A further page, another order or a reload of it counts no more."""
    try:
        counts = criteria.page == 1 and is_a_reader(request) and not is_reload(request)
        question = question_of(criteria) if counts else None
        if question and comes_from(request) != question:
            in_vain = not found.as_typed and not (criteria.q and criteria.filters)
            _count(question, found=_rounded(found.as_typed), asked=1, in_vain=int(in_vain))
    except Exception:
        log.exception("a search was not counted")


def record_opened(request: HttpRequest) -> None:
    """Count that a case was opened from the answer to a question."""
    try:
        question = comes_from(request) if is_a_reader(request) else None
        if question:
            _count(question, opened=1)
    except Exception:
        log.exception("an opened case was not counted")


def write() -> int:
    """Write what waits. Returns how many counts were written; what cannot be written now waits on."""
    global _timer
    with _lock:
        counts, _timer = dict(_waiting), None
        _waiting.clear()
    try:
        keep(counts)
    except Exception:
        log.exception("searches were not counted")
        with _lock:
            for key, times in counts.items():
                _add(key, times)
    return len(counts)


def _count(question: Question, **times: int) -> None:
    with _lock:
        _add((timezone.localdate(), question), Counter(times))
        _start_timer()


def _add(key: _Key, times: Counter[str]) -> None:
    """Add to what waits; a question that is new while too many wait is not counted."""
    if key in _waiting or len(_waiting) < MOST_WAITING:
        kept = _waiting.setdefault(key, Counter())
        most = max(kept["found"], times["found"])
        kept.update(times)
        kept["found"] = most


def _start_timer() -> None:
    global _timer
    if _timer is None and settings.INSIGHT_WRITE_AFTER:
        _timer = threading.Timer(settings.INSIGHT_WRITE_AFTER, _write_and_close)
        _timer.daemon = True
        _timer.start()


def _write_and_close() -> None:
    try:
        write()
    finally:
        connection.close()


@transaction.atomic
def keep(counts: Counts) -> None:
    """Add counts to those of their days."""
    rows = [Asked(on=on, kind=kind, what=what) for on, (kind, what) in counts]
    Asked.objects.bulk_create(rows, ignore_conflicts=True)
    for (on, (kind, what)), times in counts.items():
        added = {name: F(name) + times[name] for name in ("asked", "in_vain", "opened") if times[name]}
        of_day = Asked.objects.filter(on=on, kind=kind, what=what)
        of_day.update(**added, found=Greatest(F("found"), times["found"]))


def _rounded(total: int) -> int:
    return max(step for step in STEPS if step <= total)
