"""Segmenting in other processes: the greater part of a rebuild's work, and pure.

Processes are started afresh (spawn), because a fork would share the database connection and the index's threads.
"""

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context

from search.documents import Document

BATCH = 100
#: Fewer batches than this are done sooner than a process has loaded its dictionary.
LEAST_BATCHES = 20
#: Batches in the hands of each process, so that none waits and few are held in memory.
AHEAD = 3

Batch = list[Document]


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def segmented(documents: Iterable[Document], processes: int | None = None) -> Iterator[Document]:
    """The documents in order, segmented ahead by `processes` (default: one a processor) where they are many.

    Where processes cannot be had, or die, documents come as they are: whoever asks for their words segments them.
    """
    processes = processors() if processes is None else processes
    stream = iter(documents)
    batches = iter(lambda: list(islice(stream, BATCH)), [])
    first = list(islice(batches, LEAST_BATCHES))
    if processes < 2 or len(first) < LEAST_BATCHES:
        yield from chain.from_iterable(chain(first, batches))
        return
    # Segmenting makes no cycles: a collector that looks for them costs a twentieth of the time.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        yield from _ahead(pool, chain(first, batches), processes * AHEAD)


def _ahead(pool: ProcessPoolExecutor, batches: Iterable[Batch], most: int) -> Iterator[Document]:
    waiting: deque[tuple[Batch, Future[Batch] | None]] = deque()
    for batch in batches:
        waiting.append((batch, _submit(pool, batch)))
        if len(waiting) > most:
            yield from _done(*waiting.popleft())
    for batch, future in waiting:
        yield from _done(batch, future)


def _submit(pool: ProcessPoolExecutor, batch: Batch) -> Future[Batch] | None:
    try:
        return pool.submit(segment_all, batch)
    except (BrokenProcessPool, OSError):
        return None


def _done(batch: Batch, future: Future[Batch] | None) -> Batch:
    try:
        return future.result() if future else batch
    except BrokenProcessPool:
        return batch


def segment_all(batch: Batch) -> Batch:
    """Let every part know its words; they travel with the document."""
    for document in batch:
        if document.is_quoted:
            document.marked  # noqa: B018 - asking makes it remember
        for part in document.parts:
            part.segmented  # noqa: B018 - as above
    return batch
