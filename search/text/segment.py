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
from typing import Any

import sudachipy

from search.text.normalise import fold, repair, to_hiragana

#: Particles, auxiliaries and signs carry no meaning of their own for finding.
SKIPPED = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
#: Surfaces whose normal form Sudachi merges too far (よろず → 万, チラシ → 散らし, Ⅱ → 2).
KEPT_AS_WRITTEN = frozenset({"よろず", "チラシ", "ちらし", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"})
#: Characters a call: Sudachi takes 49,149 bytes, and a character has at most four.
LONGEST_CALL = 12_000

_BOUNDARY = re.compile(r"[。．！？!?\n、 ]")
#: 5S, IoT, M&A, ISO9001, AI-OCR: one word each, whatever the dictionary makes of them.
_LATIN_TERM = re.compile(r"(?=[0-9&.+/#-]*[A-Za-zＡ-Ｚａ-ｚ]|[0-9０-９]+[A-Za-zＡ-Ｚａ-ｚ])[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+(?:[&＆.+#/-][A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its indexed form, its reading in hiragana, and where it stands (characters)."""

    word: str
    reading: str
    start: int
    end: int


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
    repaired = repair(text)
    terms = [(term.start(), term.end()) for term in _LATIN_TERM.finditer(repaired)]
    return list(_with_whole_terms(_stretches(repaired), terms, repaired))


def _with_whole_terms(tokens: Iterator[Token], terms: list[tuple[int, int]], text: str) -> Iterator[Token]:
    """The tokens, those inside a Latin term replaced by the term itself."""
    waiting = deque(terms)
    for token in tokens:
        while waiting and waiting[0][1] <= token.start:
            waiting.popleft()
        if not waiting or token.end <= waiting[0][0]:
            yield token
        elif token.start <= waiting[0][0]:
            start, end = waiting[0]
            word = fold(text[start:end])
            yield Token(word, word, start, end)


def words(text: str) -> list[str]:
    """The indexed forms alone."""
    return [token.word for token in segment(text)]


def _stretches(text: str) -> Iterator[Token]:
    """Sudachi's words of `text`, read in stretches that end at a boundary where there is one."""
    start = 0
    while start < len(text):
        stop = min(len(text), start + LONGEST_CALL)
        if stop < len(text):
            stop = max((match.end() for match in _BOUNDARY.finditer(text, start, stop)), default=stop)
        yield from _call(text[start:stop], start)
        start = stop


def _call(text: str, offset: int) -> Iterator[Token]:
    for morpheme in _tokenizer().tokenize(text):
        if morpheme.part_of_speech()[0] in SKIPPED:
            continue
        surface = morpheme.surface()
        word = fold(surface if surface in KEPT_AS_WRITTEN else morpheme.normalized_form())
        if word and not word.isspace() and _has_letter(word):
            reading = to_hiragana(morpheme.reading_form())
            yield Token(word, reading, offset + morpheme.begin(), offset + morpheme.end())


def _has_letter(word: str) -> bool:
    """Whether the word has a letter or digit: signs and emoji are no words to find."""
    return any(unicodedata.category(char)[0] in "LN" for char in word)
