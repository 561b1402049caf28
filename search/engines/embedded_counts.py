"""Disjunctive counts: a facet is counted under every filter but its own, so each chosen one takes a pass of its own.

What all filters leave is a part of what such a pass goes through: the other facets are counted inside it, under the
filter that it is without. Most of the time of a pass goes into finding, not into counting.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tantivy import Query

from search.engines.base import SearchRequest
from search.engines.embedded_query import QueryBuilder
from search.tree import Node

MOST_FACET_VALUES = 2_000
#: What is counted inside a pass under the filter that it is without.
INSIDE = "inside"
#: How many documents have a value in a field.
Held = Callable[[str, str], int]


@dataclass(frozen=True)
class Pass:
    """A query, the facets counted in all that it finds, and those counted where `condition` holds as well."""

    query: Query
    names: tuple[str, ...]
    inside: tuple[str, ...] = ()
    condition: str = ""

    @property
    def asked(self) -> dict[str, Any]:
        """What Tantivy is asked to count."""
        if not self.inside:
            return _terms(self.names)
        return {**_terms(self.names), INSIDE: {"filter": self.condition, "aggs": _terms(self.inside)}}

    def counts(self, answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
        """Per facet its values with how many documents have each."""
        told = {name: _counts(answer[name]) for name in self.names}
        return told | {name: _counts(answer[INSIDE][name]) for name in self.inside}


def passes(build: QueryBuilder, request: SearchRequest, wanted: Node | None, held: Held) -> Iterator[Pass]:
    """All passes of a request, of which `wanted` is the plan of its text.

    The others are counted inside the pass that is without the rarest filter: it is quickest to tell whether that holds.
    """
    chosen = [name for name in request.facets if request.filters.get(name)]
    free = tuple(name for name in request.facets if name not in chosen)
    if not chosen and free:
        yield Pass(build.request(request, wanted, scores=False), free)
    host = min(
        chosen, key=lambda name: sum(held(f"facet_{name}", value) for value in request.filters[name]), default=""
    )
    for name in chosen:
        query = build.request(request, wanted, without=name, scores=False)
        if name == host and free:
            yield Pass(query, (name,), free, any_of(name, request.filters[name]))
        else:
            yield Pass(query, (name,))


def any_of(facet: str, values: Iterable[str]) -> str:
    """A condition in Tantivy's own words: documents with any of `values` in `facet`, whatever stands in them."""
    escaped = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return " OR ".join(f'facet_{facet}:"{value}"' for value in escaped)


def _terms(names: Iterable[str]) -> dict[str, Any]:
    size = {"size": MOST_FACET_VALUES, "segment_size": MOST_FACET_VALUES}
    return {name: {"terms": {"field": f"facet_{name}", **size}} for name in names}


def _counts(answer: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
