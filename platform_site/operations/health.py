"""Whether the site works. A check is a callable that returns facts about its part, or raises what is wrong."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from platform_site.operations.registered import registered

log = logging.getLogger(__name__)

OWN_CHECKS = ("platform_site.operations.health.database", "platform_site.operations.health.tasks")


@dataclass(frozen=True)
class Finding:
    """What one check found."""

    ok: bool
    milliseconds: float
    facts: dict[str, Any] = field(default_factory=dict)


def examine() -> dict[str, Finding]:
    """Run every check, those of `settings.HEALTH_CHECKS` included, by the check's name."""
    checks = registered("HEALTH_CHECKS", OWN_CHECKS)
    return {dotted.rpartition(".")[2]: _run(check) for dotted, check in checks.items()}


def report(findings: dict[str, Finding]) -> dict[str, Any]:
    """The findings as JSON."""
    ok = all(finding.ok for finding in findings.values())
    return {"status": "ok" if ok else "failing", "checks": {name: asdict(one) for name, one in findings.items()}}


def database() -> dict[str, Any]:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"engine": connection.vendor}


def tasks() -> dict[str, Any]:
    """How much waits for the worker. A worker that stands still is no reason to take the web server away."""
    waiting = DBTaskResult.objects.ready()
    oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    age = round((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"waiting": waiting.count(), "oldest_seconds": age}


def _run(check: Callable[[], dict[str, Any]]) -> Finding:
    """What is wrong goes to the log: this address is open to everybody."""
    start = time.perf_counter()
    try:
        facts = check()
    except Exception:  # whatever fails is a finding
        log.exception("health check %s failed", getattr(check, "__name__", check))
        return Finding(ok=False, milliseconds=_since(start))
    return Finding(ok=True, milliseconds=_since(start), facts=facts or {})


def _since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 1)
