"""Several people at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(*deeds: Callable[[], object], refused: type[Exception]) -> list[Any]:
    """Do all at the same moment; how each was refused (the refusal of a `refused`), None for success."""
    start = Barrier(len(deeds))

    def attempt(deed: Callable[[], object]) -> Any:
        try:
            start.wait()
            deed()
        except refused as error:
            return error.refusal  # type: ignore[attr-defined] # every room's Refused has one
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(attempt, deeds))
