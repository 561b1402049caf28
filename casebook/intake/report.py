"""The rows that an import refused, as a workbook to be mended and uploaded again: each with its reasons in front.

The reasons name the cells of this workbook, for it is here that they are mended, and the cells are marked.
"""

from collections.abc import Iterator
from dataclasses import replace

from openpyxl.cell.cell import ERROR_CODES

from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.headings import REPORT_COLUMNS, column_letters
from casebook.intake.domain.problems import Problem
from casebook.intake.domain.writing import write_row
from casebook.intake.examine import BATCH
from casebook.intake.export import headings, sheet_title
from casebook.intake.files.writing import Cells, MarkedCell, WrappedText, write_xlsx
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.sentences import tell, tell_place
from casebook.intake.vocabulary import current_grammar
from platform_site.reference.naming import in_language

#: The columns of a case stand behind the report's own ones.
_PLACES = {name: place for place, name in enumerate(COLUMNS, start=len(REPORT_COLUMNS))}
_FIRST_ROW = 2
_WIDTHS = {"A": 60, "B": 8, "C": 24, "D": 32}
#: Flaws of cells whose text must not come back as a plain text: it would pass for a value then.
_FLAWS = ("formula", "error")


def make_report(job: ImportJob, language: str) -> bytes:
    """The report to download."""
    rows = report_rows(job, current_grammar(), language)
    return write_xlsx(rows, title=sheet_title(language), freeze="D2", widths=_WIDTHS)


def report_rows(job: ImportJob, grammar: Grammar, language: str) -> Iterator[Cells]:
    """The headings and the refused rows as they were."""
    own = [in_language(language, ja=ja, en=en) for ja, en in REPORT_COLUMNS.values()]
    yield [*own, *headings(language)]
    for number, row in enumerate(job.rows.refused().iterator(BATCH), start=_FIRST_ROW):
        yield _line(row, number, grammar, language)


def _line(row: ImportRow, number: int, grammar: Grammar, language: str) -> Cells:
    reasons: dict[str, list[str]] = {}
    for problem in row.reasons:
        if problem.is_refusal:
            reasons.setdefault(problem.column, []).append(tell(_apart(problem), grammar))
    told = [_told(column, sentence, number) for column, found in reasons.items() for sentence in found]
    flawed = {problem.column for problem in row.reasons if problem.code in _FLAWS}
    texts = [row.cells.get(name) for name in COLUMNS] if row.cells else write_row(row.values, grammar, language)
    marked = [
        MarkedCell(_kept(text, name in flawed), "\n".join(reasons[name]), is_error=name in flawed)
        if name in reasons
        else text
        for name, text in zip(COLUMNS, texts, strict=True)
    ]
    return [WrappedText("\n".join(told)), row.number, *marked]


def _apart(problem: Problem) -> Problem:
    """The first row of an id that stands twice is not in the report: uploaded alone, the second would change it."""
    return replace(problem, code="repeated-id-apart") if problem.code == "repeated-id" else problem


def _told(column: str, sentence: str, number: int) -> str:
    return tell_place(column, f"{column_letters(_PLACES[column])}{number}", sentence) if column in COLUMNS else sentence


def _kept(text: str | int | None, is_flawed: bool) -> str | int | None:
    """What stands in a marked cell. A formula is never written; an error value takes its place."""
    return text if not is_flawed or text in ERROR_CODES else "#N/A"
