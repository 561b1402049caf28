"""What a person typed, as something an engine can look for.

Blank-separated terms are sought together (AND). `"…"` is a phrase, `-term` excludes, `A OR B` or `A または B` takes
either, `地域:東北` asks for a value of a facet where the caller names the facets. A whole question works too: its words
are sought one by one and the densest match comes first. Any input is accepted.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from search.lexicon import Lexicon
from search.text.normalise import is_kana, to_hiragana
from search.text.segment import segment, words
from search.thesaurus import NOTHING, Thesaurus, Unit, Words

#: What a person types is cut here; nobody's question is longer.
LONGEST_QUERY = 500
MOST_TERMS = 24
#: A term of more words than this is read as a question.
QUESTION_WORDS = 5
#: Ways to write one term with other words of the same meaning.
MOST_SPELLINGS = 12
#: Of the words that kana may stand for, so many are sought with other words of the same meaning: the likeliest.
MOST_WIDENED = 2

_PIECE = re.compile(
    r"(?P<minus>(?<!\S)[-−－])?"
    r"(?:(?P<name>[^\s\"“”「」:]{1,20}):(?=\S))?"
    r"(?:[\"“”「](?P<phrase>[^\"“”」]*)[\"“”」]?|(?P<word>[^\s\"“”]+))"
)
_OR = frozenset({"or", "または", "|"})
_AND = frozenset({"and", "かつ", "&"})


@dataclass(frozen=True)
class Term:
    """Words that belong together, in order, cut into units of meaning.

    `reading` is how it sounds; `heard` are words of the index that sound so, for a term typed in kana alone.
    """

    words: Words
    is_phrase: bool = False
    reading: str = ""
    is_kana: bool = False
    units: tuple[Unit, ...] = ()
    heard: tuple[Words, ...] = ()
    typed: str = ""

    @property
    def is_question(self) -> bool:
        """Whether the words are too many to be meant as one fixed phrase."""
        return not self.is_phrase and len(self.words) > QUESTION_WORDS

    @property
    def spellings(self) -> tuple[Words, ...]:
        """The term as typed, then with other words for its units (後継ぎ不足 → 後継者不足)."""
        choices = [(unit.words, *unit.others) for unit in self.units]
        ways = (sum(way, ()) for way in islice(product(*choices), MOST_SPELLINGS))
        return tuple(dict.fromkeys([self.words, *self.heard, *ways]))


@dataclass(frozen=True)
class TextQuery:
    """`required` is a conjunction of alternatives; none of `excluded` may stand in a hit."""

    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    def heard_in(self, lexicon: Lexicon, thesaurus: Thesaurus = NOTHING) -> "TextQuery":
        """The same question, its terms in kana with the index's words for them, and words that mean the same."""
        heard = tuple(tuple(_heard(term, lexicon, thesaurus) for term in group) for group in self.required)
        return replace(self, required=heard)

    def written(self) -> str:
        """The question as it could be typed again, field words apart."""
        groups = [" OR ".join(term.typed for term in group) for group in self.required]
        return " ".join([*groups, *(f"-{term.typed}" for term in self.excluded)])

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that is sought."""
        return tuple(term for group in self.required for term in group)

    def sought(self, *, as_typed: bool = True) -> frozenset[Words]:
        """What is to be marked in a hit: each term's words in order, or, where they were loosened, each word alone.

        Other words for a term are marked as well.
        """
        whole, apart = set[Words](), set[Words]()
        for term in self.terms:
            if as_typed and not term.is_question:
                whole.update(term.spellings)
            else:
                apart.update((word,) for word in term.words)
                apart.update(other for unit in term.units for other in unit.others)
        return frozenset(whole | apart)


def _heard(term: Term, lexicon: Lexicon, thesaurus: Thesaurus) -> Term:
    if not term.is_kana:
        return term
    plain = lexicon.spellings(term.reading)
    meant = (Term(words, units=thesaurus.units(words)) for words in plain[:MOST_WIDENED])
    return replace(term, heard=tuple(dict.fromkeys([*plain, *(way for one in meant for way in one.spellings)])))


def parse(text: str, *, thesaurus: Thesaurus = NOTHING, fields: Mapping[str, str] | None = None) -> TextQuery:
    """Read what a person typed. Never raises; signs alone give an empty query.

    Field words are no words to look for: `fields` are those that `split_fields` takes.
    """
    required: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    join_next = False
    for piece in _pieces(text, fields or {}):
        if piece.operator:
            join_next = piece.operator == "or" and bool(required)
            continue
        term = _term(piece.text, thesaurus, is_phrase=piece.is_phrase)
        if term is None:
            continue
        if piece.is_excluded:
            excluded.append(term)
        elif join_next:
            required[-1] = (*required[-1], term)
        else:
            required.append((term,))
        join_next = False
    return TextQuery(tuple(required[:MOST_TERMS]), tuple(excluded[:MOST_TERMS]))


def split_fields(
    text: str, fields: Mapping[str, str]
) -> tuple[str, dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What was typed without its field words, the values asked for by facet, and those to be left out.

    `fields` maps the names that may stand before a colon (地域, region) to the facets they mean. Field words that are
    left out stay in the text, where the person can see and change them.
    """
    asked: dict[str, tuple[str, ...]] = {}
    refused: dict[str, tuple[str, ...]] = {}
    rest, position = [], 0
    clean = unicodedata.normalize("NFKC", text)
    for match, facet in _matches(clean, fields):
        if not facet:
            continue
        chosen = refused if match["minus"] else asked
        chosen[facet] = (*chosen.get(facet, ()), _said(match))
        if not match["minus"]:
            rest.append(clean[position : match.start()])
            position = match.end()
    left = " ".join("".join([*rest, clean[position:]]).split())
    return (left if asked else text), asked, refused


