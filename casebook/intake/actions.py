"""Every write of an import: receiving a file, checking it, running it, publishing its drafts, calling it off.

`by` is the person who acts; None is the command line. A file that can't be imported raises `WrongFile` and leaves
nothing behind. Rows are written one transaction each, together with the mark that they are done: killing the process at
any point neither doubles nor halves a case, and whoever takes the import up again goes on behind the last one.
"""

import hashlib
import secrets
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from casebook.cases.beside import bring_up_to_date
from casebook.intake.acts import IntakeAct
from casebook.intake.examine import BATCH, Finding, batches, examine
from casebook.intake.export import export_cases, exportable_to
from casebook.intake.files.reading import open_table
from casebook.intake.lifecycle import at_work, count_done, end, move
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.permissions import require_may_import, require_may_publish, rights_of
from casebook.intake.publishing import drafts_in_batches, publish_draft
from casebook.intake.row_by_row import RowImporter
from casebook.intake.sentences import tell_export
from casebook.intake.states import JobState, WrongState
from casebook.intake.vocabulary import current_grammar
from casebook.pages.models import LibraryPage
from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from search.projection.drain import drain
from search.projection.outbox import paused

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Where nobody watches."""


def receive_file(*, data: bytes, name: str, by: User | None, language: str = "ja") -> ImportJob:
    """Keep an uploaded spreadsheet. Raises `WrongFile` where it can't be one, before anything is kept."""
    require_may_import(by)
    table = open_table(data)
    total = sum(1 for _ in table.rows)
    job = ImportJob(
        file_name=name[:255],
        digest=digest_of(data),
        kind=table.kind,
        uploaded_by=by,
        language=language,
        total=total,
        ignored_headings=[*table.headings.ignored, *table.headings.repeated],
        places=table.headings.places,
    )
    job.file.save(f"{secrets.token_hex(8)}.{table.kind}", ContentFile(data), save=False)
    with transaction.atomic():
        job.save()
        record(by=by, what=IntakeAct.RECEIVED, on=job, rows=total)
    return job


def digest_of(data: bytes) -> str:
    """By what an import of the same file is found again."""
    return hashlib.sha256(data).hexdigest()


def check(*, job: ImportJob, by: User | None, progress: Progress = no_progress) -> ImportJob:
    """Write down what every row would do. May be done again, by whoever finds it left behind."""
    require_may_import(by)
    with at_work(job, JobState.CHECKING, done=0):
        job.rows.all().delete()
        with job.file.open("rb") as file:
            table = open_table(file.read())
        findings = examine(table, grammar=current_grammar(), rights=rights_of(job.uploaded_by))
        for batch in batches(findings, BATCH):
            with transaction.atomic():
                ImportRow.objects.bulk_create(_row_of(job, finding) for finding in batch)
                count_done(job, len(batch))
            progress(job.done, job.total)
        end(job, JobState.CHECKED, checked_at=timezone.now(), total=job.rows.count())
    return job


@transaction.atomic
def approve(*, job: ImportJob, by: User | None, anonymity_checked: bool = False) -> ImportJob:
    """Let a checked import run: what was seen is what is wanted. The run itself is `run`.

    With `anonymity_checked`, `by` says that no company can be recognised, so that rows with clues may be published.
    """
    require_may_import(by)
    move(
        job,
        JobState.RUNNING,
        origin=JobState.CHECKED,  # two clicks do not start two runs
        runner="",
        anonymity_checked=anonymity_checked,
        done=0,
        total=job.rows.to_do().count(),
        started_at=timezone.now(),
        heartbeat_at=timezone.now(),
    )
    record(by=by, what=IntakeAct.STARTED, on=job, rows=job.total, anonymity_checked=anonymity_checked)
    return job


def run(*, job: ImportJob, by: User | None, progress: Progress = no_progress) -> ImportJob:
    """Write the rows that are not written yet. Raises `lifecycle.Superseded` when somebody else goes on with it."""
    require_may_import(by)
    rights, grammar = rights_of(job.uploaded_by), current_grammar()
    with at_work(job, JobState.RUNNING), paused():
        _catch_up(job)  # whoever was killed at it had not come so far
        while rows := list(job.rows.to_do()[:BATCH]):
            importer = RowImporter(job, rows, rights=rights, grammar=grammar)
            for row in rows:
                importer.import_row(row)
                progress(job.done, job.total)
            _catch_up(job)
            drain()
        with transaction.atomic():
            end(job, JobState.FINISHED, finished_at=timezone.now())
            record(by=job.uploaded_by, what=IntakeAct.FINISHED, on=job, **job.count_outcomes())
    return job


