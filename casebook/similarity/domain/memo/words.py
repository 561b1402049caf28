"""The word lists beside this module (``*.yaml``), loaded and checked once, when the first memo is read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from casebook.similarity.domain.memo.phrases import either, expand, expression
from casebook.similarity.domain.memo.proposals import FIELDS
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES

STRENGTHS: Mapping[str, float] = MappingProxyType({"strong": 0.8, "plain": 0.6, "weak": 0.35})
"""How much a word says, by the name it has in the lists."""


@dataclass(frozen=True)
class Tell:
    """A phrase that tells a value of a field."""

    field: str
    value: str
    strength: float
    phrase: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Trade:
    """A word of a trade. ``letter`` is empty for a word that only looks like one."""

    letter: str
    strength: float


@dataclass(frozen=True)
class Place:
    """A name of a place: its prefecture, and whether it stands in addresses (埼玉県, 川越市) or alone (埼玉, 川越)."""

    prefecture: str
    is_full: bool


@dataclass(frozen=True)
class WordLists:
    """All lists, and the patterns that find any of their words.

    ``everyday_places`` are names of places that mean something else as well; ``cues`` are what takes a part of a memo
    out of the company's own story, by the names of ``contexts.yaml``.
    """

    tells: tuple[Tell, ...]
    trades: Mapping[str, Trade]
    any_trade: re.Pattern[str]
    places: Mapping[str, Place]
    any_place: re.Pattern[str]
    everyday_places: frozenset[str]
    cues: Mapping[str, re.Pattern[str]]


@cache
def word_lists() -> WordLists:
    """The lists beside this module. Raises ``ValueError`` where one is wrong."""
    tells, industries, places, contexts = map(_read, ("tells", "industries", "places", "contexts"))
    trades, names = read_trades(industries), read_places(places)
    return WordLists(
        tells=read_tells(tells),
        trades=trades,
        any_trade=_longest_first(trades),
        places=names,
        any_place=_longest_first(names),
        everyday_places=frozenset(places["everyday"]),
        cues={name: re.compile(either(phrases)) for name, phrases in contexts.items()},
    )


def read_tells(lists: Mapping[str, Any]) -> tuple[Tell, ...]:
    """The tells of ``tells.yaml``. Raises ``ValueError`` for an unknown field, strength or set, or a broken phrase."""
    sets = expand(lists["sets"])
    fields = {_known(field, FIELDS): values for field, values in lists.items() if field != "sets"}
    return tuple(
        Tell(field, value, _strength(name), phrase, re.compile(expression(phrase, sets)))
        for field, values in fields.items()
        for value, by_strength in values.items()
        for name, phrases in by_strength.items()
        for phrase in phrases
    )


def read_trades(lists: Mapping[str, Any]) -> dict[str, Trade]:
    """The words of ``industries.yaml``. Raises ``ValueError`` for an unknown division or a word that stands twice."""
    trades: dict[str, Trade] = {word.casefold(): Trade("", 0.0) for word in lists["none"]}
    for word, trade in _trades({letter: words for letter, words in lists.items() if letter != "none"}):
        if trades.setdefault(word.casefold(), trade) is not trade:
            raise ValueError(f"{word!r} stands twice")
    return trades


def read_places(lists: Mapping[str, Any]) -> dict[str, Place]:
    """The names of ``places.yaml`` and those of the prefectures. Raises ``ValueError`` for a name of two of them."""
    places: dict[str, Place] = {}
    for name, place in _places(lists):
        if places.setdefault(name, place).prefecture != place.prefecture:
            raise ValueError(f"{name!r} lies in two prefectures")
    return places


def _read(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(loaded)


def _longest_first(words: Mapping[str, object]) -> re.Pattern[str]:
    """One pattern for all words, that takes the longest at each place."""
    return re.compile(either([re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]))


def _trades(lists: Mapping[str, Any]) -> Iterator[tuple[str, Trade]]:
    for letter, by_strength in lists.items():
        for name, words in by_strength.items():
            strength = _strength(name)
            yield from ((word, Trade(_known(letter, INDUSTRIES), strength)) for word in words)


def _places(lists: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    for slug, prefecture in PREFECTURES.items():
        yield prefecture.name_ja, Place(slug, is_full=True)
        yield prefecture.short_ja, Place(slug, is_full=prefecture.short_ja == prefecture.name_ja)
    for kind in ("towns", "bare"):
        for slug, names in lists[kind].items():
            yield from ((name, Place(_known(slug, PREFECTURES), is_full=kind == "towns")) for name in names)


def _strength(name: str) -> float:
    return STRENGTHS[_known(name, STRENGTHS)]


def _known(name: str, names: Mapping[str, object] | tuple[str, ...]) -> str:
    if name not in names:
        raise ValueError(f"{name!r} is none of {', '.join(names)}")
    return name
