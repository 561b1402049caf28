"""Making the library that is measured."""

from typing import Any

from benchmarks import database
from benchmarks.measure import stopwatch


def prepare(_size: int, _seconds: float) -> dict[str, Any]:
    """Tables and the first page tree."""
    with stopwatch() as watch:
        database.prepare()
    return {"seconds": watch.seconds}


def fill(size: int, _seconds: float) -> dict[str, Any]:
    """Let the library grow to `size` cases."""
    with stopwatch() as watch:
        added = database.grow(size)
    return {"added": added, "seconds": watch.seconds}
