"""From the headings of a file to the columns they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.intake.domain.columns import COLUMNS, REQUIRED, Column
from platform_site.reference.naming import fold

#: Columns that our report of refused rows has beside those of a case, by their Japanese and English headings: a report
#: that is uploaded again is not told that they mean nothing.
REPORT_COLUMNS = {"reason": ("取り込めない理由", "Why it was refused"), "row": ("元の行", "Row in the file")}
_IGNORED = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Headings:
    """What a line of headings means: columns by their place in the line, and what was not recognised.

    `ignored` are headings that mean no column, `repeated` those that mean one that stood further left already.
    """

    columns: dict[int, Column]
    ignored: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Column, ...]:
        """Required columns that the file lacks."""
        present = {column.name for column in self.columns.values()}
        return tuple(COLUMNS[name] for name in REQUIRED if name not in present)

    @property
    def places(self) -> dict[str, int]:
        """The place of each column, by field name."""
        return {column.name: place for place, column in self.columns.items()}


def recognise_headings(cells: Sequence[str]) -> Headings:
    """The columns that these headings mean; letter case, width, spaces and punctuation do not matter."""
    columns: dict[int, Column] = {}
    ignored, repeated = [], []
    for place, heading in enumerate(cells):
        column = _BY_WRITING.get(_key(heading))
        if _key(heading) in _OF_REPORTS:
            continue
        if column is None:
            ignored.append(" ".join(heading.split()))
        elif column in columns.values():
            repeated.append(" ".join(heading.split()))
        else:
            columns[place] = column
    return Headings(columns, tuple(filter(None, ignored)), tuple(repeated))


def column_letters(place: int) -> str:
    """The letters by which spreadsheet programs call the column at `place` (from 0): A, B … Z, AA."""
    letters = ""
    rest = place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _key(heading: str) -> str:
    return _IGNORED.sub("", fold(heading))


_OF_REPORTS = frozenset(_key(heading) for headings in REPORT_COLUMNS.values() for heading in headings)
_BY_WRITING = {_key(writing): column for column in COLUMNS.values() for writing in column.writings}
