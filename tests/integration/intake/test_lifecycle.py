"""An import that is called off, taken over or killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from casebook.cases.models import CasePage
from casebook.intake import actions, tasks
from casebook.intake.files.sheet import WrongFile
from casebook.intake.lifecycle import Superseded, at_work
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.states import JobState, WrongState
from platform_site.accounts.models import AuditEntry
from tests.factories import make_user
from tests.integration.intake.conftest import check, csv_of, full_row

ROOT = Path(__file__).parents[3]
ROWS = 120


def three_rows() -> bytes:
    return csv_of(*({"id": f"case-{n}", "title": f"題{n}"} for n in range(3)))


def test_a_wrong_file_leaves_nothing_behind(library, settings):
    with pytest.raises(WrongFile):
        actions.receive_file(data=b"%PDF-1.7", name="x.xlsx", by=None)
    assert not ImportJob.objects.exists() and not (settings.DATA_DIR / "imports").exists()


def test_nobody_else_may_import(library):
    for person in (make_user(), make_user(role="supporter"), make_user(role="coordinator")):
        with pytest.raises(PermissionDenied):
            actions.receive_file(data=three_rows(), name="x.csv", by=person)


def test_each_step_leaves_an_entry_in_the_audit_trail(library, moderator):
    job = check(three_rows(), by=moderator)
    actions.run(job=actions.approve(job=job, by=moderator), by=moderator)
    told = AuditEntry.objects.filter(what__startswith="import.").order_by("pk").values_list("what", "by")
    assert list(told) == [
        ("import.received", moderator.pk),
        ("import.started", moderator.pk),
        ("import.finished", moderator.pk),
    ]


def test_an_import_runs_once(library):
    job = actions.approve(job=check(three_rows()), by=None)
    with pytest.raises(WrongState):
        actions.approve(job=job, by=None)
    actions.run(job=job, by=None)
    assert (job.state, job.done, job.total) == (JobState.FINISHED, 3, 3)
    with pytest.raises(WrongState):
        actions.run(job=job, by=None)


def test_a_run_that_is_called_off_stops_at_its_row(library):
    job = actions.approve(job=check(three_rows()), by=None)

    def call_off(done, total):
        if done == 2:
            actions.cancel(job=ImportJob.objects.get(), by=None)

    with pytest.raises(Superseded):
        actions.run(job=job, by=None, progress=call_off)
    assert CasePage.objects.count() == job.rows.exclude(done_at=None).count() == 2
    assert ImportJob.objects.get().state == JobState.CANCELLED


def test_a_run_that_is_taken_over_goes_on_elsewhere(library):
    job = actions.approve(job=check(three_rows()), by=None)

    def take_over(done, total):
        if done == 1:
            actions.run(job=ImportJob.objects.get(), by=None)

    with pytest.raises(Superseded):
        actions.run(job=job, by=None, progress=take_over)
    assert CasePage.objects.count() == 3 and ImportJob.objects.get().state == JobState.FINISHED


def test_what_breaks_off_can_be_taken_up_again(library, monkeypatch):
    job = actions.approve(job=check(three_rows()), by=None)
    monkeypatch.setattr(actions, "drain", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.run(job=job, by=None)
    job.refresh_from_db()
    assert job.state == JobState.FAILED and job.can_resume and job.failure["code"] == "broke-off"
    monkeypatch.undo()
    tasks.run_import.call(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FINISHED and CasePage.objects.count() == 3


def test_a_check_may_be_done_again(library):
    job = check(three_rows())
    with at_work(job, JobState.CHECKING):
        pass  # killed here
    actions.check(job=job, by=None)
    assert (job.state, job.rows.count()) == (JobState.CHECKED, 3)


@pytest.mark.parametrize("field", ["state", "outcome"])
def test_the_database_knows_states_and_outcomes(library, field):
    job = check(three_rows())
    rows = ImportJob.objects.filter(pk=job.pk) if field == "state" else job.rows.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{field: "unknown"})


def test_a_row_is_kept_once(library):
    job = check(three_rows())
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRow.objects.create(job=job, number=2, outcome="create")


@pytest.fixture
def product(tmp_path):
    """The product on a database of its own, as `manage.py` sees it."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "1", "TASKS_IMMEDIATE": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)  # a SQLite file that can be looked into from outside

    def manage(*arguments: str, wait: bool = True):
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**environment, "DJANGO_SETTINGS_MODULE": "platform_site.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if not wait:
            return process
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0, output
        return output

    manage("migrate", "-v0")
    manage("seed")
    return manage


def test_killed_and_resumed_no_case_is_doubled_or_halved(product, tmp_path):
    file, database = tmp_path / "cases.csv", tmp_path / "banso.sqlite3"
    file.write_bytes(csv_of(*(full_row(id=f"case-{n:03d}", city="") for n in range(ROWS))))

    def ask(sql: str):
        with closing(sqlite3.connect(database, timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def counts():
        tables = ("cases_casepage", "wagtailcore_revision WHERE object_id IN (SELECT page_ptr_id FROM cases_casepage)")
        done = ask("SELECT count(*) FROM intake_importrow WHERE done_at IS NOT NULL")
        return [ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables] + [done[0][0]]  # noqa: S608 - our tables

    process = product("import_cases", str(file), wait=False)
    while process.poll() is None and not ask("SELECT 1 FROM intake_importjob WHERE state = 'running' AND done >= 20"):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    cases, revisions, done = counts()
    assert 20 <= cases == revisions == done < ROWS
    product("import_cases", str(file), "--resume")
    assert counts() == [ROWS, ROWS, ROWS]
    assert ask("SELECT count(*), count(DISTINCT page_id) FROM cases_casebarrier") == [(2 * ROWS, ROWS)]
    assert ask("SELECT count(*) FROM cases_taggedcase") == [(2 * ROWS,)]
    assert ask("SELECT numchild FROM wagtailcore_page WHERE slug = 'cases' AND locale_id = 1") == [(ROWS,)]
    assert ask("SELECT state, done FROM intake_importjob") == [("finished", ROWS)]
