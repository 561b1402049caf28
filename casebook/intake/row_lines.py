"""The rows of an import as its page lists them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.headings import column_letters
from casebook.intake.domain.problems import Problem
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.sentences import listed, reader_language, tell
from casebook.intake.states import WRITING, Outcome


@dataclass(frozen=True)
class Reason:
    """Why a cell keeps its row out, or is worth a look. `address` is what spreadsheet programs call the cell."""

    address: str
    column: str
    sentence: str
    is_refusal: bool


@dataclass(frozen=True)
class RowLine:
    """One row of the table. `publication` says whether readers see it, once it is written."""

    number: int
    external_id: str
    title: str
    outcome: str
    outcome_label: str
    publication: str
    changes: str
    reasons: tuple[Reason, ...]
    url: str


def row_line(row: ImportRow, job: ImportJob, grammar: Grammar) -> RowLine:
    """The line of `row`."""
    return RowLine(
        number=row.number,
        external_id=row.external_id,
        title=row.title,
        outcome=row.outcome,
        outcome_label=str(Outcome(row.outcome).label),
        publication=_publication(row),
        changes=listed(map(_heading, row.changes)) if row.outcome == Outcome.CHANGE else "",
        reasons=tuple(_reason(problem, row, job, grammar) for problem in row.reasons),
        url=reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else "",
    )


def _publication(row: ImportRow) -> str:
    if row.outcome not in WRITING or row.done_at is None:
        return ""
    return _("Public") if row.is_public else _("Draft")


def _reason(problem: Problem, row: ImportRow, job: ImportJob, grammar: Grammar) -> Reason:
    place = job.places.get(problem.column)
    return Reason(
        address="" if place is None else f"{column_letters(place)}{row.number}",
        column=_heading(problem.column) if problem.column else "",
        sentence=tell(problem, grammar),
        is_refusal=problem.is_refusal,
    )


def _heading(name: str) -> str:
    return COLUMNS[name].label(reader_language())
