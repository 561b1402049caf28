"""What may have been meant by a question that finds nothing as it was typed: 事業照会 → 事業承継.

Wordings come from the index's own words by how they sound; each is asked of the engine with the reader's audience, so
that nothing is proposed which he could not find.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from search.engines.base import Engine, Matching, SearchRequest
from search.lexicon import Lexicon
from search.query import Term, TextQuery
from search.thesaurus import Unit, Words

#: Wordings that are tried for one term; each costs the engine about a millisecond.
MOST_TRIED = 24
SHARE_OF_NEIGHBOUR = 0.5


def meant(engine: Engine, request: SearchRequest) -> str:
    """The question with one of its terms reworded so that most is found; empty where nothing better is known."""
    lexicon = engine.lexicon()
    best, most = "", 0.0
    for place, term in _terms(request.text):
        if engine.search(_counting(request, TextQuery(required=((term,),)), alone=True)).total:
            continue  # the word is known: it is the question as a whole that finds nothing
        for words, share in islice(_wordings(term, lexicon), MOST_TRIED):
            text = _reworded(request.text, place, words)
            found = share * engine.search(_counting(request, text)).total
            if found > most:
                best, most = text.written(), found
    return best


def _terms(text: TextQuery) -> Iterator[tuple[int, Term]]:
    """Terms that stand alone in their group: of two alternatives, one may well find nothing."""
    for place, group in enumerate(text.required):
        if len(group) == 1 and not group[0].is_question and group[0].reading:
            yield place, group[0]


def _wordings(term: Term, lexicon: Lexicon) -> Iterator[tuple[Words, float]]:
    """Other words, and what a hit of theirs counts: those that sound the same are likelier meant."""
    alike = dict.fromkeys(lexicon.spellings(term.reading))
    for words in dict.fromkeys(lexicon.mistaken(term.reading)):
        if words not in {term.words, *term.heard}:
            yield words, 1.0 if words in alike else SHARE_OF_NEIGHBOUR


def _reworded(text: TextQuery, place: int, words: Words) -> TextQuery:
    term = Term(words, units=tuple(Unit((word,)) for word in words), typed="".join(words))
    return replace(text, required=(*text.required[:place], (term,), *text.required[place + 1 :]))


def _counting(request: SearchRequest, text: TextQuery, *, alone: bool = False) -> SearchRequest:
    filters = {} if alone else request.filters
    return replace(request, text=text, filters=filters, matching=Matching.PHRASES, facets=(), offset=0, limit=0)
