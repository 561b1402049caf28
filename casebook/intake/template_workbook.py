"""The template to download: headings with their explanation, one worked row, drop-down values, a page of help."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from casebook.intake.domain.columns import COLUMNS, Column, Kind
from casebook.intake.domain.example import example_case
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.writing import write_row
from casebook.intake.files.writing import saved
from platform_site.reference.naming import in_language
from platform_site.reference.recognise import Vocabulary

LAST_ROW = 1_000
SHEETS = {"cases": ("事例", "cases"), "help": ("説明", "Help"), "lists": ("選択肢", "Lists")}
_WIDE = (Kind.TEXT, Kind.NOTES, Kind.FIGURES)
_HEADING = PatternFill("solid", fgColor="E8F1FE")
_REQUIRED = PatternFill("solid", fgColor="FFF1C2")
_EXAMPLE = Font(italic=True, color="666666")
_TOP = Alignment(vertical="top", wrap_text=True)


def make_template(grammar: Grammar, language: str) -> bytes:
    """The template as a file, with headings, example and drop-downs in `language`."""
    book = Workbook()
    cases = book.worksheets[0]
    cases.title = _sheet_name("cases", language)
    lists = book.create_sheet(_sheet_name("lists", language))
    _write_headings(cases, language)
    _write_example(cases, grammar, language)
    _offer_values(cases, lists, grammar, language)
    lists.sheet_state = "hidden"
    _write_help(book.create_sheet(_sheet_name("help", language)), grammar, language)
    return saved(book)


def _sheet_name(sheet: str, language: str) -> str:
    ja, en = SHEETS[sheet]
    return in_language(language, ja=ja, en=en)


def _write_headings(sheet: Worksheet, language: str) -> None:
    for place, column in enumerate(COLUMNS.values(), start=1):
        cell = sheet.cell(row=1, column=place, value=column.label(language))
        cell.font = Font(bold=True)
        cell.fill = _REQUIRED if column.is_required else _HEADING
        cell.alignment = _TOP
        cell.comment = Comment(f"{column.help(language)}\n({column.name})", "Banso", height=120, width=320)
        sheet.column_dimensions[get_column_letter(place)].width = 40 if column.kind in _WIDE else 18
    sheet.freeze_panes = "C2"


def _write_example(sheet: Worksheet, grammar: Grammar, language: str) -> None:
    for place, value in enumerate(write_row(example_case(language), grammar, language), start=1):
        cell = sheet.cell(row=2, column=place, value=value)
        cell.font = _EXAMPLE
        cell.alignment = _TOP


def _offer_values(sheet: Worksheet, lists: Worksheet, grammar: Grammar, language: str) -> None:
    """Drop-downs. Where several values are allowed, others may be typed as well."""
    place = 0
    for at, column in enumerate(COLUMNS.values(), start=1):
        words = choices_of(column, grammar)
        if words is None:
            continue
        place += 1
        labels = [term.label(language) for term in words]
        for row, label in enumerate(labels, start=1):
            lists.cell(row=row, column=place, value=label)
        letter = get_column_letter(place)
        source = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${max(1, len(labels))}"
        offer = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
        offer.add(f"{get_column_letter(at)}2:{get_column_letter(at)}{LAST_ROW}")
        sheet.add_data_validation(offer)


def _write_help(sheet: Worksheet, grammar: Grammar, language: str) -> None:
    sheet.append([_("Column"), _("Field name"), _("Required"), _("What to write"), _("Allowed values")])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = _HEADING
    for column in COLUMNS.values():
        words = choices_of(column, grammar)
        allowed = "\n".join(_allowed(term.label(language), term.slug) for term in words) if words else ""
        required = _("Required") if column.is_required else ""
        sheet.append([column.label(language), column.name, required, column.help(language), allowed])
    for letter, width in zip("ABCDE", (24, 20, 8, 60, 50), strict=True):
        sheet.column_dimensions[letter].width = width
        for cell in sheet[letter]:
            cell.alignment = _TOP


def _allowed(label: str, slug: str) -> str:
    return label if label == slug else f"{label} ({slug})"


def choices_of(column: Column, grammar: Grammar) -> Vocabulary | None:
    """The values that a column offers: without retired terms, for columns that have a closed list."""
    return grammar.offered(column.name) if column.name in grammar.words else None
