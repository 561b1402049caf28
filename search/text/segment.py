"""Japanese text into words: Sudachi's short units (mode A) in order, as normal forms, with their places.

Mode A finds コロナ inside 新型コロナウイルス, which the longer units miss; the normal form makes 取組み, 取り組み and
取組 one word (docs/decisions.md has the measurements). A tokenizer object is not thread-safe, so each thread has its
own; the dictionary is loaded once a process.
"""

import re
import threading
import unicodedata
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import sudachipy

from search.text.dictionary import dictionary
from search.text.normalise import fold, repair, to_hiragana

#: Particles, auxiliaries and signs carry no meaning of their own for finding.
SKIPPED = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
#: Nouns that say when or how many (最近, 以上, 件), and those that say who or where: none of them names a matter.
NAMING_NO_MATTER = frozenset({"副詞可能", "助数詞可能", "人名", "地名"})
#: Surfaces whose normal form Sudachi merges too far (Ⅱ → 2).
KEPT_AS_WRITTEN = frozenset({"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"})
_NOT_REMEMBERED = frozenset(map(fold, KEPT_AS_WRITTEN))
#: After a number these count the same: 117名 is 117人. A counter's indexed form → that which stands for it.
COUNTERS = {"名": ("人", "にん")}
#: A word longer than this is no word (a pasted address, a row of signs).
LONGEST_WORD = 100
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
    """All tokens of a text in columns: small to keep and quick to send to another process.

    `line` holds the words with blanks between, as an engine takes them, `spoken` each word once as `reading|word`;
    `starts` and `ends` are places.
    """

    line: str
    spoken: str
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Segmented":
        """Segment `text` once."""
        return cls._from(_find(text))

    @classmethod
    def of_list(cls, text: str) -> "Segmented":
        """Segment each line of `text` by itself. Lines are names that come again, so each is segmented once."""
        return cls._from(_lines(text))

    @classmethod
    def _from(cls, found: Iterable[Found]) -> "Segmented":
        words, readings, starts, ends = list(zip(*found, strict=True)) or [(), (), (), ()]
        spoken = " ".join({f"{reading}|{word}": None for reading, word in zip(readings, words, strict=True)})
        return cls(" ".join(words), spoken, array("I", starts), array("I", ends))

    @property
    def words(self) -> tuple[str, ...]:
        """The indexed forms in order."""
        return tuple(self.line.split())


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


@lru_cache(maxsize=5_000)
def sound_of(name: str) -> str:
    """How a name sounds, in hiragana. Remembered: lists of names are compared with whatever is typed."""
    return "".join(found[1] for found in _find(name))


def nouns(text: str) -> list[tuple[str, str]]:
    """The nouns of `text` that name a matter, each as it is indexed and as it is written there: メーカ, メーカー."""
    repaired = repair(text)
    found: list[tuple[str, str]] = []
    for start, stop in _cuts(repaired):
        for morpheme in _tokenizer().tokenize(_LATIN_TERM.sub(_blank, repaired[start:stop])):
            if _names_a_matter(morpheme.part_of_speech()):
                found.append((_look_up(morpheme)[0], morpheme.surface()))
    return found + [(fold(term), term) for term in _LATIN_TERM.findall(repaired)]


def _blank(term: re.Match[str]) -> str:
    return " " * len(term.group())


def _names_a_matter(part_of_speech: tuple[str, ...]) -> bool:
    kind, second, third, *_rest = part_of_speech
    return kind == "名詞" and second in {"普通名詞", "固有名詞"} and third not in NAMING_NO_MATTER


def _lines(text: str) -> Iterator[Found]:
    offset = 0
    for line in text.split("\n"):
        for word, reading, start, end in _find_again(line):
            yield word, reading, offset + start, offset + end
        offset += len(line) + 1


@lru_cache(maxsize=20_000)
def _find_again(text: str) -> list[Found]:
    return _find(text)


def _find(text: str) -> list[Found]:
    repaired = repair(text)
    found = _with_one_counter(_stretches(repaired))
    terms = [(term.start(), term.end()) for term in _LATIN_TERM.finditer(repaired)]
    return list(_with_whole_terms(found, terms, repaired)) if terms else found


def _with_one_counter(tokens: list[Found]) -> list[Found]:
    """The tokens, counters that mean the same written as one where they stand behind a number."""
    for place, (word, _reading, start, end) in enumerate(tokens):
        if word in COUNTERS and place and tokens[place - 1][3] == start and tokens[place - 1][0][-1].isdecimal():
            tokens[place] = (*COUNTERS[word], start, end)
    return tokens


def _with_whole_terms(tokens: list[Found], terms: list[tuple[int, int]], text: str) -> Iterator[Found]:
    """The tokens, those that touch a Latin term replaced by the term itself; a token may hold two terms (New York)."""
    waiting, covered = deque(terms), 0
    for token in tokens:
        _word, _reading, first, last = token
        while waiting and waiting[0][0] < last:
            start, end = waiting.popleft()
            if end > first:
                word, covered = fold(text[start:end]), end
                if len(word) <= LONGEST_WORD:
                    yield word, word, start, end
        if first >= covered:
            yield token


def _stretches(text: str) -> list[Found]:
    """Sudachi's words of `text`, read in stretches."""
    return [token for start, stop in _cuts(text) for token in _call(text[start:stop], start)]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of `text` begin and end: at a boundary where there is one."""
    start = 0
    while start < len(text):
        stop = min(len(text), start + LONGEST_CALL)
        if stop < len(text):
            stop = max((match.end() for match in _BOUNDARY.finditer(text, start, stop)), default=stop)
        yield start, stop
        start = stop


def _call(text: str, offset: int) -> list[Found]:
    found: list[Found] = []
    for morpheme in _tokenizer().tokenize(text):  # the loop in which an index build spends its time
        word, reading = _remembered.get(morpheme.word_id()) or _look_up(morpheme)
        if word:
            found.append((word, reading, offset + morpheme.begin(), offset + morpheme.end()))
    return [token for token in found if token[2] < token[3]]  # of ㎟ (mm2) the 2 stands nowhere


#: Sudachi's number of a dictionary word → its indexed form and its reading.
_remembered: dict[int, tuple[str, str]] = {}


def _look_up(morpheme: Any) -> tuple[str, str]:
    """The indexed form and the reading of a word; both empty for what is not indexed.

    Remembered where Sudachi's number says all: not for a word that is in no dictionary, nor for one kept as written,
    which shares its number with another spelling. A joined number is read by its neighbours (24: にじゅうよん or にし).
    """
    forms = _read(morpheme)
    if not morpheme.is_oov() and fold(morpheme.surface()) not in _NOT_REMEMBERED:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[morpheme.word_id()] = forms
    return forms


def _read(morpheme: Any) -> tuple[str, str]:
    if morpheme.part_of_speech()[0] in SKIPPED:
        return "", ""
    surface = morpheme.surface()
    word = fold(surface if surface in KEPT_AS_WRITTEN else morpheme.normalized_form()).replace(" ", "")
    if len(word) > LONGEST_WORD or not _has_letter(word):
        return "", ""
    return word, to_hiragana(morpheme.reading_form()).replace(" ", "")


def _has_letter(word: str) -> bool:
    """Whether the word has a letter or digit: signs and emoji are no words to find."""
    return any(unicodedata.category(char)[0] in "LN" for char in word)
