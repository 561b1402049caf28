"""What can be found: each kind of document is registered by the room that owns it."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from search.documents import Document, tombstone


class Projection(Protocol):
    """How one kind of thing becomes documents. Keys are `kind:id`."""

    kind: str
    facets: tuple[str, ...]

    def keys(self) -> Iterator[str]:
        """The keys of everything that may have a document."""

    def documents(self, keys: Iterable[str]) -> Iterator[Document]:
        """The current documents of those keys that exist and may be found by somebody."""


_projections: dict[str, Projection] = {}


def register_projection(projection: Projection) -> None:
    """Make a kind of thing findable. Called from an AppConfig's `ready`."""
    _projections[projection.kind] = projection


def facet_names() -> tuple[str, ...]:
    """The facets of all kinds, in a stable order."""
    return tuple(sorted({facet for projection in _projections.values() for facet in projection.facets}))


def all_keys() -> Iterator[str]:
    """Every key of every kind."""
    for projection in _projections.values():
        yield from projection.keys()


def current_documents(keys: Iterable[str]) -> Iterator[Document]:
    """The current state of `keys`; what is hidden or gone comes as a tombstone."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        by_kind.setdefault(key.partition(":")[0], []).append(key)
    for kind, of_kind in by_kind.items():
        missing = set(of_kind)
        projection = _projections.get(kind)
        for document in projection.documents(of_kind) if projection else ():
            missing.discard(document.key)
            yield document
        for key in sorted(missing):
            yield tombstone(key, kind)
