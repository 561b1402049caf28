"""A sheet as the importer sees it, wherever it came from, and what a file may be refused for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MEGABYTE = 1_000_000
#: Room for 10,000 cases with long texts, uncompressed.
LARGEST_FILE = 40 * MEGABYTE
MOST_ROWS = 20_000
#: Empty rows count here too: a sheet may be formatted down to its last line.
MOST_LINES = 100_000
MOST_COLUMNS = 150


class WrongFile(Exception):
    """The file can't be imported. `code` names the reason (`sentences.py` tells it), `params` fill the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Row:
    """A line of a sheet. `number` counts from 1, as spreadsheet programs show it.

    `flaws` names, by place in the line, cells that hold no text: "formula" or "error".
    """

    number: int
    cells: tuple[str, ...]
    flaws: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the line."""
        return not self.flaws and not any(cell.strip() for cell in self.cells)

    def text(self, place: int) -> str:
        """What stands at a place, empty beyond the last cell."""
        return self.cells[place] if place < len(self.cells) else ""


Rows = Iterator[Row]
