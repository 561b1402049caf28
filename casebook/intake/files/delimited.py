"""Reading CSV: encoding and separator are found out, never asked for."""

import csv
import io
import re
from collections.abc import Iterator

from casebook.intake.files.sheet import Row, WrongFile
from casebook.intake.files.writing import unprotect

SEPARATORS = (",", "\t", ";")
_ENCODINGS = ("utf-8", "cp932")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: What Python makes of bytes that stand for nothing in Shift_JIS.
_NO_CHARACTERS = re.compile(r"[\x80\xa0\uf8f0-\uf8f3]")
_LONGEST_CELL = 1_000_000


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or in Shift_JIS. Raises `WrongFile` for anything else."""
    text = _marked(data)
    if text is None:
        text = next(filter(None, (_decoded(data, encoding) for encoding in _ENCODINGS)), None)
    if text is None:
        raise WrongFile("encoding")
    if _CONTROLS.search(text):
        raise WrongFile("not-a-spreadsheet")
    return text


def read_delimited(data: bytes) -> Iterator[Row]:
    """The rows of a CSV file. Raises `WrongFile`."""
    text = decode(data)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            yield _row(number, cells)
    except csv.Error as error:
        raise WrongFile("broken-csv", line=reader.line_num) from error


def separator_of(text: str) -> str:
    """The sign that parts the cells: the one that gives the first line most of them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _row(number: int, cells: list[str]) -> Row:
    flaws = {place: "formula" for place, cell in enumerate(cells) if cell.startswith("=") and len(cell) > 1}
    return Row(number, tuple(unprotect(cell) for cell in cells), flaws)


def _marked(data: bytes) -> str | None:
    """The text of a file that begins with a mark of its encoding."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((encoding for mark, encoding in marks if data.startswith(mark)), None)
    if encoding is None:
        return None
    text = _decoded(data, encoding)
    if text is None:
        raise WrongFile("encoding")
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if encoding == "cp932" and _NO_CHARACTERS.search(text) else text
