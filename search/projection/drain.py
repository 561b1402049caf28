"""Bringing an index up to the current state of the database.

Killing the process at any point loses nothing: a row leaves the outbox only after the index has been committed, and
only if the document has not become dirty again meanwhile.
"""

import logging
from collections.abc import Iterator

from django.db import transaction

from search.documents import Document
from search.engines import embedded_engine
from search.engines.embedded import EmbeddedEngine, WriterBusy
from search.projection.models import DirtyDocument
from search.projection.registry import current_documents
from search.projection.texts import remember

logger = logging.getLogger(__name__)
BATCH = 500


def drain(generation: str = "", *, engine: EmbeddedEngine | None = None) -> int:
    """Write every dirty document of `generation` (default: the live one). Returns how many were written.

    Where another process is writing, nothing is done: that process looks again after its commit and finds our rows.
    """
    engine = engine or embedded_engine()
    target = generation or engine.live_generation
    written = 0
    while target and (rows := _next_rows(target)):
        try:
            _write(engine, target, rows)
        except WriterBusy:
            logger.info("index is being written by another process; %s documents wait for it", len(rows))
            break
        _clear(rows)
        written += len(rows)
    return written


def _next_rows(generation: str) -> list[DirtyDocument]:
    return list(DirtyDocument.objects.filter(generation__name=generation).order_by("pk")[:BATCH])


def _write(engine: EmbeddedEngine, generation: str, rows: list[DirtyDocument]) -> None:
    """Read the documents only once the writer's lock is held: an older state can't overwrite a newer one."""
    read: list[Document] = []

    def reading() -> Iterator[Document]:
        for document in current_documents(row.key for row in rows):
            read.append(document)
            yield document

    engine.write(reading(), generation)
    remember(read)


def _clear(rows: list[DirtyDocument]) -> None:
    with transaction.atomic():
        for row in rows:
            DirtyDocument.objects.filter(pk=row.pk, mark=row.mark).delete()
