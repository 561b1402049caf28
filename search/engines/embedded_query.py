"""Requests as Tantivy queries."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.engines.base import Matching, SearchRequest
from search.query import Term, TextQuery
from search.text.normalise import fold

#: Of the words of a question, this share must stand in a hit that has "most" of them.
MOST_SHARE = 0.6
#: The longest reading of a word that a kana query is cut into.
LONGEST_READING = 12
#: By so many words of a text similar documents are sought; more cost time and find hardly others.
MOST_TELLING = 12


class QueryBuilder:
    """Builds queries for one schema, and asks the searcher which readings exist.

    `ranks`: whether scores matter. Where documents are only counted, what merely raises a score is left out.
    """

    def __init__(self, schema: tantivy.Schema, searcher: Any, *, ranks: bool = True) -> None:
        self.schema = schema
        self.searcher = searcher
        self.ranks = ranks

    def request(self, request: SearchRequest, *, without: str = "") -> Query:
        """The whole request, leaving out the filter of the facet `without`."""
        clauses = [(Occur.Must, _silent(self.gate(request.audience, request.kind)))]
        clauses += [
            (Occur.Must, _silent(self.values(name, values)))
            for name, values in request.filters.items()
            if name != without and values
        ]
        if request.text.required:
            clauses.append((Occur.Must, self.text(request.text, request.matching)))
        clauses += [(Occur.MustNot, self.phrase(term)) for term in request.text.excluded]
        return Query.boolean_query(clauses)

    def gate(self, audience: frozenset[str], kind: str) -> Query:
        """What this reader may find of this kind."""
        return Query.boolean_query([(Occur.Must, self.audience(audience)), (Occur.Must, self.term("kind", kind))])

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

    # -- text --------------------------------------------------------------------------------------
    def text(self, text: TextQuery, matching: Matching) -> Query:
        """The words of `text`, as strictly as `matching` says."""
        if matching is Matching.PHRASES:
            groups = [self._group(group) for group in text.required]
            return Query.boolean_query([(Occur.Must, group) for group in groups])
        found = list(dict.fromkeys(word for group in text.required for term in group for word in term.words))
        least = {
            Matching.WORDS: len(found),
            Matching.MOST: max(1, round(len(found) * MOST_SHARE)),
            Matching.ANY: 1,
        }[matching]
        return self._favour_pairs(self._at_least(least, found), text)

    def telling_words(self, text: TextQuery) -> list[str]:
        """The words that tell most about a long text: often in it, seldom elsewhere."""
        said = Counter(word for group in text.required for term in group for word in term.words)
        held = {word: self.searcher.doc_freq("words", word) for word in said}
        told = {word: said[word] * log(1 + self.searcher.num_docs / held[word]) for word in said if held[word]}
        return sorted(told, key=lambda word: (-told[word], word))[:MOST_TELLING]

    def _at_least(self, least: int, words: Sequence[str]) -> Query:
        """Documents with `least` of `words`. All or any of them has a quicker way than a minimum."""
        if least in (1, len(words)):
            occur = Occur.Should if least == 1 else Occur.Must
            return Query.boolean_query([(occur, self.term("words", word)) for word in words])
        either = [(Occur.Should, self.term("words", word)) for word in words]
        return Query.boolean_query(either, minimum_number_should_match=least)

    def _favour_pairs(self, query: Query, text: TextQuery) -> Query:
        if not self.ranks:
            return query
        pairs = [pair for group in text.required for term in group for pair in pairwise(term.words)]
        clauses = [(Occur.Must, query)]
        clauses += [(Occur.Should, Query.phrase_query(self.schema, "words", list(pair))) for pair in pairs]
        return Query.boolean_query(clauses)

    def _group(self, group: tuple[Term, ...]) -> Query:
        queries = [query for term in group for query in self._readings_of(term)]
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)

    def _readings_of(self, term: Term) -> list[Query]:
        queries = [self._question(term) if term.is_question else self.phrase(term)]
        parts = self.split_reading(term.reading) if term.reading else ()
        if parts:
            queries.append(self._sequence("readings", parts))
        return queries

    def _question(self, term: Term) -> Query:
        found = tuple(dict.fromkeys(term.words))
        most = self._at_least(max(1, round(len(found) * MOST_SHARE)), found)
        return self._favour_pairs(most, TextQuery(required=((term,),)))

    def phrase(self, term: Term) -> Query:
        """The words of `term` one after the other."""
        return self._sequence("words", term.words)

    def _sequence(self, field: str, words: tuple[str, ...]) -> Query:
        if len(words) == 1:
            return self.term(field, words[0])
        return Query.phrase_query(self.schema, field, list(words))

    def split_reading(self, reading: str) -> tuple[str, ...]:
        """A kana string cut into the fewest readings that the index knows; empty where it can't be cut.

        はんろかいたく → はんろ, かいたく: segmentation of bare kana falls apart, the index's own readings do not.
        """
        best: list[tuple[str, ...] | None] = [()] + [None] * len(reading)
        for end in range(1, len(reading) + 1):
            for start in range(max(0, end - LONGEST_READING), end):
                head, piece = best[start], reading[start:end]
                if head is None or (best[end] is not None and len(best[end] or ()) <= len(head) + 1):
                    continue
                if self.searcher.doc_freq("readings", fold(piece) and piece):
                    best[end] = (*head, piece)
        return best[-1] or ()


def _silent(query: Query) -> Query:
    """A condition that must hold and says nothing about how well a document fits."""
    return Query.const_score_query(query, 0.0)
