"""Work done beside other work, by threads: Tantivy searches without holding Python back, so processors share it.

The threads belong to this process alone. A web server's workers are forked from a parent that may have searched
already: threads do not come along, so a child begins with none.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")

#: Passes of one question that can run at once; a question has a pass for the hits and one for each chosen filter.
MOST_THREADS = 4

_pool: ThreadPoolExecutor | None = None


def beside(work: Callable[[], Thing]) -> "Future[Thing]":
    """Begin `work` now; its result, or what it raises, is asked for later."""
    global _pool
    if _pool is None:
        _pool = ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="search")
    return _pool.submit(work)


def _forget() -> None:
    global _pool
    _pool = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
