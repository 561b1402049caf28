"""The list of past imports: newest first, each with its state, person and counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse

from casebook.intake.headlines import Standing, standing
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.permissions import may_publish
from casebook.intake.states import JobState, Outcome

JOBS_A_PAGE = 20


@dataclass(frozen=True)
class JobLine:
    """One import. `counts` are its rows by outcome, blank while it is not checked; `drafts` wait for the reader to
    publish them."""

    url: str
    file_name: str
    standing: Standing
    uploaded_by: str
    uploaded_at: datetime
    counts: tuple[tuple[str, int | None], ...]
    drafts: int


@dataclass(frozen=True)
class JobList:
    """A page of the list."""

    headings: tuple[str, ...]  # of the counts
    lines: tuple[JobLine, ...]
    page: Page[ImportJob]


def job_list(user: Any, page: Any) -> JobList:
    """The imports that `user` may follow."""
    jobs = ImportJob.objects.visible_to(user).with_row_counts()
    shown = Paginator(jobs, JOBS_A_PAGE).get_page(page)
    drafts = _drafts_of(list(shown)) if may_publish(user) else Counter()
    return JobList(
        headings=tuple(str(outcome.label) for outcome in Outcome),
        lines=tuple(_line(job, drafts[job.pk]) for job in shown),
        page=shown,
    )


def _drafts_of(jobs: list[ImportJob]) -> Counter[int]:
    finished = [job.pk for job in jobs if job.state == JobState.FINISHED]
    drafts = ImportRow.objects.drafts().filter(job__in=finished)
    return Counter(dict(drafts.order_by().values_list("job").annotate(n=Count("pk"))))


def _line(job: ImportJob, drafts: int) -> JobLine:
    counts = {value: getattr(job, f"{value}_count") for value in Outcome.values}
    return JobLine(
        url=reverse("intake:job", args=[job.pk]),
        file_name=job.file_name,
        standing=standing(job, counts),
        uploaded_by=job.uploaded_by.name if job.uploaded_by else "",
        uploaded_at=job.uploaded_at,
        counts=tuple((str(outcome.label), counts[outcome] if job.checked_at else None) for outcome in Outcome),
        drafts=drafts,
    )
