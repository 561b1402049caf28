"""The embedded engine: Tantivy on a directory, no server needed.

The live index is the directory that the file `live` names, so that a rebuild swaps by renaming one small file. Writers
take Tantivy's lock (one at a time, freed even by kill -9); readers reload where a commit has been made since.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.documents import Document
from search.engines.base import (
    DEEPEST_HIT,
    EngineError,
    Hit,
    Order,
    SearchRequest,
    SearchResponse,
    WriterBusy,
)
from search.engines.beside import beside
from search.engines.embedded_counts import passes
from search.engines.embedded_documents import build_schema, to_tantivy
from search.engines.embedded_query import QueryBuilder
from search.engines.heard import Heard
from search.engines.kept import Commit, KeptAnswers
from search.lexicon import Lexicon
from search.plan import plan, telling_words
from search.query import TextQuery
from search.text.dictionary import dictionary_mark
from search.tree import WORDS, Node

#: To be raised with every change of what is indexed or how text is segmented.
SCHEMA = 5
#: Bytes a writer collects before it writes a segment: few documents at a time, or a whole library.
HEAP = 30_000_000
BUILDING_HEAP = 200_000_000


class EmbeddedEngine:
    """Finds in, and writes to, the generations below `folder`."""

    name = "embedded"
    is_versioned = False

    def __init__(self, folder: Path, facets: tuple[str, ...]) -> None:
        self.folder = folder
        self.facets = facets
        self._opened: tuple[str, tantivy.Index] | None = None
        self._seen: Commit | None = None
        self._heard: Heard | None = None
        self._kept = KeptAnswers()

    # -- generations -------------------------------------------------------------------------------
    @property
    def live_generation(self) -> str:
        """The name of the generation that answers; empty before the first build of this schema."""
        try:
            name, _blank, schema = (self.folder / "live").read_text(encoding="ascii").strip().partition(" ")
        except FileNotFoundError:
            return ""
        return name if schema == self.schema_mark else ""

    @cached_property
    def schema_mark(self) -> str:
        """What an index of another version of the software does not have: its documents must be written anew."""
        says = (str(SCHEMA), dictionary_mark(), *self.facets)
        return hashlib.blake2b(" ".join(says).encode(), digest_size=6).hexdigest()

    def make_live(self, generation: str) -> None:
        """Let `generation` answer from now on; readers notice at their next request."""
        pointer = self.folder / "live.new"
        pointer.write_text(f"{generation} {self.schema_mark}", encoding="ascii")
        os.replace(pointer, self.folder / "live")

    def index(self, generation: str) -> tantivy.Index:
        """The index of `generation`, made if need be."""
        path = self.folder / generation
        path.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(build_schema(self.facets), path=str(path))

    def _generation(self) -> str:
        """The one that answers. Raises EngineError where there is none."""
        generation = self.live_generation
        if not generation:
            raise EngineError("the embedded index has not been built yet: run manage.py search_index rebuild")
        return generation

    def _live(self) -> tantivy.Index:
        generation = self._generation()
        if self._opened is None or self._opened[0] != generation:
            self._opened, self._seen = (generation, self.index(generation)), None
        index = self._opened[1]
        newest = self._commit(generation)
        if newest != self._seen:
            index.reload()
            self._seen = newest
        return index

    def _commit(self, generation: str) -> Commit:
        """What tells a commit from the one before: each writes this file anew and puts it in the old one's place."""
        found = (self.folder / generation / "meta.json").stat()
        return found.st_ino, found.st_mtime_ns, found.st_size

    # -- finding -----------------------------------------------------------------------------------
    def search(self, request: SearchRequest) -> SearchResponse:
        """See Engine.search. A count without filters is kept until the next commit: some are asked at each key.

        The commit is read before the index, so that no answer is kept longer than what it was counted in.
        """
        if request.limit or request.filters or request.left_out:
            return self._search(request)
        commit = self._commit(self._generation())
        asked = (request.audience, request.kind, request.text, request.matching, request.facets)
        return self._kept.answer(commit, asked, lambda: self._search(request))

    def _search(self, request: SearchRequest) -> SearchResponse:
        """Facets are counted beside the search for hits."""
        index = self._live()
        searcher, build, lexicon = index.searcher(), QueryBuilder(index.schema), self.lexicon()
        bare = plan(request.text, request.matching, lexicon, ranks=False) if request.text.required else None
        counting = [
            (one, beside(partial(searcher.aggregate, one.query, one.asked)))
            for one in passes(build, request, bare, searcher.doc_freq)
        ]
        ranks = request.order is Order.RELEVANCE and request.limit > 0
        wanted = plan(request.text, request.matching, lexicon) if request.text.required and ranks else bare
        query = build.request(request, wanted, scores=ranks)
        if request.order is Order.NEAR and request.near:
            total, hits = self._nearest(searcher, build, query, request)
        else:
            total, hits = self._page(searcher, query, request.order, request.text, request.offset, request.limit)
        counts: dict[str, Mapping[str, int]] = {}
        for one, counted in counting:
            if not total and not request.counts_when_empty:
                counted.cancel()
                continue
            counts |= one.counts(counted.result())
        return SearchResponse(total, tuple(hits), counts)

    def _page(
        self, searcher: Any, query: Query, order: Order, text: TextQuery, offset: int, limit: int
    ) -> tuple[int, list[Hit]]:
        if offset >= DEEPEST_HIT or limit <= 0:
            return searcher.search(query, limit=1).count, []
        limit = min(limit, DEEPEST_HIT - offset)
        if order is Order.RELEVANCE and text.required:
            return _by_score(searcher, query, offset, limit, weight="worth")
        found = searcher.search(query, limit=limit, offset=offset, order_by_field="newest")
        return found.count, [Hit(_key(searcher, address), 0.0) for _newest, address in found.hits]

    def _nearest(
        self, searcher: Any, build: QueryBuilder, query: Query, request: SearchRequest
    ) -> tuple[int, list[Hit]]:
        """Walk the tiers, nearest first, until the page is full; inside a tier the newest comes first."""
        hits: list[Hit] = []
        seen: list[tuple[str, tuple[str, ...]]] = []
        offset, room = request.offset, request.limit
        for tier in (*request.near, None):
            if room <= 0:
                break
            inside = [(Occur.Must, query), *((Occur.MustNot, build.values(*done)) for done in seen)]
            if tier is not None:
                inside.append((Occur.Must, build.values(*tier)))
                seen.append(tier)
            count, found = self._page(searcher, Query.boolean_query(inside), Order.NEWEST, request.text, offset, room)
            hits += found
            room -= len(found)
            offset = max(0, offset - count)
        return searcher.search(query, limit=1).count, hits

    def candidates(
        self, *, audience: frozenset[str], kind: str, text: TextQuery, facets: Mapping[str, tuple[str, ...]], limit: int
    ) -> list[Hit]:
        """See Engine.candidates."""
        index = self._live()
        searcher, build = index.searcher(), QueryBuilder(index.schema)
        either = [(Occur.Should, build.term(WORDS, word)) for word in telling_words(text, self.lexicon())]
        either += [
            (Occur.Should, Query.const_score_query(build.values(name, (value,)), 3.0))
            for name, values in facets.items()
            for value in values
        ]
        if not either:
            return []
        query = Query.boolean_query(
            [(Occur.Must, build.gate(audience, kind)), (Occur.Must, Query.boolean_query(either))]
        )
        return _by_score(searcher, query, 0, limit)[1]

    def vocabulary(self, *, audience: frozenset[str], kind: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine.vocabulary."""
        index = self._live()
        gate = QueryBuilder(index.schema).gate(audience, kind)
        return index.searcher().terms_with_prefix(WORDS, prefix, filter_query=gate, limit=limit)

    def titled(self, *, audience: frozenset[str], kind: str, wanted: Node, limit: int) -> list[Hit]:
        """See Engine.titled."""
        index = self._live()
        build = QueryBuilder(index.schema)
        query = Query.boolean_query([(Occur.Must, build.gate(audience, kind)), (Occur.Must, build.tree(wanted))])
        found = index.searcher().search(query, limit=limit, order_by_field="newest")
        return [Hit(_key(index.searcher(), address), 0.0) for _newest, address in found.hits]

    def lexicon(self) -> Lexicon:
        """The words of the live index and how they sound; read again after it has changed, but not all the time."""
        generation = self.live_generation
        if not generation:
            return Lexicon({})
        state = (generation, self._commit(generation))
        if self._heard is None or self._heard.is_stale(state):
            self._heard = Heard.read(self._live().searcher(), state)
        return self._heard.lexicon

    # -- writing -----------------------------------------------------------------------------------
    def create(self, generation: str) -> None:
        """Make the directory of `generation` where there is none."""
        self.index(generation)

    def retire_all_but(self, generation: str) -> None:
        """Remove the directories of other generations."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != generation:
                shutil.rmtree(path, ignore_errors=True)

    def write(self, documents: Iterable[Document], generation: str = "", *, version: int = 0) -> None:
        """See Fed.write: in one commit. The lock, not the version, keeps an older state from winning."""
        with self._writer(generation or self.live_generation, HEAP) as writer:
            for document in documents:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(to_tantivy(document, self.facets))

    @contextmanager
    def filling(self, generation: str, version: int = 0) -> Iterator[Callable[[Iterable[Document]], None]]:
        """See Fed.filling: one commit at the end, so that a fill that breaks off leaves an empty generation."""
        with self._writer(generation, BUILDING_HEAP) as writer:

            def fill(documents: Iterable[Document]) -> None:
                for document in documents:
                    writer.add_document(to_tantivy(document, self.facets))

            yield fill

    def _writer(self, generation: str, heap: int) -> Any:
        try:
            return self.index(generation).writer(heap_size=heap, num_threads=1)
        except ValueError as error:
            raise WriterBusy(str(error)) from error

    def versions(self, generation: str = "") -> dict[str, str]:
        """See Engine.versions."""
        index = self.index(generation or self.live_generation)
        index.reload()
        searcher = index.searcher()
        if not searcher.num_docs:
            return {}
        found = searcher.search(Query.all_query(), limit=searcher.num_docs)
        documents = (searcher.doc(address) for _score, address in found.hits)
        return {document["key"][0]: document["fingerprint"][0] for document in documents}

    def health(self) -> dict[str, object]:
        """See Engine.health."""
        try:
            return {"engine": self.name, "answers": True, "documents": self._live().searcher().num_docs}
        except (EngineError, ValueError, OSError) as error:
            return {"engine": self.name, "answers": False, "reason": str(error)}


def _key(searcher: Any, address: Any) -> str:
    key: str = searcher.doc(address)["key"][0]
    return key


def _by_score(
    searcher: Any, query: Query, offset: int, limit: int, *, weight: str | None = None
) -> tuple[int, list[Hit]]:
    """A page of hits by score, then key. Ties that cross the page's edge are read to their end to be put in order."""
    wanted = offset + limit
    reach = wanted + 20
    while True:
        found = searcher.search(query, limit=reach, weight_by_field=weight)
        scored = found.hits
        complete = len(scored) < reach or scored[-1][0] < scored[min(wanted, len(scored)) - 1][0]
        if complete or reach >= 2 * DEEPEST_HIT:
            break
        reach *= 2
    first = scored[offset][0] if offset < len(scored) else 0.0
    last = scored[min(wanted, len(scored)) - 1][0] if scored else 0.0
    above = sum(score > first for score, _address in scored)
    window = [Hit(_key(searcher, address), score) for score, address in scored if last <= score <= first]
    window.sort(key=lambda hit: (-hit.score, hit.key))
    return found.count, window[offset - above : wanted - above]
