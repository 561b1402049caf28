"""A library with its index, and a worker that waits until it is called."""

import pytest


@pytest.fixture
def database_tasks(settings):
    """The worker's own queue: nothing runs until it is called."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
