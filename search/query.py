"""What a person typed, as something an engine can look for.

Blank-separated terms are sought together (AND). `"…"` is a phrase, `-term` excludes, `A OR B` or `A または B` takes
either.
A whole question works too: its words are sought one by one and the densest match comes first. Any input is accepted.
"""

import re
import unicodedata
from dataclasses import dataclass

from search.text.normalise import is_kana, to_hiragana
from search.text.segment import words

#: What a person types is cut here; nobody's question is longer.
LONGEST_QUERY = 500
MOST_TERMS = 24
#: A term of more words than this is read as a question.
QUESTION_WORDS = 5

_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−－])?(?:["“”「](?P<phrase>[^"“”」]*)["“”」]?|(?P<word>[^\s"“”]+))')
_OR = frozenset({"or", "または", "|"})


@dataclass(frozen=True)
class Term:
    """Words that belong together, in order. `readings` replaces them for a term typed in kana alone."""

    words: tuple[str, ...]
    is_phrase: bool = False
    reading: str = ""

    @property
    def is_question(self) -> bool:
        """Whether the words are too many to be meant as one fixed phrase."""
        return not self.is_phrase and len(self.words) > QUESTION_WORDS


@dataclass(frozen=True)
class TextQuery:
    """`required` is a conjunction of alternatives; none of `excluded` may stand in a hit."""

    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    def sought(self, *, as_typed: bool = True) -> frozenset[tuple[str, ...]]:
        """What is to be marked in a hit: each term's words in order, or, where they were loosened, each word alone."""
        terms = [term for group in self.required for term in group]
        whole = frozenset(term.words for term in terms if as_typed and not term.is_question)
        apart = frozenset((word,) for term in terms if term.words not in whole for word in term.words)
        return whole | apart


def parse(text: str) -> TextQuery:
    """Read what a person typed. Never raises; signs alone give an empty query."""
    required: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    join_next = False
    for minus, phrase, word in _pieces(text):
        if word.casefold() in _OR:
            join_next = bool(required)
            continue
        term = _term(phrase or word, is_phrase=phrase is not None)
        if term is None:
            continue
        if minus:
            excluded.append(term)
        elif join_next:
            required[-1] = (*required[-1], term)
        else:
            required.append((term,))
        join_next = False
    return TextQuery(tuple(required[:MOST_TERMS]), tuple(excluded[:MOST_TERMS]))


def _pieces(text: str) -> list[tuple[bool, str | None, str]]:
    clean = unicodedata.normalize("NFKC", text[:LONGEST_QUERY])
    return [(bool(m["minus"]), m["phrase"], m["word"] or "") for m in _PIECE.finditer(clean)]


def _term(text: str, *, is_phrase: bool) -> Term | None:
    found = tuple(words(text))
    if not found:
        return None
    reading = to_hiragana(text).replace(" ", "") if is_kana(text) and len(text) > 1 else ""
    return Term(found, is_phrase, reading)
