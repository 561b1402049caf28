"""Spreadsheets as we write them: nothing in them is ever taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill


class WrappedText(str):
    """A text that is shown in full, over several lines."""


@dataclass(frozen=True)
class MarkedCell:
    """A cell that somebody has to mend: filled with a colour, `note` as its comment.

    `is_error` writes an error value (`#N/A`) as such, so that it is not taken for a text when it comes back.
    """

    value: str | int | None
    note: str
    is_error: bool = False


Cells = Sequence[str | int | None | MarkedCell]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, headings first; every text is a text cell, whatever it begins with.

    `freeze` is the cell left of and above which all stays in sight, `widths` are columns' widths by their letters.
    """

    title: str
    rows: Iterable[Cells]
    freeze: str = "A2"
    widths: Mapping[str, int] = field(default_factory=dict)


#: What a spreadsheet program may take for a formula when it opens a CSV file, also behind our own mark.
_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
MARK = "'"
_HEADING = PatternFill("solid", fgColor="E8F1FE")
_MARKED = PatternFill("solid", fgColor="FFD9D9")
_TOP = Alignment(vertical="top")
_TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)


class NotEncodable(ValueError):
    """The text has a sign that the encoding lacks. `sign` is the first of them."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


def protect(text: str) -> str:
    """A CSV cell that no program computes: `'` stands before a text that begins like a formula."""
    return MARK + text if _RISKY.match(text) else text


def unprotect(text: str) -> str:
    """The inverse of `protect`."""
    return text[1:] if text.startswith(MARK) and _RISKY.match(text[1:]) else text


def write_csv(rows: Iterable[Cells], *, encoding: str = "utf-8-sig") -> bytes:
    """A CSV file; UTF-8 with a mark by default, so that Excel recognises it. Raises `NotEncodable`."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        writer.writerow([protect(cell) if isinstance(cell, str) else cell for cell in row])
    try:
        return written.getvalue().encode(encoding)
    except UnicodeEncodeError as error:
        raise NotEncodable(error.object[error.start]) from error


def write_xlsx(
    rows: Iterable[Cells], *, title: str, freeze: str = "B2", widths: Mapping[str, int] | None = None
) -> bytes:
    """A workbook with one `Sheet`."""
    return write_book([Sheet(title, rows, freeze, widths or {})])


def write_book(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with these sheets."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(written: Any, sheet: Sheet) -> None:
    written.freeze_panes = sheet.freeze
    for letter, width in sheet.widths.items():
        written.column_dimensions[letter].width = width
    lines = iter(sheet.rows)
    written.append([_heading_cell(written, cell) for cell in next(lines, ())])
    for line in lines:
        written.append([_cell(written, cell) for cell in line])


def _cell(sheet: Any, cell: Any) -> Any:
    if isinstance(cell, MarkedCell):
        return _marked_cell(sheet, cell)
    if not isinstance(cell, str):
        return cell
    written = _text_cell(sheet, cell)
    written.alignment = _TOP_WRAPPED if isinstance(cell, WrappedText) else _TOP
    return written


def _heading_cell(sheet: Any, text: Any) -> Any:
    cell = _text_cell(sheet, str(text))
    cell.font = Font(bold=True)
    cell.fill = _HEADING
    return cell


def _marked_cell(sheet: Any, marked: MarkedCell) -> Any:
    text = "" if marked.value is None else str(marked.value)
    cell = WriteOnlyCell(sheet, value=text) if marked.is_error else _text_cell(sheet, text)
    cell.alignment = _TOP
    cell.fill = _MARKED
    cell.comment = Comment(marked.note, "Banso", height=100, width=320)
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    if cell.data_type != "s":
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
