"""Requests as Elasticsearch queries, in its own query language (`elasticsearch.dsl`)."""

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import DEEPEST_HIT, Order, SearchRequest
from search.tree import WORDS, All, Best, Either, Faint, Favoured, Least, Node, Phrase, Word, sequence

MOST_FACET_VALUES = 2_000


def tree(node: Node) -> Query:
    """A plan as Elasticsearch's query."""
    match node:
        case Word(field, text):
            return Q("term", **{field: text})
        case Phrase(field, words):
            return Q("match_phrase", **{field: {"query": " ".join(words), "analyzer": "whitespace"}})
        case All(parts):
            return Q("bool", must=[tree(part) for part in parts])
        case Either(parts):
            return Q("bool", should=[tree(part) for part in parts], minimum_should_match=1)
        case Best(parts):
            return Q("dis_max", queries=[tree(part) for part in parts])
        case Least(count, parts):
            return Q("bool", should=[tree(part) for part in parts], minimum_should_match=count)
        case Favoured(part, by):
            return Q("bool", must=[tree(part)], should=[tree(other) for other in by])
        case Faint(part, share):
            return Q("bool", must=[tree(part)], boost=share)


def gate(audience: frozenset[str], kind: str) -> list[Query]:
    """What this reader may find of this kind."""
    return [Q("terms", audience=sorted(audience)), Q("term", kind=kind)]


def values(facet: str, chosen: tuple[str, ...]) -> Query:
    """Documents with any of `chosen` in `facet`."""
    return Q("terms", **{f"facet_{facet}": list(chosen)})


def searching(search: Search, request: SearchRequest, wanted: Node | None) -> Search:
    """The whole request: what is found, its order, its page, and the counts.

    Filters are applied after the counting, so that a facet is counted under every filter but its own.
    """
    filters = {name: values(name, chosen) for name, chosen in request.filters.items() if chosen}
    search = search.query(_found(request, wanted))
    search = search.post_filter("bool", filter=list(filters.values())) if filters else search
    search = search.sort(*_order(request)).source(False).extra(track_total_hits=True)
    for name in request.facets:
        others = [query for other, query in filters.items() if other != name]
        counted = search.aggs.bucket(name, A("filter", bool={"filter": [query.to_dict() for query in others]}))
        counted.bucket("values", "terms", field=f"facet_{name}", size=MOST_FACET_VALUES)
    first = min(request.offset, DEEPEST_HIT)
    return search[first : min(first + max(request.limit, 0), DEEPEST_HIT)]


def _found(request: SearchRequest, wanted: Node | None) -> Query:
    conditions = gate(request.audience, request.kind)
    refused = [values(name, chosen) for name, chosen in request.left_out.items() if chosen]
    refused += [tree(sequence(WORDS, term.words)) for term in request.text.excluded]
    if request.order is Order.NEAR:
        return Q("bool", filter=_with(conditions, wanted), must_not=refused, should=[_nearness(request)])
    if request.order is Order.NEWEST or wanted is None:
        return Q("bool", filter=_with(conditions, wanted), must_not=refused)
    scored = Q("bool", filter=conditions, must=[tree(wanted)], must_not=refused)
    worth = {"field": "worth", "modifier": "ln2p", "missing": 0}
    return Q("function_score", query=scored, functions=[{"field_value_factor": worth}], boost_mode="multiply")


def _with(conditions: list[Query], wanted: Node | None) -> list[Query]:
    return [*conditions, tree(wanted)] if wanted is not None else conditions


def _nearness(request: SearchRequest) -> Query:
    """The nearest tier that holds gives the score."""
    steps = len(request.near)
    tiers = [
        Q("constant_score", filter=values(name, chosen), boost=float(steps - place))
        for place, (name, chosen) in enumerate(request.near)
    ]
    return Q("dis_max", queries=tiers) if tiers else Q("match_all")


def _order(request: SearchRequest) -> list[str]:
    """A score goes down, as the newest do."""
    if request.order is Order.RELEVANCE and request.text.required:
        return ["_score", "key"]
    nearest = ["_score"] if request.order is Order.NEAR and request.near else []
    return [*nearest, "-newest"]
