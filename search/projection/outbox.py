"""Marking documents dirty inside the transaction that changes them, and asking for a drain after it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from search.projection.models import DirtyDocument, IndexGeneration, new_mark

_paused: ContextVar[bool] = ContextVar("projection_paused", default=False)
BATCH = 500


def mark_dirty(keys: Iterable[str]) -> None:
    """Note that the documents of `keys` may have changed, for every generation; drain after commit."""
    unique = sorted(set(keys))
    if not unique:
        return
    with transaction.atomic():
        for generation in IndexGeneration.objects.all():
            rows = [DirtyDocument(generation=generation, key=key, mark=new_mark()) for key in unique]
            DirtyDocument.objects.bulk_create(
                rows,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["generation", "key"],
                update_fields=["mark"],
            )
        if not _paused.get():
            transaction.on_commit(_drain, robust=True)


def _drain() -> None:
    from search.projection.drain import drain

    drain()


@contextmanager
def paused() -> Iterator[None]:
    """Leave draining to the caller, who writes many documents and drains now and then. Marking goes on."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)
