"""Marking documents dirty inside the transaction that changes them, and asking for a drain after it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search.engines import fed_engines
from search.engines.base import Fed
from search.projection.models import DirtyDocument, IndexGeneration, new_mark

_paused: ContextVar[bool] = ContextVar("projection_paused", default=False)
BATCH = 500
LATE = timedelta(seconds=3)


def mark_dirty(keys: Iterable[str]) -> None:
    """Note that the documents of `keys` may have changed, for every generation; drain after commit."""
    unique = sorted(set(keys))
    if not unique:
        return
    with transaction.atomic():
        for generation in _fed_generations():
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


def is_behind(engine: Fed) -> bool:
    """Whether documents have waited for `engine` longer than a drain takes, or nobody notes what it lacks.

    The oldest generation is the live one: what a rebuild replaces is forgotten, what it fills is younger.
    """
    live = IndexGeneration.objects.filter(engine=engine.name).order_by("created_at", "pk").first()
    return live is None or live.dirty.filter(marked_at__lt=timezone.now() - LATE).exists()


def _fed_generations() -> list[IndexGeneration]:
    """The generations of engines in use. Of any other nothing is noted any more, so it is forgotten whole."""
    fed = {engine.name for engine in fed_engines()}
    generations = list(IndexGeneration.objects.all())
    for generation in generations:
        if generation.engine not in fed:
            generation.delete()
    return [generation for generation in generations if generation.engine in fed]


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
