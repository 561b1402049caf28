"""The Elasticsearch engine: for a library that several servers share. Chosen by `ELASTICSEARCH_URL`.

Text reaches it segmented, so it needs no analysis plugin. A generation is an index; the alias says which one answers.
Documents are written with external versions, so that an older state can't overwrite a newer one, and a hidden document
stays as a tombstone, because Elasticsearch forgets a delete after a while and would then accept a late write.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import Q, Search
from elasticsearch.helpers import BulkIndexError, streaming_bulk

from search.documents import Document
from search.engines.base import EngineError, Hit, SearchRequest, SearchResponse
from search.engines.breaker import Breaker
from search.engines.elastic_query import gate, searching, tree, values
from search.lexicon import Lexicon
from search.plan import any_of_words, plan, telling_words
from search.query import TextQuery
from search.tree import Node

#: Bytes and documents in one bulk request: a small machine must write them while its node is waited for.
BULK_BYTES = 5_000_000
BULK_DOCUMENTS = 100
#: Documents in one page of a walk through everything.
WALK = 2_000
KEEP = "1m"
#: Seconds for which one node is waited for: while a reader waits, and in work on a whole generation.
PATIENCE = 2.0
PATIENCE_OF_A_BUILD = 60.0
#: Somebody has written a later state of the document: ours is not needed.
CONFLICT = 409
TITLE = "title"


def connect(urls: Sequence[str], *, user: str = "", password: str = "", ca_file: str = "") -> Elasticsearch:
    """A client of the cluster at `urls`. It asks another node where one is slow, and gives up soon for our fallback."""
    known: dict[str, Any] = {"ca_certs": ca_file} if ca_file else {}
    return Elasticsearch(
        list(urls),
        basic_auth=(user, password) if user else None,
        request_timeout=PATIENCE,
        max_retries=len(urls),
        retry_on_timeout=True,
        http_compress=True,
        **known,
    )


class ElasticEngine:
    """Finds in, and writes to, the indices that begin with `prefix`. `lexicon` gives the words of the library."""

    name = "elasticsearch"
    is_versioned = True

    def __init__(
        self, client: Elasticsearch, prefix: str, facets: tuple[str, ...], lexicon: Callable[[], Lexicon]
    ) -> None:
        self.client = client
        self.patient = client.options(request_timeout=PATIENCE_OF_A_BUILD)
        self.prefix = prefix
        self.facets = facets
        self.lexicon = lexicon
        self.breaker = Breaker()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Whatever goes wrong with the cluster becomes an EngineError that says so, and leaves it alone for a while."""
        if self.breaker.is_open:
            raise EngineError("Elasticsearch did not answer a moment ago and is left alone")
        try:
            yield
        except TransportError as error:
            self.breaker.failed()
            raise EngineError(f"Elasticsearch does not answer: {error}") from error
        except (ApiError, BulkIndexError) as error:
            raise EngineError(f"Elasticsearch refused: {error}") from error

    # -- generations -------------------------------------------------------------------------------
    @property
    def live_generation(self) -> str:
        """The generation behind the alias; empty before the first build."""
        with self._answering():
            try:
                found = self.client.indices.get_alias(name=self.prefix)
            except NotFoundError:
                return ""
        index: str = next(iter(found.body))
        return index.removeprefix(f"{self.prefix}-")

    def make_live(self, generation: str) -> None:
        """Let the alias name `generation` from now on, in one step; all that was filled in is found at once."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": f"{self.prefix}-*", "alias": self.prefix, "must_exist": False}},
            {"add": {"index": self._index(generation), "alias": self.prefix}},
        ]
        with self._answering():
            self.patient.indices.refresh(index=self._index(generation))
            self.patient.indices.update_aliases(actions=actions)

    def retire_all_but(self, generation: str) -> None:
        """Remove the indices of other generations."""
        with self._answering():
            for index in self.patient.indices.get(index=f"{self.prefix}-*").body:
                if index != self._index(generation) and self._is_ours(index):
                    self.patient.indices.delete(index=index, ignore_unavailable=True)

    def _is_ours(self, index: str) -> bool:
        """Whether it is not of another site, the prefix of which begins with ours: no generation has a hyphen."""
        return "-" not in index.removeprefix(f"{self.prefix}-")

    def _index(self, generation: str) -> str:
        return f"{self.prefix}-{generation}"

    # -- finding -----------------------------------------------------------------------------------
    def search(self, request: SearchRequest) -> SearchResponse:
        """See Engine.search."""
        wanted = plan(request.text, request.matching, self.lexicon()) if request.text.required else None
        with self._answering():
            answer: Any = searching(Search(using=self.client, index=self.prefix), request, wanted).execute()
        counts = {
            name: {bucket.key: bucket.doc_count for bucket in answer.aggregations[name]["values"].buckets}
            for name in request.facets
        }
        found = answer.hits.total.value
        if not found and not request.counts_when_empty:
            counts = {}
        return SearchResponse(found, tuple(_hits(answer, scored=wanted is not None)), counts)

    def candidates(
        self, *, audience: frozenset[str], kind: str, text: TextQuery, facets: Mapping[str, tuple[str, ...]], limit: int
    ) -> list[Hit]:
        """See Engine.candidates."""
        words = telling_words(text, self.lexicon())
        either = [tree(any_of_words(words))] if words else []
        either += [
            Q("constant_score", filter=values(name, (value,)), boost=3.0)
            for name, chosen in facets.items()
            for value in chosen
        ]
        if not either:
            return []
        query = Q("bool", filter=gate(audience, kind), should=either, minimum_should_match=1)
        return self._ordered(query, ["_score", "key"], limit)

    def titled(self, *, audience: frozenset[str], kind: str, wanted: Node, limit: int) -> list[Hit]:
        """See Engine.titled."""
        query = Q("bool", filter=[*gate(audience, kind), tree(wanted)])
        return self._ordered(query, ["-newest"], limit)

    def _ordered(self, query: Any, order: list[str], limit: int) -> list[Hit]:
        search = Search(using=self.client, index=self.prefix).query(query).sort(*order).source(False)
        with self._answering():
            return list(_hits(search[:limit].execute(), scored="_score" in order))

    def vocabulary(self, *, audience: frozenset[str], kind: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine.vocabulary."""
        search = Search(using=self.client, index=self.prefix).query("bool", filter=gate(audience, kind))[:0]
        begins = "".join(f"\\{char}" if char in '.?+*|{}[]()"\\#@&<>~' else char for char in prefix) + ".*"
        search.aggs.bucket("words", "terms", field="vocabulary", include=begins, size=limit, order=_MOST_FIRST)
        with self._answering():
            answer: Any = search.execute()
        return [(bucket.key, bucket.doc_count) for bucket in answer.aggregations["words"].buckets]

    # -- writing -----------------------------------------------------------------------------------
    def create(self, generation: str) -> None:
        """Make the index of `generation` where there is none."""
        with self._answering():
            if not self.patient.indices.exists(index=self._index(generation)):
                self.patient.indices.create(
                    index=self._index(generation), mappings=_mappings(self.facets), settings=_SETTINGS
                )

    def write(self, documents: Iterable[Document], generation: str = "", *, version: int = 0) -> None:
        """See Fed.write."""
        index = self._index(generation or self.live_generation)
        self._send(self.client, documents, index, version)
        with self._answering():
            self.client.indices.refresh(index=index)

    @contextmanager
    def filling(self, generation: str, version: int = 0) -> Iterator[Callable[[Iterable[Document]], None]]:
        """See Fed.filling. Nothing is asked at its end: a cluster that has failed must not stop other engines' fill."""
        yield lambda documents: self._send(self.patient, documents, self._index(generation), version)

    def _send(self, client: Elasticsearch, documents: Iterable[Document], index: str, version: int) -> None:
        """Into an index that is there: one that a rebuild has retired would come back, and without our mapping."""
        actions = (
            {
                "_index": index,
                "_id": document.key,
                "_version": version,
                "_version_type": "external_gte",
                "_source": to_source(document, self.facets),
            }
            for document in documents
        )
        limits: dict[str, Any] = {"chunk_size": BULK_DOCUMENTS, "max_chunk_bytes": BULK_BYTES, "max_retries": 3}
        with self._answering():
            if not client.indices.exists(index=index):
                raise EngineError(f"Elasticsearch has no index {index}")
            for done, result in streaming_bulk(client, actions, raise_on_error=False, **limits):
                if not done and result["index"]["status"] != CONFLICT:
                    raise EngineError(f"Elasticsearch refused {result['index']['_id']}: {result['index'].get('error')}")

    def versions(self, generation: str = "") -> dict[str, str]:
        """See Engine.versions."""
        index = self._index(generation or self.live_generation)
        with self._answering():
            return {hit["_id"]: hit["_source"]["fingerprint"] for hit in self._walk(index)}

    def _walk(self, index: str) -> Iterator[Mapping[str, Any]]:
        """Every document of one moment, by a point in time: pages beyond 10,000 hits are not to be had otherwise."""
        self.patient.indices.refresh(index=index)
        moment = self.patient.open_point_in_time(index=index, keep_alive=KEEP)["id"]
        after: list[Any] | None = None
        try:
            while True:
                answer = self.patient.search(
                    pit={"id": moment, "keep_alive": KEEP},
                    sort=[{"key": "asc"}],
                    size=WALK,
                    source={"includes": ["fingerprint"]},
                    search_after=after,
                    track_total_hits=False,
                )
                hits = answer["hits"]["hits"]
                if not hits:
                    return
                yield from hits
                after = hits[-1]["sort"]
        finally:
            self.patient.close_point_in_time(id=moment)

    def health(self) -> dict[str, object]:
        """See Engine.health."""
        try:
            with self._answering():
                state = self.client.cluster.health()
                documents = self.client.count(index=self.prefix)["count"] if self.live_generation else 0
        except EngineError as error:
            return {"engine": self.name, "answers": False, "reason": str(error)}
        return {"engine": self.name, "answers": True, "documents": documents, "cluster": state["status"]}


