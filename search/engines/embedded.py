"""The embedded engine: Tantivy on a directory, no server needed.

The live index is the directory that the file `live` names, so that a rebuild swaps by renaming one small file. Writers
take Tantivy's lock (one at a time, freed even by kill -9); readers reload for each request, which costs 0.1 ms.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
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
)
from search.engines.embedded_query import QueryBuilder
from search.query import TextQuery

MOST_FACET_VALUES = 2_000
#: Bytes a writer collects before it writes a segment: few documents at a time, or a whole library.
HEAP = 30_000_000
BUILDING_HEAP = 200_000_000


class WriterBusy(EngineError):
    """Another process is writing; what is dirty stays dirty and is written by it or later."""


def build_schema(facets: Iterable[str]) -> tantivy.Schema:
    """One field of words, one of readings, and one column per facet."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("fingerprint", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("newest", fast=True, indexed=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("readings", tokenizer_name="whitespace", index_option="position")
    for facet in facets:
        builder.add_text_field(f"facet_{facet}", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def fingerprint(document: Document) -> str:
    """A digest of everything an index keeps of `document`: two indexes agree when these agree."""
    says = [
        document.kind,
        document.title,
        [[part.name, part.text, part.weight] for part in document.parts],
        sorted((name, sorted(values)) for name, values in document.facets.items()),
        sorted(document.audience),
        document.newest,
    ]
    return hashlib.blake2b(json.dumps(says, ensure_ascii=False).encode(), digest_size=12).hexdigest()


class EmbeddedEngine:
    """Finds in, and writes to, the generations below `folder`."""

    name = "embedded"

    def __init__(self, folder: Path, facets: tuple[str, ...]) -> None:
        self.folder = folder
        self.facets = facets
        self._opened: tuple[str, tantivy.Index] | None = None

    # -- generations -------------------------------------------------------------------------------
    @property
    def live_generation(self) -> str:
        """The name of the generation that answers; empty before the first build."""
        try:
            return (self.folder / "live").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""

    def make_live(self, generation: str) -> None:
        """Let `generation` answer from now on; readers notice at their next request."""
        pointer = self.folder / "live.new"
        pointer.write_text(generation, encoding="ascii")
        os.replace(pointer, self.folder / "live")

    def index(self, generation: str) -> tantivy.Index:
        """The index of `generation`, made if need be."""
        path = self.folder / generation
        path.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(build_schema(self.facets), path=str(path))

    def _live(self) -> tantivy.Index:
        generation = self.live_generation
        if not generation:
            raise EngineError("the embedded index has not been built yet: run manage.py search_index rebuild")
        if self._opened is None or self._opened[0] != generation:
            self._opened = (generation, self.index(generation))
        index = self._opened[1]
        index.reload()
        return index

    # -- finding -----------------------------------------------------------------------------------
    def search(self, request: SearchRequest) -> SearchResponse:
        """See Engine.search."""
        index = self._live()
        searcher = index.searcher()
        build = QueryBuilder(index.schema, searcher, ranks=request.order is Order.RELEVANCE)
        query = build.request(request)
        if request.order is Order.NEAR and request.near:
            total, hits = self._nearest(searcher, build, query, request)
        else:
            total, hits = self._page(searcher, query, request.order, request.text, request.offset, request.limit)
        counts: Mapping[str, Mapping[str, int]] = {}
        if total or request.counts_when_empty:
            counts = dict(self._facets(searcher, QueryBuilder(index.schema, searcher, ranks=False), request))
        return SearchResponse(total, tuple(hits), counts)

    def _page(
        self, searcher: Any, query: Query, order: Order, text: TextQuery, offset: int, limit: int
    ) -> tuple[int, list[Hit]]:
        if offset >= DEEPEST_HIT or limit <= 0:
            return searcher.search(query, limit=1).count, []
        limit = min(limit, DEEPEST_HIT - offset)
        if order is Order.RELEVANCE and text:
            return _by_score(searcher, query, offset, limit)
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

    def _facets(
        self, searcher: Any, build: QueryBuilder, request: SearchRequest
    ) -> Iterator[tuple[str, dict[str, int]]]:
        """Disjunctive counts: a facet is counted under every filter but its own."""
        free = [name for name in request.facets if name not in request.filters]
        for names, without in [(free, ""), *(([name], name) for name in request.facets if name in request.filters)]:
            if not names:
                continue
            wanted = {
                name: {
                    "terms": {"field": f"facet_{name}", "size": MOST_FACET_VALUES, "segment_size": MOST_FACET_VALUES}
                }
                for name in names
            }
            answer = searcher.aggregate(build.request(request, without=without), wanted)
            for name in names:
                yield name, {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}

    def candidates(
        self, *, audience: frozenset[str], kind: str, text: TextQuery, facets: Mapping[str, tuple[str, ...]], limit: int
    ) -> list[Hit]:
        """See Engine.candidates."""
        index = self._live()
        searcher = index.searcher()
        build = QueryBuilder(index.schema, searcher)
        either = [(Occur.Should, build.term("words", word)) for word in build.telling_words(text)]
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
        found = searcher.search(query, limit=limit)
        hits = [Hit(_key(searcher, address), score) for score, address in found.hits]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

    def vocabulary(self, *, audience: frozenset[str], prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine.vocabulary."""
        index = self._live()
        searcher = index.searcher()
        gate = QueryBuilder(index.schema, searcher).audience(audience)
        return searcher.terms_with_prefix("words", prefix, filter_query=gate, limit=limit)

    # -- writing -----------------------------------------------------------------------------------
    def write(self, documents: Iterable[Document], generation: str = "") -> None:
        """Replace the documents of the same keys in one commit. Raises WriterBusy while another process writes."""
        with self._writer(generation or self.live_generation, HEAP) as writer:
            for document in documents:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(to_tantivy(document, self.facets))

    def build(self, documents: Iterable[Document], generation: str) -> None:
        """Fill a new generation, in one commit; no key comes twice. Raises WriterBusy as `write` does."""
        with self._writer(generation, BUILDING_HEAP) as writer:
            for document in documents:
                writer.add_document(to_tantivy(document, self.facets))

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


def to_tantivy(document: Document, facets: tuple[str, ...]) -> tantivy.Document:
    """A document as Tantivy takes it; a part of weight two says its words twice."""
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_text("kind", document.kind)
    row.add_text("fingerprint", fingerprint(document))
    row.add_integer("newest", document.newest)
    for token in document.audience:
        row.add_text("audience", token)
    for name in facets:
        for value in document.facets.get(name, ()):
            row.add_text(f"facet_{name}", value)
    for part in document.parts:
        for _repeat in range(part.weight):
            row.add_text("words", part.segmented.line)
        row.add_text("readings", part.segmented.reading_line)
    return row


def _key(searcher: Any, address: Any) -> str:
    key: str = searcher.doc(address)["key"][0]
    return key


def _by_score(searcher: Any, query: Query, offset: int, limit: int) -> tuple[int, list[Hit]]:
    """A page of hits by score, then key. Ties that cross the page's edge are read to their end to be put in order."""
    wanted = offset + limit
    reach = wanted + 20
    while True:
        found = searcher.search(query, limit=reach)
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
