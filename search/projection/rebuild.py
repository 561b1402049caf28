"""Filling a new index beside the live one, and comparing an index with the database."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.utils import timezone

from search.documents import Document
from search.engines import embedded_engine
from search.engines.embedded import EmbeddedEngine, fingerprint
from search.projection.drain import drain
from search.projection.models import DirtyDocument, IndexGeneration, MarkedText
from search.projection.outbox import mark_dirty
from search.projection.registry import all_keys, current_documents
from search.projection.texts import remember
from search.projection.workers import segmented

BATCH = 1_000
Progress = Callable[[int], None]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Differences:
    """How an index differs from the database: keys that are missing, out of date, or no longer wanted."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.missing, *self.stale, *self.unwanted)


def rebuild(*, engine: EmbeddedEngine | None = None, progress: Progress = lambda done: None) -> int:
    """Build a new generation while the live one answers, then swap. Returns how many documents it holds.

    What becomes dirty meanwhile is noted for both generations and replayed before and after the swap, so there is no
    moment with missing results; a rebuild that was killed leaves a generation that the next one removes.
    """
    engine = engine or embedded_engine()
    name = f"g{timezone.now():%Y%m%d%H%M%S%f}"
    IndexGeneration.objects.create(name=name)
    done = fill(engine, name, _all_documents(), progress=progress)
    drain(name, engine=engine)
    engine.make_live(name)
    drain(name, engine=engine)
    _retire_all_but(name, engine)
    return done


def fill(
    engine: EmbeddedEngine, name: str, documents: Iterable[Document], *, progress: Progress = lambda done: None
) -> int:
    """Index `documents` in the new generation `name` and keep their texts. Returns how many there were."""
    done = 0

    def passing() -> Iterator[Document]:
        nonlocal done
        for batch in _batches(segmented(documents)):
            remember(batch)
            yield from batch
            done += len(batch)
            progress(done)

    engine.build(passing(), name)
    return done


def differences(*, engine: EmbeddedEngine | None = None) -> Differences:
    """Compare every document of the database with what the live index holds."""
    engine = engine or embedded_engine()
    held = engine.versions() if engine.live_generation else {}
    wanted = {document.key: fingerprint(document) for document in _all_documents()}
    hidden = {key: fingerprint(_tombstone_like(key)) for key in held.keys() - wanted.keys()}
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        stale=tuple(sorted(key for key in wanted.keys() & held.keys() if wanted[key] != held[key])),
        unwanted=tuple(sorted(key for key, mark in hidden.items() if held[key] != mark)),
    )


def repair(found: Differences) -> int:
    """Index again what differs. Returns how many documents were written."""
    mark_dirty(found.keys)
    return drain()


def _tombstone_like(key: str) -> Document:
    return Document(key=key, kind=key.partition(":")[0])


def _all_documents() -> Iterator[Document]:
    for keys in _batches(all_keys()):
        yield from (document for document in current_documents(keys) if not document.is_tombstone)


def _batches(things: Iterator[Thing]) -> Iterator[list[Thing]]:
    while batch := list(islice(things, BATCH)):
        yield batch


def _retire_all_but(name: str, engine: EmbeddedEngine) -> None:
    """Forget older generations, their outbox rows and directories, and texts of documents that are gone."""
    old = IndexGeneration.objects.exclude(name=name)
    DirtyDocument.objects.filter(generation__in=old).delete()
    old.delete()
    for path in engine.folder.iterdir():
        if path.is_dir() and path.name != name:
            shutil.rmtree(path, ignore_errors=True)
    live = engine.versions()
    gone = [key for key in MarkedText.objects.values_list("key", flat=True).iterator() if key not in live]
    for start in range(0, len(gone), BATCH):
        MarkedText.objects.filter(key__in=gone[start : start + BATCH]).delete()