_MOST_FIRST = [{"_count": "desc"}, {"_key": "asc"}]
#: One shard: counts of facets are exact, and a library of a million cases is small for it.
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-2", "refresh_interval": "1s"}


def _mappings(facets: Iterable[str]) -> dict[str, Any]:
    keyword = {"type": "keyword"}
    words = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
    fields: dict[str, Any] = {
        "key": keyword,
        "kind": keyword,
        "audience": keyword,
        "fingerprint": {"type": "keyword", "index": False, "doc_values": False},
        "newest": {"type": "long"},
        "worth": {"type": "float"},
        "words": words,
        "titles": words,
        "vocabulary": {"type": "keyword", "index": False},
    }
    return {"dynamic": "strict", "properties": fields | {f"facet_{name}": keyword for name in facets}}


def to_source(document: Document, facets: tuple[str, ...]) -> dict[str, Any]:
    """A document as Elasticsearch takes it; a part of weight two says its words twice."""
    lines = [part.segmented.line for part in document.parts]
    return {
        "key": document.key,
        "kind": document.kind,
        "fingerprint": document.fingerprint,
        "audience": sorted(document.audience),
        "newest": document.newest,
        "worth": document.worth,
        "words": [line for part, line in zip(document.parts, lines, strict=True) for _ in range(part.weight)],
        "titles": [line for part, line in zip(document.parts, lines, strict=True) if part.name == TITLE],
        "vocabulary": sorted({word for line in lines for word in line.split()}),
        **{f"facet_{name}": list(document.facets.get(name, ())) for name in facets},
    }


def _hits(answer: Any, *, scored: bool) -> Iterator[Hit]:
    for hit in answer.hits:
        yield Hit(hit.meta.id, (hit.meta.score or 0.0) if scored else 0.0)
