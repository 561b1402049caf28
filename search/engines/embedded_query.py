"""Requests as Tantivy queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import tantivy
from tantivy import Occur, Query

from search.engines.base import SearchRequest
from search.thesaurus import Words
from search.tree import WORDS, All, Best, Either, Faint, Favoured, Least, Node, Phrase, Word

#: The field in which each two neighbouring words are one, and what stands between them there.
PAIRS = "pairs"
JOINT = "␟"


@dataclass(frozen=True)
class _Setting:
    """What holds for a whole tree: conditions that must hold anyway, and whether scores matter."""

    within: tuple[Query, ...] = ()
    scores: bool = True


class QueryBuilder:
    """Builds queries for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def request(self, request: SearchRequest, wanted: Node | None, *, without: str = "", scores: bool = True) -> Query:
        """The whole request, leaving out the filter of the facet `without`. `wanted` is the plan of its text.

        Without `scores` documents are counted only.
        """
        filters = [
            _silent(self.values(name, values)) for name, values in request.filters.items() if name != without and values
        ]
        clauses = [(Occur.Must, self.gate(request.audience, request.kind))]
        clauses += [(Occur.Must, chosen) for chosen in filters]
        clauses += [(Occur.MustNot, self.values(name, values)) for name, values in request.left_out.items() if values]
        if wanted is not None:
            clauses.append((Occur.Must, self._tree(wanted, _Setting(tuple(filters), scores))))
        clauses += [(Occur.MustNot, self._phrase(term.words, _Setting(scores=False))) for term in request.text.excluded]
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

    def tree(self, node: Node) -> Query:
        """A plan as Tantivy's query, with scores."""
        return self._tree(node, _Setting())

    def _tree(self, node: Node, setting: _Setting) -> Query:
        match node:
            case Word(field, text):
                return self.term(field, text)
            case Phrase(field, words):
                return self._phrase(words, setting) if field == WORDS else self._places(field, words)
            case All(parts):
                return self._boolean(Occur.Must, parts, setting)
            case Either(parts):
                return self._boolean(Occur.Should, parts, setting)
            case Best(parts):
                return Query.disjunction_max_query([self._tree(part, setting) for part in parts])
            case Least(count, parts):
                either = [(Occur.Should, self._tree(part, setting)) for part in parts]
                return Query.boolean_query(either, minimum_number_should_match=count)
            case Favoured(part, by):
                more = [(Occur.Should, self._tree(other, setting)) for other in by]
                return Query.boolean_query([(Occur.Must, self._tree(part, setting)), *more])
            case Faint(part, share):
                return Query.boost_query(self._tree(part, setting), share)

    def _boolean(self, occur: Occur, parts: Sequence[Node], setting: _Setting) -> Query:
        return Query.boolean_query([(occur, self._tree(part, setting)) for part in parts])

    def _phrase(self, words: Words, setting: _Setting) -> Query:
        """Words one after the other. Reading the places of words is what costs most, so as few as can be are read.

        The field of pairs tells where two words stand together; the places are read only for the score, and for more
        than two words. The conditions that must hold anyway are told to each phrase too: beside other wordings
        Tantivy would look for it in every document.
        """
        if len(words) == 1:
            return self.term(WORDS, words[0])
        pairs = [_silent(self.term(PAIRS, pair)) for pair in pairs_of(words)]
        if len(pairs) == 1 and not setting.scores:
            return pairs[0]
        together = [self._places(WORDS, words), *pairs, *setting.within]
        return Query.boolean_query([(Occur.Must, one) for one in together])

    def _places(self, field: str, words: Words) -> Query:
        return Query.phrase_query(self.schema, field, list(words))


def pairs_of(words: Sequence[str]) -> list[str]:
    """Each two neighbours as one word of the field of pairs."""
    return [f"{one}{JOINT}{two}" for one, two in pairwise(words)]


def _silent(query: Query) -> Query:
    """A condition that must hold and says nothing about how well a document fits."""
    return Query.const_score_query(query, 0.0)
