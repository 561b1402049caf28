"""Tasks that wait a while before they run."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult


def run_later(task: Task, delay: timedelta, *args: Any) -> None:
    """Hand `task` to the worker after `delay`. A backend that cannot wait (that of the tests) does nothing."""
    if task.get_backend().supports_defer:
        task.using(run_after=timezone.now() + delay).enqueue(*args)


def is_waiting(task: Task) -> bool:
    """Whether the worker has yet to begin one of these."""
    return DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY).exists()
