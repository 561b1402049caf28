"""What a file is, told from its content: names and extensions lie. Nothing is unpacked before its size is known."""

import io
import zipfile
from enum import StrEnum

from casebook.intake.files.sheet import LARGEST_FILE, MEGABYTE, WrongFile

MOST_UNPACKED = 150 * MEGABYTE
#: How many times its size a packed workbook may grow; real ones with thousands of like rows stay below 50.
MOST_GROWTH = 150
SMALL_ENOUGH = 5 * MEGABYTE
MOST_PARTS = 2_000

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "not-a-spreadsheet"),
    (b"\x89PNG", "not-a-spreadsheet"),
    (b"\xff\xd8\xff", "not-a-spreadsheet"),
    (b"GIF8", "not-a-spreadsheet"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta")


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    CSV = "csv"


def detect(data: bytes) -> FileKind:
    """The kind of the file. Raises `WrongFile` with the reason for everything that can't be imported."""
    if len(data) > LARGEST_FILE:
        raise WrongFile("too-big", size=round(len(data) / MEGABYTE), largest=LARGEST_FILE // MEGABYTE)
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise WrongFile("empty")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        _check_workbook(data)
        return FileKind.XLSX
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise WrongFile(_kind_of_compound_file(data))
    _refuse_other_kinds(data)
    return FileKind.CSV


def _refuse_other_kinds(data: bytes) -> None:
    for beginning, code in _BEGINNINGS:
        if data.startswith(beginning):
            raise WrongFile(code)
    if b"%PDF-" in data[:1024]:
        raise WrongFile("pdf")
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise WrongFile("web-page")


def _kind_of_compound_file(data: bytes) -> str:
    """Old Excel files, and new ones with a password, share a container."""
    if _ENCRYPTED in data:
        return "encrypted"
    return "old-excel" if any(name in data for name in _OLD_EXCEL) else "not-a-spreadsheet"


def _check_workbook(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise WrongFile("broken") from error
    _refuse_bombs(parts)
    if any(part.flag_bits & 1 for part in parts):
        raise WrongFile("encrypted")
    reason = _not_a_plain_workbook({part.filename.lower() for part in parts})
    if reason:
        raise WrongFile(reason)


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    """Reading a part stops at the size it declares, so the declared sizes are what counts."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    grows = unpacked > SMALL_ENOUGH and unpacked > packed * MOST_GROWTH
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or grows:
        raise WrongFile("bomb")


def _not_a_plain_workbook(names: set[str]) -> str:
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        return "macros"
    if "xl/workbook.bin" in names:
        return "binary-excel"
    if "xl/workbook.xml" in names:
        return ""
    if "index.zip" in names or any(name.endswith(".iwa") for name in names):
        return "numbers"
    if "content.xml" in names and "mimetype" in names:
        return "opendocument"
    return "not-a-spreadsheet" if "[content_types].xml" in names else "archive"
