"""Requests as Tantivy queries."""

from collections.abc import Sequence

import tantivy
from tantivy import Occur, Query

from search.engines.base import SearchRequest
from search.query import Term
from search.tree import WORDS, All, Best, Either, Faint, Favoured, Least, Node, Phrase, Word, sequence


class QueryBuilder:
    """Builds queries for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def request(self, request: SearchRequest, wanted: Node | None, *, without: str = "") -> Query:
        """The whole request, leaving out the filter of the facet `without`. `wanted` is the plan of its text."""
        clauses = [(Occur.Must, self.gate(request.audience, request.kind))]
        clauses += [
            (Occur.Must, _silent(self.values(name, values)))
            for name, values in request.filters.items()
            if name != without and values
        ]
        clauses += [(Occur.MustNot, self.values(name, values)) for name, values in request.left_out.items() if values]
        if wanted is not None:
            clauses.append((Occur.Must, self.tree(wanted)))
        clauses += [(Occur.MustNot, self.phrase(term)) for term in request.text.excluded]
        return Query.boolean_query(clauses)

    def gate(self, audience: frozenset[str], kind: str) -> Query:
        """What this reader may find of this kind; it says nothing about how well a document fits."""
        both = [(Occur.Must, self.audience(audience)), (Occur.Must, self.term("kind", kind))]
        return _silent(Query.boolean_query(both))

    def audience(self, audience: frozenset[str]) -> Query:
        """Documents for which the reader has at least one token."""
        return self._any_of("audience", sorted(audience))

    def values(self, facet: str, values: tuple[str, ...]) -> Query:
        """Documents with any of `values` in `facet`."""
        return self._any_of(f"facet_{facet}", values)

    def _any_of(self, field: str, values: Sequence[str]) -> Query:
        """Not a term set: for one, Tantivy reads the whole list of each term even where nothing is left to find."""
        terms = [self.term(field, value) for value in values]
        return terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])

    def term(self, field: str, value: str) -> Query:
        """Documents with exactly `value` in `field`."""
        return Query.term_query(self.schema, field, value)

    def phrase(self, term: Term) -> Query:
        """The words of `term` one after the other."""
        return self.tree(sequence(WORDS, term.words))

    def tree(self, node: Node) -> Query:
        """A plan as Tantivy's query."""
        match node:
            case Word(field, text):
                return self.term(field, text)
            case Phrase(field, words):
                return Query.phrase_query(self.schema, field, list(words))
            case All(parts):
                return self._boolean(Occur.Must, parts)
            case Either(parts):
                return self._boolean(Occur.Should, parts)
            case Best(parts):
                return Query.disjunction_max_query([self.tree(part) for part in parts])
            case Least(count, parts):
                either = [(Occur.Should, self.tree(part)) for part in parts]
                return Query.boolean_query(either, minimum_number_should_match=count)
            case Favoured(part, by):
                more = [(Occur.Should, self.tree(other)) for other in by]
                return Query.boolean_query([(Occur.Must, self.tree(part)), *more])
            case Faint(part, share):
                return Query.boost_query(self.tree(part), share)

    def _boolean(self, occur: Occur, parts: Sequence[Node]) -> Query:
        return Query.boolean_query([(occur, self.tree(part)) for part in parts])


def _silent(query: Query) -> Query:
    """A condition that must hold and says nothing about how well a document fits."""
    return Query.const_score_query(query, 0.0)
