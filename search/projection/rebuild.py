"""Filling a new index beside the live one, and comparing an index with the database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.utils import timezone

from search.documents import Document
from search.engines import fed_engines
from search.engines.base import EngineError, Fed
from search.projection.drain import drain, drain_engine
from search.projection.models import DirtyDocument, IndexGeneration, MarkedText, WriteClock
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


def rebuild(*, engines: Sequence[Fed] | None = None, progress: Progress = lambda done: None) -> int:
    """Build a new generation of every engine while the live ones answer, then swap. Returns how many documents.

    What becomes dirty meanwhile is noted for both generations and replayed before and after the swap, so there is no
    moment with missing results; a rebuild that was killed leaves a generation that the next one removes. An engine that
    does not answer keeps what it has, and EngineError is raised once the others are done.
    """
    name = f"g{timezone.now():%Y%m%d%H%M%S%f}"
    building = [Building(engine, name) for engine in (fed_engines() if engines is None else engines)]
    for one in building:
        one.attempt(one.begin)
    done = _fill(building, _all_documents(), progress)
    for one in building:
        one.attempt(one.finish)
    _forget_texts()
    failures = [str(one.failure) for one in building if one.failure]
    if failures:
        raise EngineError("; ".join(failures))
    return done


@dataclass
class Building:
    """A new generation of one engine. After a failure nothing more is asked of the engine."""

    engine: Fed
    name: str
    version: int = 0
    failure: EngineError | None = None

    def attempt(self, step: Callable[..., None], *args: Any) -> None:
        """Take a step, unless one before it failed."""
        if self.failure:
            return
        try:
            step(*args)
        except EngineError as error:
            self.failure = error
            IndexGeneration.objects.filter(engine=self.engine.name, name=self.name).delete()

    def begin(self) -> None:
        """From now on what becomes dirty is noted for the new generation too."""
        self.engine.create(self.name)
        IndexGeneration.objects.create(engine=self.engine.name, name=self.name)
        self.version = WriteClock.tick() if self.engine.is_versioned else 0

    def finish(self) -> None:
        """Replay what became dirty, swap, replay what became dirty during the swap, forget older generations."""
        drain_engine(self.engine, self.name)
        self.engine.make_live(self.name)
        drain_engine(self.engine, self.name)
        old = IndexGeneration.objects.filter(engine=self.engine.name).exclude(name=self.name)
        DirtyDocument.objects.filter(generation__in=old).delete()
        old.delete()
        self.engine.retire_all_but(self.name)


def _fill(building: Sequence[Building], documents: Iterable[Document], progress: Progress) -> int:
    """Segment once, write to every engine, and keep the texts. Returns how many documents there were."""
    done = 0
    with ExitStack() as stack:
        writers = [
            (one, stack.enter_context(one.engine.filling(one.name, one.version))) for one in building if not one.failure
        ]
        for batch in _batches(segmented(documents)):
            remember(batch)
            for one, write in writers:
                one.attempt(write, batch)
            done += len(batch)
            progress(done)
    return done


def differences(engine: Fed, *, progress: Progress = lambda done: None) -> Differences:
    """Compare every document of the database with what the live index of `engine` holds."""
    held = engine.versions() if engine.live_generation else {}
    wanted: dict[str, str] = {}
    for batch in _batches(_all_documents()):
        wanted |= {document.key: document.fingerprint for document in batch}
        progress(len(wanted))
    hidden = {key: _tombstone_like(key).fingerprint for key in held.keys() - wanted.keys()}
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


def _forget_texts() -> None:
    """Texts of documents that are gone are needed no longer."""
    wanted = set(all_keys())
    gone = [key for key in MarkedText.objects.values_list("key", flat=True).iterator() if key not in wanted]
    for start in range(0, len(gone), BATCH):
        MarkedText.objects.filter(key__in=gone[start : start + BATCH]).delete()
