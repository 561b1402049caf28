"""Reading XLSX row by row, without ever computing anything."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from casebook.intake.domain.texts import without_controls
from casebook.intake.files.sheet import MOST_COLUMNS, MOST_LINES, Row, WrongFile

#: Sheets of this name are taken before the first one.
SHEET_NAMES = ("事例", "cases")
_UNREADABLE = (
    zipfile.BadZipFile,
    InvalidFileException,
    SyntaxError,  # XML that is none
    KeyError,
    ValueError,  # also what defusedxml, through which openpyxl parses, says of XML bombs
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
)


def read_workbook(data: bytes) -> Iterator[Row]:
    """The rows of the sheet 事例 or cases, otherwise of the first one that is not hidden. Raises `WrongFile`."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        yield from _rows(_sheet(book))
    except _UNREADABLE as error:
        raise WrongFile("broken") from error


def _sheet(book: Any) -> Any:
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise WrongFile("empty")
    named = (sheet for sheet in visible if sheet.title.strip().casefold() in SHEET_NAMES)
    return next(named, visible[0])


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # the size that a file declares may be wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_LINES), start=1):
        filled = [(place, cell) for place, cell in enumerate(cells) if cell.value is not None]
        texts = [""] * (filled[-1][0] + 1 if filled else 0)
        for place, cell in filled:
            texts[place] = cell_text(cell.value)
        flaws = {place: _FLAWS[cell.data_type] for place, cell in filled if cell.data_type in _FLAWS}
        yield Row(number, tuple(texts), flaws)


_FLAWS = {"f": "formula", "e": "error"}


def cell_text(value: Any) -> str:
    """What a person reads in the cell: 117.0 is 117, a day is written 2022-04-01."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return without_controls(str(value))
