"""Other words for what was typed, kept by editors and applied to questions, so that a change needs no rebuild."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Words = tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """A stretch of what was typed that means one thing: its words, and other words for it."""

    words: Words
    others: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Thesaurus:
    """`others` maps words as they are indexed (後継ぎ: one or several in a row) to other words that mean the same."""

    others: Mapping[Words, tuple[Words, ...]] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """The most words that one entry has."""
        return max(map(len, self.others), default=0)

    def units(self, words: Words) -> tuple[Unit, ...]:
        """Cut `words` into units, the longest known entry first: 後継ぎ不足 is one where both are known together."""
        found: list[Unit] = []
        place = 0
        while place < len(words):
            unit = self._unit_at(words, place)
            found.append(unit)
            place += len(unit.words)
        return tuple(found)

    def _unit_at(self, words: Words, place: int) -> Unit:
        for length in range(min(self.longest, len(words) - place), 0, -1):
            entry = words[place : place + length]
            if entry in self.others:
                return Unit(entry, self.others[entry])
        return Unit((words[place],))


NOTHING = Thesaurus()


def thesaurus_of(groups: Iterable[tuple[Iterable[Words], Iterable[Words]]]) -> Thesaurus:
    """From groups of (words that mean the same, what is also found when one of those is sought).

    A word in several groups has the other words of all of them.
    """
    others: dict[Words, dict[Words, None]] = {}
    for alike, also in groups:
        alike, also = [w for w in alike if w], [w for w in also if w]
        for words in alike:
            others.setdefault(words, {}).update(dict.fromkeys([*alike, *also]))
    return Thesaurus({words: tuple(w for w in said if w != words) for words, said in others.items()})