@dataclass(frozen=True)
class _Piece:
    text: str
    is_phrase: bool
    is_excluded: bool
    operator: str


def _pieces(text: str, fields: Mapping[str, str]) -> Iterator[_Piece]:
    for match, facet in _matches(unicodedata.normalize("NFKC", text[:LONGEST_QUERY]), fields):
        if facet:
            continue
        is_excluded, is_phrase, name, said = (
            bool(match["minus"]),
            match["phrase"] is not None,
            match["name"],
            _said(match),
        )
        if name:  # 10:30, https://…: no field of ours
            yield _Piece(name, is_phrase=False, is_excluded=is_excluded, operator="")
        yield _Piece(said, is_phrase, is_excluded, "" if is_phrase or name else _operator(said))


def _matches(text: str, fields: Mapping[str, str]) -> Iterator[tuple[re.Match[str], str]]:
    """Each piece of the text, with the facet that it asks for by name; empty for a piece that is no field word."""
    known = {unicodedata.normalize("NFKC", name).casefold(): facet for name, facet in fields.items()}
    for match in _PIECE.finditer(text):
        yield match, known.get((match["name"] or "").casefold(), "")


def _said(match: re.Match[str]) -> str:
    return match["word"] if match["phrase"] is None else match["phrase"]


def _operator(word: str) -> str:
    folded = word.casefold()
    return "or" if folded in _OR else "and" if folded in _AND else ""


def _term(text: str, thesaurus: Thesaurus, *, is_phrase: bool) -> Term | None:
    found = tuple(words(text))
    if not found:
        return None
    units = tuple(Unit((word,)) for word in found) if is_phrase else thesaurus.units(found)
    typed_in_kana = is_kana(text) and len(text) > 1
    typed = f'"{text}"' if is_phrase else text
    return Term(found, is_phrase, _reading(text, typed_in_kana), typed_in_kana, units, typed=typed)


def _reading(text: str, typed_in_kana: bool) -> str:
    """How the term sounds: of kana what was typed, otherwise what the dictionary says of its words."""
    if typed_in_kana:
        return to_hiragana(text).replace(" ", "")
    return "".join(token.reading for token in segment(text))
