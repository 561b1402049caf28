"""The headings of a long page, as a way into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: A page with fewer headings than this is seen at a glance.
LEAST_HEADINGS = 3


@dataclass(frozen=True)
class Heading:
    """A heading and its anchor, which is its block's place in the page."""

    anchor: str
    text: str


def contents(body: Iterable[Any]) -> tuple[Heading, ...]:
    """The headings among the blocks of `body`; none where they would not help."""
    found = tuple(
        Heading(f"section-{place}", str(block.value))
        for place, block in enumerate(body, start=1)
        if block.block_type == "heading"
    )
    return found if len(found) >= LEAST_HEADINGS else ()
