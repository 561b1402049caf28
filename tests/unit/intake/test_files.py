"""Every kind of wrong file, built here, gets its own message and is refused before it is unpacked."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from casebook.intake.files import detect as detecting
from casebook.intake.files import reading
from casebook.intake.files.delimited import decode, read_delimited
from casebook.intake.files.detect import FileKind, detect
from casebook.intake.files.reading import open_table
from casebook.intake.files.sheet import LARGEST_FILE, WrongFile
from casebook.intake.files.writing import (
    MarkedCell,
    NotEncodable,
    Sheet,
    WrappedText,
    protect,
    unprotect,
    write_book,
    write_csv,
    write_xlsx,
)
from casebook.intake.sentences import WRONG_FILES, tell_wrong_file

HEAD = "事例ID,タイトル\r\n"
CSV = HEAD + "a,壁\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def make_zip(**parts: str | bytes) -> bytes:
    """An archive with these parts; `__` in a name stands for a slash, `_DOT_` for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return stream.getvalue()


def make_workbook(*sheets: tuple[str, list[list]], hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refusal_of(data: bytes) -> WrongFile:
    with pytest.raises(WrongFile) as caught:
        list(open_table(data).rows)
    return caught.value


def entity_bomb() -> bytes:
    """A workbook whose sheet grows when it is parsed."""
    good = make_workbook(("事例", [["id", "title"], ["a", "b"]]))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + content
            target.writestr(part.filename, content)
    return stream.getvalue()


WRONG = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "empty": (b"", "empty"),
    "only a mark and blanks": (b"\xef\xbb\xbf \r\n", "empty"),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), "old-excel"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "old Word": (OLE, "not-a-spreadsheet"),
    "macros": (make_zip(xl__workbook_DOT_xml="x", xl__vbaProject_DOT_bin="x"), "macros"),
    "binary Excel": (make_zip(xl__workbook_DOT_bin="x"), "binary-excel"),
    "OpenDocument": (make_zip(mimetype="x", content_DOT_xml="x"), "opendocument"),
    "Numbers": (make_zip(Index__Document_DOT_iwa=b"x", preview_DOT_jpg=b"x"), "numbers"),
    "Word": (make_zip(word__document_DOT_xml="x", **{"[Content_Types]_DOT_xml": "x"}), "not-a-spreadsheet"),
    "an archive": (make_zip(photo_DOT_jpg=b"x"), "archive"),
    "gzip": (b"\x1f\x8b\x08rest", "archive"),
    "a picture": (b"\x89PNG\r\n\x1a\nrest", "not-a-spreadsheet"),
    "a web page": (b"\xef\xbb\xbf <!DOCTYPE html><table>", "web-page"),
    "binary": (b"abc\x00\x01\x02,def", "not-a-spreadsheet"),
    "unknown characters": (b"id,title\na,\xff\xff\xff\xfd\xa0", "encoding"),
    "half an archive": (make_zip(xl__workbook_DOT_xml="x" * 1000)[:60], "broken"),
    "an archive that only says it is a workbook": (make_zip(xl__workbook_DOT_xml="x"), "broken"),
    "entities": (entity_bomb(), "broken"),
    "zeros": (make_zip(xl__workbook_DOT_xml=bytes(30_000_000)), "bomb"),
    "missing columns": ("タイトル,年\r\n壁,2020\r\n".encode(), "missing-columns"),
    "no rows": (HEAD.encode(), "no-rows"),
    "a lone quotation mark": ((HEAD + 'a,"壁\r\nb,c\r\n').encode(), "broken-csv"),
    "50 MB": (b"a" * (LARGEST_FILE + 1), "too-big"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_with_its_reason(what):
    data, code = WRONG[what]
    error = refusal_of(data)
    assert error.code == code
    assert "%" not in tell_wrong_file(error)


def test_every_reason_can_be_told():
    assert {code for _data, code in WRONG.values()} <= set(WRONG_FILES)


def test_a_bomb_is_never_unpacked(monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args, **kwargs: pytest.fail("opened"))
    assert refusal_of(WRONG["zeros"][0]).code == "bomb"


def test_many_small_parts_are_a_bomb_too(monkeypatch):
    monkeypatch.setattr(detecting, "MOST_PARTS", 3)
    assert refusal_of(make_zip(a="1", b="2", c="3", d="4")).code == "bomb"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert refusal_of((HEAD + "a,1\r\nb,2\r\n,\r\nc,3\r\n").encode()).code == "too-many-rows"


def test_missing_columns_are_named():
    assert refusal_of("事例ID,年\r\na,2020\r\n".encode()).params == {"columns": ["title"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_encoding_is_found_out(encoding):
    assert decode(CSV.encode(encoding)) == CSV


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_separator_is_found_out(sign):
    rows = list(read_delimited(f'id{sign}title\na{sign}"b,;\t"\n'.encode()))
    assert [row.cells for row in rows] == [("id", "title"), ("a", "b,;\t")]


def test_headings_may_stand_below_a_title():
    table = open_table(f"伴走支援の事例\r\n\r\n{CSV}".encode())
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("a", "壁"))]


def test_the_sheet_of_that_name_is_taken_and_hidden_ones_are_not():
    sheets = (("裏", [["x"]]), ("表紙", [["はじめに"]]), ("事例", [["id", "title"], ["a", "b"]]))
    table = open_table(make_workbook(*sheets, hidden=("裏",)))
    assert [row.cells for row in table.rows] == [("a", "b")]


def test_formulas_and_errors_are_flaws_and_numbers_are_text():
    rows = [["id", "title", "year", "visits"], ["a", "=A1", "#N/A", 117.0], ["b", True, 0.5, None]]
    table = open_table(make_workbook(("cases", rows)))
    first, second = table.rows
    assert first.flaws == {1: "formula", 2: "error"}
    assert (first.text(3), second.cells[1:3]) == ("117", ("TRUE", "0.5"))


def test_a_formula_in_a_csv_is_a_flaw():
    table = open_table((HEAD + "a,=1+1\r\n").encode())
    assert next(table.rows).flaws == {1: "formula"}


@given(st.text())
def test_a_protected_text_is_no_formula_and_comes_back(text):
    assert unprotect(protect(text)) == text
    assert protect(text)[:1] not in tuple("=+-@\t\r＝＋－＠") or not text


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8), min_size=1, max_size=4))
def test_csv_comes_back(cells):
    assert next(read_delimited(write_csv([["x", *cells]]))).cells == ("x", *cells)


