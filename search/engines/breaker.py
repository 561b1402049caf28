"""Leaving alone what did not answer a moment ago."""

from dataclasses import dataclass
from time import monotonic

#: Seconds for which an engine that did not answer is left alone before it is tried again.
LEFT_ALONE = 5.0


@dataclass
class Breaker:
    """Whether an engine is worth asking: not for a while after it did not answer."""

    left_alone_until: float = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the engine is left alone just now."""
        return monotonic() < self.left_alone_until

    def failed(self) -> None:
        """Leave the engine alone for a while."""
        self.left_alone_until = monotonic() + LEFT_ALONE
