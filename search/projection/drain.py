"""Bringing every index up to the current state of the database.

Killing the process at any point loses nothing: a row leaves the outbox only after the index has been committed, and
only if the document has not become dirty again meanwhile. An engine that does not answer keeps its rows until it does.
"""

import logging
from collections.abc import Iterator

from django.db import transaction

from search.documents import Document
from search.engines import fed_engines
from search.engines.base import EngineError, Fed
from search.projection.models import DirtyDocument, IndexGeneration, WriteClock
from search.projection.registry import current_documents
from search.projection.texts import remember

logger = logging.getLogger(__name__)
BATCH = 500


def drain() -> int:
    """Write every dirty document of every engine's live generation. Returns how many were written."""
    return sum(drain_engine(engine) for engine in fed_engines())


def drain_engine(engine: Fed, generation: str = "") -> int:
    """Write the dirty documents of one generation (default: the live one). Returns how many were written.

    Where another process is writing, nothing is done: that process looks again after its commit and finds our rows.
    """
    written = 0
    try:
        target = generation or _live(engine)
        while target and (rows := _next_rows(engine, target)):
            _write(engine, target, rows)
            _clear(rows)
            written += len(rows)
    except EngineError as error:
        logger.info("%s: documents wait: %s", engine.name, error)
    return written


def _live(engine: Fed) -> str:
    """The generation that answers; one that it has replaced is forgotten, should the rebuild have died before."""
    live = engine.live_generation
    known = list(IndexGeneration.objects.filter(engine=engine.name).order_by("created_at", "pk"))
    names = [generation.name for generation in known]
    for older in known[: names.index(live)] if live in names else ():
        older.delete()
    return live


def _next_rows(engine: Fed, generation: str) -> list[DirtyDocument]:
    rows = DirtyDocument.objects.filter(generation__engine=engine.name, generation__name=generation)
    return list(rows.order_by("pk")[:BATCH])


def _write(engine: Fed, generation: str, rows: list[DirtyDocument]) -> None:
    """Read the documents only once the writer's lock is held, or a version is drawn: the older state never wins."""
    read: list[Document] = []

    def reading() -> Iterator[Document]:
        for document in current_documents(row.key for row in rows):
            read.append(document)
            yield document

    engine.write(reading(), generation, version=WriteClock.tick() if engine.is_versioned else 0)
    remember(read)


def _clear(rows: list[DirtyDocument]) -> None:
    with transaction.atomic():
        for row in rows:
            DirtyDocument.objects.filter(pk=row.pk, mark=row.mark).delete()
