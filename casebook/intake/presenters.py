"""What the page of an import shows, shaped so that its templates neither query nor decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from casebook.intake.concerns import Concerns, concerns_of
from casebook.intake.headlines import Counts, changes_nothing, headline, writing
from casebook.intake.models import ImportJob, ImportRow, ImportRowQuerySet
from casebook.intake.permissions import may_publish
from casebook.intake.row_lines import RowLine, row_line
from casebook.intake.sentences import listed, tell_failure
from casebook.intake.states import JobState, Outcome
from casebook.intake.vocabulary import current_grammar

ROWS_A_PAGE = 50
#: Choices of rows beside those by outcome.
EVERY, RECOGNISABLE, WORTH_A_LOOK, DRAFTS = "all", "recognisable", "look", "drafts"


@dataclass(frozen=True)
class Tab:
    """A choice of rows with their count."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Publication:
    """The step that publishes what an import left as drafts. `concerns` are those of the drafts."""

    drafts: int
    concerns: Concerns
    is_allowed: bool  # for the reader of the page
    url: str  # of the list of drafts


@dataclass(frozen=True)
class JobScreen:
    """The whole page of an import."""

    job: ImportJob
    headline: str
    tabs: tuple[Tab, ...]
    rows: tuple[RowLine, ...]
    page: ListPage[ImportRow]
    counts: Counts
    to_write: int
    changes_nothing: bool
    public: int  # rows that readers see, or will see at once
    concerns: Concerns
    concerns_url: str
    publication: Publication | None
    ignored: str
    failure: str


@dataclass(frozen=True)
class Choice:
    """Some of an import's rows under the name by which an address asks for them."""

    name: str
    label: str
    rows: ImportRowQuerySet
    count: int


def job_screen(job: ImportJob, *, reader: Any, show: str, page: Any) -> JobScreen:
    """The page of `job`, with the rows that `show` asks for."""
    counts = job.count_outcomes()
    concerns = concerns_of(job.rows.all())
    choices = {choice.name: choice for choice in _choices(job, counts, concerns)}
    chosen = choices[show if show in choices else _most_urgent(counts)]
    lines = Paginator(chosen.rows, ROWS_A_PAGE).get_page(page)
    return JobScreen(
        job=job,
        headline=headline(job, counts),
        tabs=tuple(_tabs(job, choices.values(), chosen)),
        rows=tuple(map(partial(row_line, job=job, grammar=current_grammar()), lines)),
        page=lines,
        counts=counts,
        to_write=writing(counts),
        changes_nothing=changes_nothing(job, counts),
        public=job.rows.filter(is_public=True).count(),
        concerns=concerns,
        concerns_url=_address(job, RECOGNISABLE),
        publication=_publication(job, reader) if job.state == JobState.FINISHED else None,
        ignored=listed(job.ignored_headings),
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
    if job.is_queued:
        return _("Another import is at work. This one follows by itself.")
    told = {"done": job.done, "total": job.total}
    if job.state in (JobState.UPLOADED, JobState.CHECKING):
        return _("%(done)s of %(total)s rows checked") % told
    if job.state == JobState.PUBLISHING:
        return _("%(done)s of %(total)s drafts done") % told
    return _("%(done)s of %(total)s rows imported") % told


def _publication(job: ImportJob, reader: Any) -> Publication | None:
    drafts = job.rows.drafts()
    count = drafts.count()
    if not count:
        return None
    return Publication(count, concerns_of(drafts), may_publish(reader), _address(job, DRAFTS))


def _most_urgent(counts: Counts) -> str:
    return Outcome.REFUSE if counts[Outcome.REFUSE] else EVERY


def _choices(job: ImportJob, counts: Counts, concerns: Concerns) -> Iterable[Choice]:
    rows = job.rows.all()
    recognisable = rows.filter(number__in=concerns.recognisable.numbers)
    yield Choice(EVERY, _("All"), rows, sum(counts.values()))
    for outcome in Outcome:
        yield Choice(outcome.value, str(outcome.label), rows.filter(outcome=outcome), counts[outcome])
    yield Choice(RECOGNISABLE, _("Could be recognised"), recognisable, len(concerns.recognisable))
    yield Choice(WORTH_A_LOOK, _("Worth a look"), rows.worth_a_look(), rows.worth_a_look().count())
    yield Choice(DRAFTS, _("Drafts"), rows.drafts(), rows.drafts().count())


def _tabs(job: ImportJob, choices: Iterable[Choice], chosen: Choice) -> Iterable[Tab]:
    for choice in choices:
        if choice.count or choice is chosen:
            yield Tab(choice.label, _address(job, choice.name), choice.count, choice is chosen)


def _address(job: ImportJob, show: str) -> str:
    return f"{reverse('intake:job', args=[job.pk])}?{urlencode({'show': show})}#rows"
