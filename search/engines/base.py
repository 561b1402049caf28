"""The protocol that every engine keeps (decision 3): same hit sets, totals and facet counts from each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from search.documents import Document
from search.query import TextQuery

#: Nobody pages further than this.
DEEPEST_HIT = 10_000


class EngineError(RuntimeError):
    """The engine could not answer; the message says which and why."""


class Order(Enum):
    """How hits are put in order. Ties are always broken by the document's age, then its key."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    NEAR = "near"


class Matching(Enum):
    """How much of the text must stand in a hit: loosened step by step when nothing is found."""

    PHRASES = "phrases"  # every term as it was typed
    WORDS = "words"  # every word, anywhere
    MOST = "most"  # most words
    ANY = "any"  # any word


@dataclass(frozen=True)
class SearchRequest:
    """What is sought, by whom. `near` are tiers of (facet, values), nearest first, for Order.NEAR."""

    audience: frozenset[str]
    kind: str
    text: TextQuery = field(default_factory=TextQuery)
    matching: Matching = Matching.PHRASES
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    order: Order = Order.RELEVANCE
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()
    offset: int = 0
    limit: int = 20
    counts_when_empty: bool = True  # False: where nothing is found, facets need not be counted


@dataclass(frozen=True)
class Hit:
    """A document that was found; `score` is comparable within one answer only."""

    key: str
    score: float


@dataclass(frozen=True)
class SearchResponse:
    """Hits of the asked page, the exact total, and per facet the disjunctive counts of its values."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    """A machine that finds documents."""

    name: str

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find; raises EngineError where the machine does not answer."""

    def candidates(
        self, *, audience: frozenset[str], kind: str, text: TextQuery, facets: Mapping[str, tuple[str, ...]], limit: int
    ) -> list[Hit]:
        """Documents worth comparing: they share a word or a facet value. For similarity, which scores them itself."""

    def vocabulary(self, *, audience: frozenset[str], prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words that begin with `prefix` with how many documents of this audience hold each."""

    def write(self, documents: Iterable[Document]) -> None:
        """Replace the documents of the same keys; raises WriterBusy where another process is writing."""

    def versions(self) -> Mapping[str, str]:
        """Every key in the index with the fingerprint of what it says."""

    def health(self) -> Mapping[str, object]:
        """Whether it answers, and how many documents it holds."""