def take_up(*, job: ImportJob, by: User | None) -> ImportJob:
    """Let the step that was left behind go on, and keep whoever was at work on it from going on with it as well.

    Raises `WrongState` while somebody is.
    """
    require_may_import(by)
    if not job.can_resume:
        raise WrongState(job.state)
    if job.state == JobState.PUBLISHING:
        step = JobState.PUBLISHING
    else:
        step = JobState.RUNNING if job.started_at else JobState.CHECKING
    move(job, step, runner="", failure=None, heartbeat_at=timezone.now())
    return job


@transaction.atomic
def approve_publication(*, job: ImportJob, by: User | None, anonymity_checked: bool = False) -> ImportJob:
    """Let the drafts of a finished import be published, as far as they may be. The publication itself is `publish`."""
    require_may_publish(by)
    move(
        job,
        JobState.PUBLISHING,
        origin=JobState.FINISHED,
        runner="",
        failure=None,
        anonymity_checked=anonymity_checked,
        done=0,
        total=job.rows.drafts().count(),
        heartbeat_at=timezone.now(),
    )
    record(by=by, what=IntakeAct.PUBLISHING, on=job, drafts=job.total, anonymity_checked=anonymity_checked)
    return job


def publish(*, job: ImportJob, by: User | None, progress: Progress = no_progress) -> ImportJob:
    """Publish the drafts that may be, and note on the rows of the others why not. May be done again.

    Raises `lifecycle.Superseded` when it was stopped, or somebody else goes on with it.
    """
    require_may_publish(by)
    published = 0
    total = job.rows.drafts().count()
    with at_work(job, JobState.PUBLISHING, fallback=JobState.FINISHED, done=0, total=total), paused():
        for rows in drafts_in_batches(job):
            for row in rows:
                published += publish_draft(row, job, by=by)
                progress(job.done, job.total)
            drain()
        with transaction.atomic():
            end(job, JobState.FINISHED)
            record(by=by, what=IntakeAct.PUBLISHED, on=job, published=published, kept=job.done - published)
    return job


@transaction.atomic
def cancel(*, job: ImportJob, by: User | None) -> ImportJob:
    """Call an import off, or stop publishing its drafts. What is written stays; the row in hand is rolled back."""
    require_may_import(by)
    if job.state == JobState.PUBLISHING:
        move(job, JobState.FINISHED, origin=JobState.PUBLISHING, runner="")
    else:
        move(job, JobState.CANCELLED, runner="", finished_at=timezone.now())
    _catch_up(job)
    record(by=by, what=IntakeAct.CANCELLED, on=job, done=job.done)
    return job


def _catch_up(job: ImportJob) -> None:
    """Have what stands beside the cases written last brought up to date; more than a batch never waits for it."""
    if written := job.rows.written_last(BATCH):
        bring_up_to_date.enqueue(written)


def export(*, by: User | None, seen_by: User | None, kind: str, language: str, encoding: str = "utf-8") -> bytes:
    """Take out, as a file of this kind, the cases that `seen_by` may read (None: all). Raises `NotEncodable`."""
    cases = exportable_to(seen_by)
    data = export_cases(cases, kind=kind, language=language, encoding=encoding)
    count = cases.count()
    told = tell_export(count, kind=kind, encoding=encoding, seen_by=seen_by)
    with transaction.atomic():
        record(by=by, what=IntakeAct.EXPORTED, on=LibraryPage.objects.earliest("pk"), cases=count, told=told)
    return data


def _row_of(job: ImportJob, finding: Finding) -> ImportRow:
    plan, row = finding.plan, finding.row
    return ImportRow(
        job=job,
        number=row.number,
        external_id=row.external_id[:80],
        title=str(row.values.get("title", ""))[:255],
        outcome=plan.outcome,
        problems=[problem.as_json() for problem in plan.problems],
        changes=list(plan.changed),
        values=row.values,
        cells=finding.cells if finding.is_refused else {},
        has_warnings=plan.has_warnings,
        is_public=plan.goes_live,
        page_id=plan.existing.page.pk if plan.existing else None,
    )
