"""The word lists of the synthetic cases (`words.yaml`), and drawing from them.

Vocabulary: a *frame* is a sentence with {slots}; a *draw* is one case's source of chance. Lists are drawn by Zipf's
law: the word of rank r with weight 1 / r ** SLOPE, so that some words stand in most cases and most words in few.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any

import yaml

SLOPE = 0.6
#: Names of products, machines and people that no dictionary has: the long tail of a vocabulary.
TAIL = 20_000
#: How often a thing is called by such a name.
TAIL_SHARE = 0.4


@cache
def lists() -> dict[str, Any]:
    """Everything in `words.yaml`."""
    return yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))


@cache
def _zipf(length: int) -> tuple[float, ...]:
    return tuple(accumulate((rank + 1) ** -SLOPE for rank in range(length)))


def zipf(rng: Random, words: Sequence[str]) -> str:
    """One of `words`, the first ones most often."""
    return rng.choices(words, cum_weights=_zipf(len(words)))[0]


def weighted(rng: Random, weights: Mapping[str, float]) -> str:
    """One key of `weights`, by weight."""
    return rng.choices(tuple(weights), weights=tuple(weights.values()))[0]


@cache
def _parsed(frame: str) -> tuple[tuple[str, str], ...]:
    return tuple((text, slot or "") for text, slot, _spec, _conversion in Formatter().parse(frame))


class Draw:
    """One source of chance: an industry's words over the general ones, with some slots fixed for the whole case."""

    def __init__(self, rng: Random, industry: str, **fixed: str) -> None:
        self.rng = rng
        self.industry = industry
        self.words = {**lists(), **lists()["industries"][industry]}
        self.fixed = fixed

    def sentence(self, kind: str) -> str:
        """A frame of this kind, filled."""
        return self.fill(self.rng.choice(lists()["frames"][kind]))

    def sentences(self, kind: str, count: int) -> list[str]:
        """Several different frames of this kind, filled, in the order of the list."""
        frames = lists()["frames"][kind]
        chosen = sorted(self.rng.sample(range(len(frames)), min(count, len(frames))))
        return [self.fill(frames[place]) for place in chosen]

    def fill(self, frame: str) -> str:
        """`frame` with a word in each slot."""
        return "".join(text + (self.slot(slot) if slot else "") for text, slot in _parsed(frame))

    def slot(self, name: str) -> str:
        """A word for the slot `name`; numbers and invented names are made up on the spot."""
        if name in self.fixed:
            return self.fixed[name]
        if name == "number":
            return str(self.rng.randint(2, 60))
        if name == "share":
            return str(self.rng.randint(2, 9))
        if name == "thing" and self.rng.random() < TAIL_SHARE:
            return tail_name(self.rng)
        return zipf(self.rng, self.words[name])


def tail_name(rng: Random) -> str:
    """One of TAIL invented names; the name of rank r with a chance of about 1 / r."""
    return _tail()[int(TAIL ** rng.random()) - 1]


@cache
def _tail() -> tuple[str, ...]:
    rng = Random(TAIL)  # noqa: S311 - chance for a benchmark, no secret
    return tuple("".join(rng.choices(lists()["brand"], k=rng.randint(2, 4))) for _name in range(TAIL))


def town_name(rng: Random) -> str:
    """A town that sounds right and (mostly) does not exist."""
    words = lists()
    return "".join(rng.sample(words["surname"], 2)) + zipf(rng, words["townend"])
