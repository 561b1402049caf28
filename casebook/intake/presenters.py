"""What the pages of an import show, shaped so that their templates neither query nor decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.headings import column_letters
from casebook.intake.domain.problems import Problem
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.permissions import rights_of
from casebook.intake.sentences import CLUES, reader_language, tell, tell_failure
from casebook.intake.snapshot import PUBLISHED
from casebook.intake.states import JobState, Outcome
from casebook.intake.vocabulary import current_grammar

ROWS_A_PAGE = 50
#: How many row numbers a sentence names before it breaks off.
MOST_NUMBERS = 20
WORTH_A_LOOK = "look"


@dataclass(frozen=True)
class Reason:
    """Why a cell keeps its row out, or is worth a look. `address` is what spreadsheet programs call the cell."""

    address: str
    column: str
    sentence: str
    is_refusal: bool


@dataclass(frozen=True)
class RowLine:
    """One row of the table."""

    number: int
    external_id: str
    title: str
    outcome: str
    outcome_label: str
    changes: str
    reasons: tuple[Reason, ...]
    url: str


@dataclass(frozen=True)
class Tab:
    """A choice of rows with their count."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class JobScreen:
    """The whole page of an import."""

    job: ImportJob
    tabs: tuple[Tab, ...]
    rows: tuple[RowLine, ...]
    page: ListPage[ImportRow]
    counts: dict[str, int]
    to_write: int
    to_publish: int
    recognisable: str  # the numbers of rows in which a company could be recognised
    ignored: str
    failure: str


def job_screen(job: ImportJob, *, show: str, page: Any) -> JobScreen:
    """The page of `job`, with the rows that `show` asks for."""
    counts = job.count_outcomes()
    show = show if show in (*Outcome.values, WORTH_A_LOOK, "all") else _most_urgent(counts)
    lines = Paginator(_chosen(job, show), ROWS_A_PAGE).get_page(page)
    grammar = current_grammar()
    writing = job.rows.filter(outcome__in=(Outcome.CREATE, Outcome.CHANGE))
    return JobScreen(
        job=job,
        tabs=tuple(_tabs(job, counts, show)),
        rows=tuple(_line(row, job, grammar) for row in lines),
        page=lines,
        counts=counts,
        to_write=counts[Outcome.CREATE] + counts[Outcome.CHANGE],
        to_publish=writing.filter(values__status=PUBLISHED).count() if rights_of(job.uploaded_by).publish else 0,
        recognisable=_recognisable(job),
        ignored=_joined(job.ignored_headings),
        failure=tell_failure(**job.failure) if job.failure else "",
    )


def progress_of(job: ImportJob) -> dict[str, Any]:
    """How far an import is, for the page that watches it."""
    return {
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "percent": job.percent,
        "text": progress_text(job),
        "isAtWork": job.is_at_work and not job.is_silent,
    }


def progress_text(job: ImportJob) -> str:
    """How far an import is, in words."""
    if job.state in (JobState.UPLOADED, JobState.CHECKING):
        return _("%(done)s of %(total)s rows checked") % {"done": job.done, "total": job.total}
    return _("%(done)s of %(total)s rows imported") % {"done": job.done, "total": job.total}


def _most_urgent(counts: dict[str, int]) -> str:
    return Outcome.REFUSE if counts[Outcome.REFUSE] else "all"


def _chosen(job: ImportJob, show: str) -> Any:
    if show == WORTH_A_LOOK:
        return job.rows.worth_a_look()
    return job.rows.filter(outcome=show) if show in Outcome.values else job.rows.all()


def _tabs(job: ImportJob, counts: dict[str, int], show: str) -> Iterable[Tab]:
    address = reverse("intake:job", args=[job.pk])
    choices = [
        ("all", _("All"), sum(counts.values())),
        *((outcome.value, str(outcome.label), counts[outcome]) for outcome in Outcome),
        (WORTH_A_LOOK, _("Worth a look"), job.rows.worth_a_look().count()),
    ]
    for value, label, count in choices:
        if count or value == show:
            yield Tab(label, f"{address}?{urlencode({'show': value})}", count, value == show)


def _line(row: ImportRow, job: ImportJob, grammar: Grammar) -> RowLine:
    return RowLine(
        number=row.number,
        external_id=row.external_id,
        title=row.title,
        outcome=row.outcome,
        outcome_label=str(Outcome(row.outcome).label),
        changes=_joined(_heading(name) for name in row.changes) if row.outcome == Outcome.CHANGE else "",
        reasons=tuple(_reason(problem, row, job, grammar) for problem in row.reasons),
        url=reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else "",
    )


def _reason(problem: Problem, row: ImportRow, job: ImportJob, grammar: Grammar) -> Reason:
    place = job.places.get(problem.column)
    return Reason(
        address="" if place is None else f"{column_letters(place)}{row.number}",
        column=_heading(problem.column) if problem.column else "",
        sentence=tell(problem, grammar),
        is_refusal=problem.is_refusal,
    )


def _recognisable(job: ImportJob) -> str:
    rows = job.rows.filter(has_warnings=True).values_list("number", "problems")
    numbers = [number for number, problems in rows if any(problem["code"] in CLUES for problem in problems)]
    more = "…" if len(numbers) > MOST_NUMBERS else ""
    return _joined(map(str, numbers[:MOST_NUMBERS])) + more


def _heading(name: str) -> str:
    return COLUMNS[name].label(reader_language())


def _joined(names: Iterable[str]) -> str:
    return ("、" if reader_language() == "ja" else ", ").join(names)
