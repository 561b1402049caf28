"""From a question to the tree of what to look for, strictly or loosened; the same for every engine."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import log

from search.engines.base import Matching
from search.lexicon import Lexicon
from search.query import Term, TextQuery
from search.thesaurus import Unit, Words
from search.tree import WORDS, Either, Faint, Favoured, Node, Phrase, Word, best, every, least, sequence

#: Of the words of a question, this share must stand in a hit that has "most" of them.
MOST_SHARE = 0.6
#: What another word for the one that was typed counts for.
OTHER_SHARE = 0.7
#: By so many words of a text similar documents are sought; more cost time and find hardly others.
MOST_TELLING = 12
#: Words of asking, and counters: alone they say nothing of what is sought, so a loosened question does without them.
LIGHT = frozenset(
    {
        *("出来る", "居る", "有る", "無い", "為る", "成る", "言う", "来る", "行く", "遣る", "知る", "教える", "下さる"),
        *("探す", "見る", "欲しい", "良い", "同じ", "何", "先ず", "どう", "こう", "そう", "よう", "様", "或る", "其の"),
        *("人", "社", "年", "円", "万円", "回", "個"),
        *("事", "物", "方", "時", "為", "例", "事例", "会社", "企業", "困る"),
    }
)
#: A word that stands in a larger share of all documents tells too little to be enough by itself.
COMMON_SHARE = 0.25


def plan(text: TextQuery, matching: Matching, lexicon: Lexicon, *, ranks: bool = True) -> Node:
    """The tree for `text` as strictly as `matching` says; `text` has something required.

    What stands in quotation marks is never loosened. `ranks`: whether scores matter. Where documents are only counted,
    what merely raises a score is left out.
    """
    strict = every([best([_as_typed(term, ranks=ranks) for term in group]) for group in text.required])
    if matching is Matching.PHRASES:
        return strict
    bound = [group for group in text.required if all(term.is_phrase for term in group)]
    free = [group for group in text.required if group not in bound]
    parts = [best([_as_typed(term, ranks=ranks) for term in group]) for group in bound]
    found = every([*parts, *([_loosened(free, matching, lexicon)] if free else [])])
    return Favoured(found, (strict, *_pairs(text))) if ranks else found


def can_be_loosened(text: TextQuery) -> bool:
    """Whether a looser reading of `text` could find more: not of a single word, nor of quoted words."""
    free = [term for term in text.terms if not term.is_phrase]
    return len(free) > 1 or any(len(term.words) > 1 for term in free)


def _loosened(groups: list[tuple[Term, ...]], matching: Matching, lexicon: Lexicon) -> Node:
    if matching is Matching.WORDS:
        return every([best([every(_units(term)) for term in group]) for group in _with_weight(groups)])
    units = _weighty([unit for group in groups for term in group for unit in term.units])
    if matching is Matching.ANY:
        return least(1, [_unit(unit) for unit in _telling(units, lexicon)])
    return least(max(1, round(len(units) * MOST_SHARE)), [_unit(unit) for unit in units])


def telling_words(text: TextQuery, lexicon: Lexicon) -> list[str]:
    """The words that tell most about a long text: often in it, seldom elsewhere."""
    said = Counter(word for term in text.terms for word in term.words)
    held = lexicon.frequency
    told = {word: said[word] * log(1 + lexicon.documents / held[word]) for word in said if word in held}
    return sorted(told, key=lambda word: (-told[word], word))[:MOST_TELLING]


def any_of_words(words: list[str]) -> Node:
    """Documents with any of `words`."""
    return Either(tuple(Word(WORDS, word) for word in words))


def _as_typed(term: Term, *, ranks: bool) -> Node:
    if term.is_question:
        units = _units(term)
        found = least(max(1, round(len(units) * MOST_SHARE)), units)
        return Favoured(found, _pairs_of(term.words)) if ranks else found
    told = _shortest(term.spellings)
    if not ranks:
        return best([sequence(WORDS, words) for words in told])
    others = [words for words in told if words != term.words]
    return best([sequence(WORDS, term.words), *(Faint(sequence(WORDS, other), OTHER_SHARE) for other in others)])


def _units(term: Term) -> list[Node]:
    return [_unit(unit) for unit in _weighty(term.units)]


def _unit(unit: Unit) -> Node:
    own = every([Word(WORDS, word) for word in dict.fromkeys(unit.words)])
    others = _shortest([other for other in unit.others if not set(unit.words) <= set(other)])
    return best([own, *(Faint(sequence(WORDS, other), OTHER_SHARE) for other in others)])


def _shortest(spellings: Iterable[Words]) -> list[Words]:
    """Those that no other stands within: whatever holds 原価管理 holds 原価, and phrases are dear to look for."""
    several = list(spellings)
    return [words for words in several if not any(_stands_within(other, words) for other in several)]


def _stands_within(short: Words, long: Words) -> bool:
    reach = len(long) - len(short)
    return reach > 0 and any(long[start : start + len(short)] == short for start in range(reach + 1))


def _weighty(units: Iterable[Unit]) -> list[Unit]:
    """The units, each once, without words of asking; those too where there is nothing else."""
    distinct = list(dict.fromkeys(units))
    return [unit for unit in distinct if not LIGHT.issuperset(unit.words)] or distinct


def _with_weight(groups: list[tuple[Term, ...]]) -> list[tuple[Term, ...]]:
    """The groups that are not words of asking alone; all where there is nothing else."""
    return [group for group in groups if not all(LIGHT.issuperset(term.words) for term in group)] or groups


def _telling(units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """Those of which one alone may be what was meant: held by some documents, not by most; all where there is none."""
    most = max(1.0, lexicon.documents * COMMON_SHARE)
    rare = [unit for unit in units if 0 < _held(unit, lexicon) <= most]
    return rare or units


def _held(unit: Unit, lexicon: Lexicon) -> int:
    """How many documents may hold the unit, in one of its wordings."""
    wordings = (unit.words, *unit.others)
    return max(min(lexicon.frequency.get(word, 0) for word in words) for words in wordings)


def _pairs(text: TextQuery) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(pair for term in text.terms for pair in _pairs_of(term.words)))


def _pairs_of(words: Words) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(Phrase(WORDS, pair) for pair in pairwise(words)))
