"""The words that an index holds, with their readings: for what is typed in kana, and for what may have been meant.

A lexicon knows the words of every document, hidden ones too. It is never shown: whatever it proposes is asked of the
engine with the reader's audience first.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

Words = tuple[str, ...]

#: The longest reading of one word that a string of kana is cut into.
LONGEST_READING = 12
#: Words that sound alike and are tried for one piece of kana: those in most documents.
MOST_ALIKE = 4
#: Sequences of words that one string of kana may stand for.
MOST_SPELLINGS = 12
#: A word shorter than this has too many neighbours to be a typing error of.
SHORTEST_MISTAKEN = 3
MOST_NEIGHBOURS = 6
#: Words that an unfinished reading may become.
MOST_BEGUN = 8


@dataclass(frozen=True)
class Lexicon:
    """`spoken` maps a reading in hiragana to the words read so and how many documents hold each."""

    spoken: Mapping[str, Mapping[str, int]]
    documents: int = 0

    @cached_property
    def frequency(self) -> dict[str, int]:
        """How many documents hold a word (the most, where it is read in several ways)."""
        held: dict[str, int] = {}
        for words in self.spoken.values():
            for word, count in words.items():
                held[word] = max(count, held.get(word, 0))
        return held

    def spellings(self, reading: str) -> tuple[Words, ...]:
        """The words that a string of kana may stand for: はんろかいたく → 販路/開拓. Empty where it can't be cut."""
        return self._spelled([self._sounding(piece) for piece in self.split(reading)])

    def split(self, reading: str) -> tuple[str, ...]:
        """Kana cut into the fewest readings that the index knows; empty where it can't be cut.

        Segmentation of bare kana falls apart (はんろかいたく → 班/ろ/開拓); the index's own readings do not.
        """
        best: list[tuple[str, ...] | None] = [()] + [None] * len(reading)
        for end in range(1, len(reading) + 1):
            for start in range(max(0, end - LONGEST_READING), end):
                head = best[start]
                if head is None or reading[start:end] not in self.spoken:
                    continue
                known = best[end]
                if known is None or len(head) + 1 < len(known):
                    best[end] = (*head, reading[start:end])
        return best[-1] or ()

    def neighbours(self, reading: str) -> Iterator[str]:
        """Readings that differ from `reading` by one character, the nearest in length first."""
        if len(reading) < SHORTEST_MISTAKEN:
            return
        near = extract(reading, self.spoken.keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=MOST_NEIGHBOURS)
        yield from (found for found, distance, _index in near if distance)

    def mistaken(self, reading: str) -> Iterator[Words]:
        """What may have been meant by `reading`: as it sounds, then with one piece of it misheard or mistyped."""
        pieces = self.split(reading)
        yield from self.spellings(reading)
        for place, piece in enumerate(pieces):
            for other in self.neighbours(piece):
                said = [*pieces[:place], other, *pieces[place + 1 :]]
                yield from self._spelled([self._sounding(one) for one in said])
        for cut in range(len(reading) - SHORTEST_MISTAKEN + 1):  # the mistake made the rest fall apart
            head = self.split(reading[:cut])
            if head or not cut:
                for other in self.neighbours(reading[cut:]):
                    yield from self._spelled([self._sounding(one) for one in (*head, other)])

    def completions(self, reading: str) -> tuple[Words, ...]:
        """What a reading may become whose last piece is still being typed: じぎょうしょ → 事業/承継."""
        for cut in range(max(0, len(reading) - LONGEST_READING), len(reading)):
            head = self.split(reading[:cut])
            if cut and not head:
                continue
            if last := self._beginning(reading[cut:]):
                return self._spelled([*map(self._sounding, head), last])
        return ()

    def _beginning(self, start: str) -> list[str]:
        """The words that begin to sound so, those in most documents first."""
        held: dict[str, int] = {}
        for reading in islice(self._readings, bisect_left(self._readings, start), None):
            if not reading.startswith(start):
                break
            for word, count in self.spoken[reading].items():
                held[word] = max(count, held.get(word, 0))
        return sorted(held, key=lambda word: (-held[word], word))[:MOST_BEGUN]

    @cached_property
    def _readings(self) -> list[str]:
        return sorted(self.spoken)

    def _sounding(self, reading: str) -> list[str]:
        words = self.spoken.get(reading, {})
        return sorted(words, key=lambda word: (-words[word], word))[:MOST_ALIKE]

    @staticmethod
    def _spelled(choices: list[list[str]]) -> tuple[Words, ...]:
        return tuple(islice(product(*choices), MOST_SPELLINGS)) if choices else ()


def lexicon_of(pairs: Iterable[tuple[str, str, int]], documents: int) -> Lexicon:
    """From (reading, word, documents that hold it)."""
    spoken: dict[str, dict[str, int]] = {}
    for reading, word, count in pairs:
        spoken.setdefault(reading, {})[word] = count
    return Lexicon(spoken, documents)
