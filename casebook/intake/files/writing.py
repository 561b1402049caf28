"""Spreadsheets as we write them: nothing in them is ever taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

Cells = Sequence[str | int | None]

#: What a spreadsheet program may take for a formula when it opens a CSV file, also behind our own mark.
_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
MARK = "'"


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


def write_xlsx(rows: Iterable[Cells], *, title: str) -> bytes:
    """A workbook with one sheet; every text is a text cell, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    if cell.data_type != "s":
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
