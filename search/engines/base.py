"""The protocol that every engine keeps (decision 3): same hit sets, totals and facet counts from each."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from search.documents import Document
from search.lexicon import Lexicon
from search.query import TextQuery
from search.tree import Node

#: Nobody pages further than this.
DEEPEST_HIT = 10_000


class EngineError(RuntimeError):
    """The engine could not answer; the message says which and why."""


class WriterBusy(EngineError):
    """Another process is writing; what is dirty stays dirty and is written by it or later."""


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
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
    """Hits of the asked page, the exact total, and per facet the disjunctive counts of its values.

    `is_fallback`: the engine that was meant to answer did not, and another one did.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    is_fallback: bool = False


class Engine(Protocol):
    """A machine that finds documents."""

    @property
    def name(self) -> str:
        """By which operators and the outbox know it."""

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find; raises EngineError where the machine does not answer."""

    def candidates(
        self, *, audience: frozenset[str], kind: str, text: TextQuery, facets: Mapping[str, tuple[str, ...]], limit: int
    ) -> list[Hit]:
        """Documents worth comparing: they share a word or a facet value. For similarity, which scores them itself."""

    def vocabulary(self, *, audience: frozenset[str], kind: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words that begin with `prefix` with how many documents of this audience hold each."""

    def titled(self, *, audience: frozenset[str], kind: str, wanted: Node, limit: int) -> list[Hit]:
        """Documents of which the title holds what is wanted, for suggestions while a person types."""

    def lexicon(self) -> Lexicon:
        """The words of the library, for what is typed in kana or mistyped."""

    def health(self) -> Mapping[str, object]:
        """Whether it answers, and how many documents it holds."""


class Fed(Engine, Protocol):
    """An engine that is kept in step with the database. A generation is one physical index of it.

    `is_versioned`: writers do not exclude each other, so every write needs a version that orders it.
    """

    is_versioned: bool

    @property
    def live_generation(self) -> str:
        """The generation that answers; empty before the first build."""

    def create(self, generation: str) -> None:
        """Make an empty generation where there is none."""

    def write(self, documents: Iterable[Document], generation: str = "", *, version: int = 0) -> None:
        """Replace the documents of the same keys, read after `version` was drawn; a later version is not overwritten.

        Raises WriterBusy where another process is writing.
        """

    def filling(
        self, generation: str, version: int = 0
    ) -> AbstractContextManager[Callable[[Iterable[Document]], None]]:
        """Fill a new generation, batch by batch; no key comes twice."""

    def make_live(self, generation: str) -> None:
        """Let `generation` answer from now on."""

    def retire_all_but(self, generation: str) -> None:
        """Remove every other generation."""

    def versions(self, generation: str = "") -> Mapping[str, str]:
        """Every key in the index with the fingerprint of what it says."""
