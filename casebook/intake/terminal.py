"""How an import shows itself in a terminal."""

import sys
import time
from typing import TextIO

WIDTH = 30
EVERY = 0.1


class ProgressBar:
    """A bar on standard error, where a person watches; nothing where the output goes into a file."""

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self.label = label
        self.stream = stream or sys.stderr
        self.is_shown = self.stream.isatty()
        self.drawn_at = 0.0
        self.begun_at = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self.is_shown and (done >= total or now - self.drawn_at >= EVERY):
            self.drawn_at = now
            self.stream.write(f"\r{self.label} {drawn(done, total)} {self._rest(done, total)}")
            self.stream.write("\n" if done >= total else "")
            self.stream.flush()

    def _rest(self, done: int, total: int) -> str:
        """How long it will still take."""
        if not done or done >= total:
            return "      "
        seconds = round((time.monotonic() - self.begun_at) / done * (total - done))
        return f"{seconds // 60}:{seconds % 60:02d}  "


def drawn(done: int, total: int) -> str:
    """The bar with its figures: `█████░░░░░  500/1,000  50%`."""
    share = done / total if total else 1.0
    filled = int(share * WIDTH)
    return f"{'█' * filled}{'░' * (WIDTH - filled)} {done:,}/{total:,} {share:4.0%}"
