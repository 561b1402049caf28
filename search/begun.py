"""What a person is about to type: titles that hold the words so far, the last of which may be unfinished."""

from search.engines.base import Engine, Hit
from search.lexicon import Lexicon, Words
from search.text.normalise import is_kana, to_hiragana
from search.text.segment import words
from search.tree import Node, Word, best, every, sequence

#: The indexed field of titles.
TITLES = "titles"
#: Words of the index that the last, unfinished one may become.
MOST_ENDINGS = 8


def begun_titles(engine: Engine, text: str, *, audience: frozenset[str], kind: str, limit: int) -> list[Hit]:
    """The newest documents of which the title holds what is being typed, for this audience."""
    wanted = _by_sound(text, engine.lexicon()) if is_kana(text) else None
    wanted = wanted or _as_written(engine, text, audience, kind)
    return engine.titled(audience=audience, kind=kind, wanted=wanted, limit=limit) if wanted else []


def _by_sound(text: str, lexicon: Lexicon) -> Node | None:
    """Kana, as they stand in the box until they are converted."""
    found = lexicon.completions(to_hiragana(text).replace(" ", ""))
    return best([_whole(one) for one in found]) if found else None


def _as_written(engine: Engine, text: str, audience: frozenset[str], kind: str) -> Node | None:
    """Every word but the last as it is, the last as the beginning of one."""
    *whole, last = words(text) or [""]
    if not last:
        return None
    begun = engine.vocabulary(audience=audience, kind=kind, prefix=last, limit=MOST_ENDINGS)
    endings = dict.fromkeys([last, *(word for word, _count in begun)])
    return every([*(Word(TITLES, word) for word in whole), best([Word(TITLES, word) for word in endings])])


def _whole(found: Words) -> Node:
    return sequence(TITLES, found)
