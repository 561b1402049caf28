"""`python -m benchmarks.run --cases 1000 10000 100000`: measure everything and print one table.

Each step runs in a process of its own on a folder of its own, which is removed at the end. A step that takes longer
than its time is given up, and the table says so. No network is used.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.measure import machine, versions

ROOT = Path(__file__).resolve().parent.parent
STEPS = (
    "rebuild",
    "engine",
    "suggest",
    "pages",
    "clients",
    "similar",
    "publish",
    "cluster",
    "cohort",
    "desk",
    "ranking",
    "planning",
)
#: What a step reports by itself before it is stopped from outside (seconds).
GRACE = 60
#: Set to nothing, so that neither the environment nor an `.env` file leads a step to real data.
NEVER_THESE = {"DATABASE_URL": "", "ELASTICSEARCH_URL": "", "SEARCH_INDEX_DIR": "", "DEBUG": ""}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, then print the table and, where asked, write the figures as JSON."""
    options = _options(arguments)
    parent = ROOT / "var" / "bench"
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        results = Bench(Path(folder), options).run()
    show = report.as_markdown if options.markdown else report.as_text
    print(f"\n{machine()}; {versions()}; {date.today():%Y-%m-%d}\n\n{show(report.table(results))}")
    print("".join(f"\n- {note}" for note in report.notes(results)))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--engine-only", action="store_true", help="no database rows: generator → index → questions")
    parser.add_argument("--without", nargs="*", default=[], choices=[*STEPS, "importing", "stock"])
    parser.add_argument("--seconds", type=float, default=900, help="time limit of a step")
    parser.add_argument("--stock-seconds", type=float, default=240, help="time limit of stock search at each size")
    parser.add_argument("--markdown", action="store_true", help="print the table for docs/benchmarks.md")
    parser.add_argument("--json", type=Path, help="also write all figures to this file")
    return parser.parse_args(arguments)


class Bench:
    """One run on a folder: a library that grows from size to size, and copies of the empty one for imports."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder = folder
        self.options = options

    def run(self) -> dict[int, dict[str, dict[str, Any]]]:
        """All sizes, the smallest first."""
        self._step("prepare", "empty")
        shutil.copytree(self.folder / "empty", self.folder / "library")
        measure = self._engine_only if self.options.engine_only else self._size
        return {size: measure(size) for size in sorted(self.options.cases)}

    def _engine_only(self, size: int) -> dict[str, dict[str, Any]]:
        index = self._step("write_index", "library", size)
        return {"rebuild": index, "engine": self._step("engine", "library", size)}

    def _size(self, size: int) -> dict[str, dict[str, Any]]:
        figures = {"importing": self._importing(size)} if "importing" not in self.options.without else {}
        self._step("fill", "library", size)
        for name in STEPS:
            if name not in self.options.without:
                figures[name] = self._step(name, "library", size)
        if "stock" not in self.options.without:
            figures["stock"] = self._step("stock", "library", size, self.options.stock_seconds)
        return figures

    def _importing(self, size: int) -> dict[str, Any]:
        shutil.copytree(self.folder / "empty", self.folder / "import")
        figures = self._step("importing", "import", size)
        shutil.rmtree(self.folder / "import")
        return figures

    def _step(self, name: str, data: str, size: int = 0, seconds: float = 0) -> dict[str, Any]:
        """Run one step on one of the folders; what went wrong comes back as `skipped`."""
        (self.folder / data).mkdir(exist_ok=True)
        seconds = seconds or self.options.seconds
        command = [sys.executable, "-m", "benchmarks.steps", name, "--cases", str(size), "--seconds", str(seconds)]
        environment = {**os.environ, **NEVER_THESE, "DATA_DIR": str(self.folder / data)}
        print(f"{size:>9,} {name} …", end=" ", flush=True, file=sys.stderr)
        figures = _figures(command, environment, seconds + GRACE)
        print(json.dumps(figures), file=sys.stderr)
        return figures


def _figures(command: list[str], environment: dict[str, str], seconds: float) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return {"skipped": f"gave up after {seconds:.0f} s"}
    if done.returncode:
        return {"skipped": f"failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"}
    return json.loads(done.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