def test_xlsx_holds_texts_whatever_they_begin_with():
    cells = ["=1+1", "+81", "@x", "#N/A", "-"]
    data = write_xlsx([["id", "title"], cells], title="事例")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [(cell, "s") for cell in cells]
    assert [row.cells[:5] for row in open_table(data).rows] == [tuple(cells)]


def test_workbook_has_a_sheet_for_each_with_its_widths():
    sheets = [Sheet("一", [["a"], ["=1"]], widths={"A": 40}), Sheet("二", [["b"]], freeze="B2"), Sheet("空", [])]
    book = load_workbook(io.BytesIO(write_book(sheets)))
    assert [list(sheet.values) for sheet in book][:2] == [[("a",), ("=1",)], [("b",)]]
    assert book.sheetnames == ["一", "二", "空"]
    assert [sheet.freeze_panes for sheet in book] == ["A2", "B2", "A2"]
    assert book["一"].column_dimensions["A"].width == 40 and book["一"]["A2"].data_type == "s"


def test_a_character_that_shift_jis_lacks_is_named():
    with pytest.raises(NotEncodable) as caught:
        write_csv([["壁𠮷"]], encoding="cp932")
    assert caught.value.sign == "𠮷"


def test_a_cell_to_be_mended_is_marked_and_an_error_stays_one():
    line = [
        MarkedCell("=x", "数式"),
        MarkedCell("#N/A", "エラー", is_error=True),
        MarkedCell(None, "空"),
        WrappedText("一\n二"),
    ]
    sheet = load_workbook(io.BytesIO(write_xlsx([list("abcd"), line], title="事例"))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:2] == [("=x", "s"), ("#N/A", "e")]
    assert [cell.comment.text for cell in sheet[2][:3]] == ["数式", "エラー", "空"]
    assert all(cell.fill.fill_type == "solid" for cell in sheet[2][:3]) and sheet["D2"].alignment.wrap_text


@pytest.mark.parametrize("kind", ["sheet", "template"])
def test_a_workbook_for_macros_without_any_is_read(kind):
    good = make_workbook(("事例", [["id", "title"], ["a", "b"]]))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            plain, other = b"spreadsheetml.sheet.main", f"ms-excel.{kind}.macroEnabled.main".encode()
            content = source.read(part).replace(b"openxmlformats-officedocument." + plain, other)
            target.writestr(part.filename, content)
    assert [row.cells for row in open_table(stream.getvalue()).rows] == [("a", "b")]


def test_a_real_workbook_is_detected():
    assert detect(make_workbook(("事例", [["id"]]))) is FileKind.XLSX
    assert detect(CSV.encode()) is FileKind.CSV
