"""Japanese text into words: Sudachi's short units (mode A) in order, as normal forms, with their places.

Mode A finds コロナ inside 新型コロナウイルス, which the longer units miss; the normal form makes 取組み, 取り組み and
取組 one word (docs/decisions.md has the measurements). A tokenizer object is not thread-safe, so each thread has its
own; the dictionary is loaded once a process.
"""

import json
import re
import threading
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import sudachipy

from search.text.normalise import fold, repair, to_hiragana

#: Particles, auxiliaries and signs carry no meaning of their own for finding.
SKIPPED = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
#: Surfaces whose normal form Sudachi merges too far (よろず → 万, チラシ → 散らし, Ⅱ → 2).
KEPT_AS_WRITTEN = frozenset({"よろず", "チラシ", "ちらし", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"})
#: Characters a call: Sudachi takes 49,149 bytes, and a character has at most four.
LONGEST_CALL = 12_000
#: Dictionary words whose indexed form is remembered (about 15 MB): a library says the same words again and again.
MOST_REMEMBERED = 50_000

_BOUNDARY = re.compile(r"[。．！？!?\n、 ]")
#: 5S, IoT, M&A, ISO9001, AI-OCR: one word each, whatever the dictionary makes of them.
_LATIN_TERM = re.compile(
    r"(?=[0-9&.+/#-]*[A-Za-zＡ-Ｚａ-ｚ]|[0-9０-９]+[A-Za-zＡ-Ｚａ-ｚ])[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+(?:[&＆.+#/-][A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+)*"
)


class Token(NamedTuple):
    """A word of a text: its indexed form, its reading in hiragana, and where it stands (characters)."""

    word: str
    reading: str
    start: int
    end: int


#: A token before it has names for its fields: word, reading, start, end.
Found = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Segmented:
    """All tokens of a text in columns: small to keep and quick to send to another process."""

    words: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Segmented":
        """Segment `text` once."""
        return cls(*zip(*_find(text), strict=True))


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """Sudachi's dictionary, loaded once a process (about 200 MB, shared by processes forked afterwards)."""
    defaults = Path(sudachipy.__file__).parent / "resources" / "sudachi.json"
    settings = json.loads(defaults.read_text(encoding="utf-8"))
    # This plugin swallows short kana in brackets: 将来（ビジョン） would lose ビジョン.
    plugins = [plugin for plugin in settings["inputTextPlugin"] if "IgnoreYomigana" not in plugin["class"]]
    return sudachipy.Dictionary(config=json.dumps({**settings, "inputTextPlugin": plugins}), dict="core")


_per_thread = threading.local()


def _tokenizer() -> Any:
    if not hasattr(_per_thread, "tokenizer"):
        _per_thread.tokenizer = dictionary().tokenizer(mode=sudachipy.SplitMode.A)
    return _per_thread.tokenizer


def segment(text: str) -> list[Token]:
    """The words of `text` in order. Any string is accepted, however long or odd."""
    return [Token(*found) for found in _find(text)]


def words(text: str) -> list[str]:
    """The indexed forms alone."""
    return [found[0] for found in _find(text)]


def _find(text: str) -> list[Found]:
    repaired = repair(text)
    found = _stretches(repaired)
    terms = [(term.start(), term.end()) for term in _LATIN_TERM.finditer(repaired)]
    return list(_with_whole_terms(found, terms, repaired)) if terms else found


def _with_whole_terms(tokens: list[Found], terms: list[tuple[int, int]], text: str) -> Iterator[Found]:
    """The tokens, those that touch a Latin term replaced by the term itself; a token may hold two terms (New York)."""
    waiting, covered = deque(terms), 0
    for token in tokens:
        _word, _reading, first, last = token
        while waiting and waiting[0][0] < last:
            start, end = waiting.popleft()
            if end > first:
                word, covered = fold(text[start:end]), end
                yield word, word, start, end
        if first >= covered:
            yield token


def _stretches(text: str) -> list[Found]:
    """Sudachi's words of `text`, read in stretches that end at a boundary where there is one."""
    tokens: list[Found] = []
    start = 0
    while start < len(text):
        stop = min(len(text), start + LONGEST_CALL)
        if stop < len(text):
            stop = max((match.end() for match in _BOUNDARY.finditer(text, start, stop)), default=stop)
        tokens += _call(text[start:stop], start)
        start = stop
    return tokens


def _call(text: str, offset: int) -> list[Found]:
    found: list[Found] = []
    for morpheme in _tokenizer().tokenize(text):  # the loop in which an index build spends its time
        key = morpheme.surface(), morpheme.word_id()
        word, reading = _remembered.get(key) or _look_up(morpheme, key)
        if word:
            found.append((word, reading, offset + morpheme.begin(), offset + morpheme.end()))
    return found


_remembered: dict[tuple[str, int], tuple[str, str]] = {}


def _look_up(morpheme: Any, key: tuple[str, int]) -> tuple[str, str]:
    """The indexed form and the reading of a word; both empty for what is not indexed."""
    forms = _read(morpheme)
    if not morpheme.is_oov():  # a joined number is read by its neighbours: 24 is にじゅうよん or にし
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[key] = forms
    return forms


def _read(morpheme: Any) -> tuple[str, str]:
    if morpheme.part_of_speech()[0] in SKIPPED:
        return "", ""
    surface = morpheme.surface()
    word = fold(surface if surface in KEPT_AS_WRITTEN else morpheme.normalized_form())
    return (word, to_hiragana(morpheme.reading_form())) if _has_letter(word) else ("", "")


def _has_letter(word: str) -> bool:
    """Whether the word has a letter or digit: signs and emoji are no words to find."""
    return any(unicodedata.category(char)[0] in "LN" for char in word)
