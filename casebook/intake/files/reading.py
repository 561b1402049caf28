"""Opening a spreadsheet: the line of headings, and the lines below it that say something."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.intake.domain.headings import Headings, recognise_headings
from casebook.intake.domain.rows import is_example
from casebook.intake.files.delimited import read_delimited
from casebook.intake.files.detect import FileKind, detect
from casebook.intake.files.sheet import MOST_ROWS, Row, Rows, WrongFile
from casebook.intake.files.workbook import read_workbook

#: How far down the headings may stand: people put a title above them.
HEADINGS_WITHIN = 10


@dataclass(frozen=True)
class Table:
    """A spreadsheet that can be imported. `rows` is read once, from the file."""

    kind: FileKind
    headings: Headings
    rows: Iterator[Row]


def open_table(data: bytes) -> Table:
    """The table in the file `data`. Raises `WrongFile`; further ones may come while its rows are read."""
    kind = detect(data)
    rows = read_workbook(data) if kind is FileKind.XLSX else read_delimited(data)
    headings = _headings(rows)
    return Table(kind, headings, _filled(rows, headings.places["id"]))


def _headings(rows: Rows) -> Headings:
    """The first line that names the required columns. Raises `WrongFile` naming what the best line lacks."""
    best: Headings | None = None
    for row in rows:
        headings = recognise_headings(row.cells)
        if not headings.missing:
            return headings
        if not row.is_empty and (best is None or len(headings.columns) > len(best.columns)):
            best = headings
        if row.number >= HEADINGS_WITHIN:
            break
    if best is None:
        raise WrongFile("empty")
    raise WrongFile("missing-columns", columns=[column.name for column in best.missing])


def _filled(rows: Rows, place_of_id: int) -> Iterator[Row]:
    """The lines that hold a case: neither empty nor an example. Raises `WrongFile` if there is none, or too many."""
    count = 0
    for row in rows:
        if not row.is_empty and not is_example(row.text(place_of_id)):
            count += 1
            if count > MOST_ROWS:
                raise WrongFile("too-many-rows", most=MOST_ROWS)
            yield row
    if count == 0:
        raise WrongFile("no-rows")
