"""The lexicon of an embedded index, kept between requests."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from search.lexicon import Lexicon, lexicon_of

#: Reading the words again may take this share of the time at the most, however often the index changes.
SHARE = 0.02
State = tuple[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Heard:
    """A lexicon with the state of the index (generation, last change) that it was read from, and what that took."""

    lexicon: Lexicon
    state: State
    read_at: float
    took: float

    @classmethod
    def read(cls, searcher: Any, state: State) -> "Heard":
        """Read every pair of a reading and a word."""
        begun = monotonic()
        found = searcher.terms_with_prefix("spoken", "")
        pairs = ((*pair.split("|", 1), count) for pair, count in found)
        lexicon = lexicon_of(pairs, searcher.num_docs)
        return cls(lexicon, state, monotonic(), monotonic() - begun)

    def is_stale(self, state: State) -> bool:
        """Whether the index is another one, or has changed and it is time to look."""
        if self.state[0] != state[0]:
            return True
        return self.state != state and monotonic() - self.read_at > self.took / SHARE
