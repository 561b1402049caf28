"""Importing a spreadsheet of cases, the way an editor's file goes in."""

import csv
import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.test.utils import override_settings

from benchmarks.generator import cases
from benchmarks.measure import peak_mb, stopwatch
from casebook.cases.models import CasePage

COMMAND = "import_cases"
#: Rows of the sheet at most: the rate does not depend on more (the budget, 10,000 rows in 5 minutes, is 33 a second).
MOST_ROWS = 2_000
#: As in production: what an import leaves to do for the CMS waits in the database, and a worker does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def importing(size: int, _seconds: float) -> dict[str, Any]:
    """Rows a second through the importer, or the reason why there is no such figure."""
    if COMMAND not in get_commands():
        return {"skipped": "importer not measured: there is no such command yet"}
    rows = min(size, MOST_ROWS)
    with tempfile.TemporaryDirectory() as folder:
        file = write_sheet(Path(folder) / "cases.csv", rows)
        with override_settings(TASKS=TASKS):
            with stopwatch() as watch:
                call_command(COMMAND, str(file), allow_refused=True, verbosity=0)
            with stopwatch() as worker:
                call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
    imported = CasePage.objects.filter(external_id__startswith="bench-").count()
    if imported < rows:
        return {"skipped": f"importer not measured: {imported} of {rows} rows went in"}
    return {
        "rows": rows,
        "seconds": watch.seconds,
        "rows_per_second": rows / watch.seconds,
        "worker_seconds_per_1000": worker.seconds / rows * 1000,
        "peak_mb": peak_mb(),
    }


def write_sheet(path: Path, rows: int) -> Path:
    """A spreadsheet of the first `rows` synthetic cases, as CSV."""
    sheet = list(cases(rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(sheet[0]))
        writer.writeheader()
        writer.writerows(sheet)
    return path
