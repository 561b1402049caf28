"""The figures as one table against the budgets (`design.md`), for the terminal and for `docs/benchmarks.md`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Size → step → figures.
Results = Mapping[int, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Line:
    """A row of the table: which figure of which step, its unit, and its budget where there is one.

    `limit` is a ceiling, or a floor where `is_floor`; it counts from `budget_from` cases on.
    """

    label: str
    step: str
    figure: str
    unit: str
    limit: float | None = None
    is_floor: bool = False
    budget_from: int = 0

    @property
    def budget(self) -> str:
        """The budget in words."""
        return "" if self.limit is None else f"{'≥' if self.is_floor else '≤'} {number(self.limit)}"

    def keeps_budget(self, value: float, size: int) -> bool:
        """Whether `value` is within the budget; a size to which none applies always is."""
        if self.limit is None or size < self.budget_from:
            return True
        return value >= self.limit if self.is_floor else value <= self.limit


def _latencies(label: str, step: str, name: str, limit: float | None = None) -> tuple[Line, Line]:
    return (
        Line(f"{label}, p50", step, f"{name}_p50", "ms"),
        Line(f"{label}, p95", step, f"{name}_p95", "ms", limit),
    )


def _plan(label: str, name: str, seconds: float, gap: float) -> tuple[Line, ...]:
    return (
        Line(f"plan, {label}", "planning", f"{name}_seconds", "s", seconds),
        Line("… not reached of the bound over everybody", "planning", f"{name}_gap", "%", gap),
        Line("… seats", "planning", f"{name}_of", ""),
        Line("… staffed", "planning", f"{name}_seats", ""),
        Line("… fit", "planning", f"{name}_fit", "points"),
        Line("… staffed by a greedy plan", "planning", f"{name}_greedy_seats", ""),
        Line("… its fit", "planning", f"{name}_greedy_fit", "points"),
    )


LINES = (
    Line("import of a spreadsheet", "importing", "rows_per_second", "rows/s", 33.3, is_floor=True),
    Line("what the worker has to do after 1,000 rows", "importing", "worker_seconds_per_1000", "s"),
    Line("index build with segmentation", "rebuild", "cases_per_second", "cases/s", 800, True, budget_from=10_000),
    Line("… processor time of all processes, a case", "rebuild", "processor_ms", "ms"),
    Line("… most memory of the building process", "rebuild", "peak_mb", "MB"),
    Line("… most memory of a segmenting process", "rebuild", "worker_peak_mb", "MB"),
    Line("… index on disk", "rebuild", "index_mb", "MB"),
    *_latencies("engine, 200 mixed questions, all facets", "engine", "mixed"),
    *_latencies("engine, 2 words + 3 filters, all facets", "engine", "heavy", 10),
    *_latencies("suggestions while typing", "suggest", "suggest", 5),
    *_latencies("library page, mixed", "pages", "mixed"),
    *_latencies("library page, 2 words + 3 filters", "pages", "heavy", 80),
    *_latencies("case page", "pages", "case"),
    *_latencies("first page", "pages", "home"),
    Line("library page, most SQL queries", "pages", "heavy_sql", "", 15),
    Line("case page, most SQL queries", "pages", "case_sql", ""),
    Line("first page, most SQL queries", "pages", "home_sql", ""),
    Line("library page, largest (gzip)", "pages", "mixed_kb", "kB", 100),
    Line("case page, largest (gzip)", "pages", "case_kb", "kB", 100),
    Line("first page (gzip)", "pages", "home_kb", "kB", 100),
    Line("web process after all of this, resident", "pages", "resident_mb", "MB", 500),
    *_latencies("similar cases: candidates for 400 characters", "similar", "candidates", 10),
    *_latencies("similar cases: scored, with reasons", "similar", "scored", 30),
    *_latencies("levels of 20,000 supporters", "cohort", "cohort", 300),
    Line("levels of 20,000 supporters, SQL queries", "cohort", "cohort_sql", ""),
    Line("national figures of 25,000 supporters", "cohort", "figures_seconds", "s"),
    *_latencies("board of 5,000 engagements", "desk", "board", 300),
    Line("board of 5,000 engagements, most SQL queries", "desk", "board_sql", "", 20),
    *_latencies("what needs me today, of 5,000 engagements", "desk", "today"),
    *_latencies("10,000 supporters ranked for an engagement, with all reasons", "ranking", "ranking", 150),
    *_plan("500 engagements × 5,000 supporters", "plan_500", 15, 0.5),
    *_plan("2,000 × 10,000", "plan_2000", 90, 1),
    *_plan("500 × 5,000, the same fifty best for all", "same_fifty_500", 15, 0.5),
    *_plan("2,000 × 10,000, the same fifty best for all", "same_fifty_2000", 90, 1),
    Line("one seat, time for one: our plan", "planning", "single_seconds", "s"),
    Line("… seats", "planning", "single_seats", ""),
    Line("… fit", "planning", "single_fit", "points"),
    Line("… scipy's assignment", "planning", "assignment_seconds", "s"),
    Line("… its seats", "planning", "assignment_seats", ""),
    Line("… its fit", "planning", "assignment_fit", "points"),
    *_latencies("from “publish” to findable", "publish", "searchable", 1_000),
    *_latencies("gunicorn, 1 client, 2 words + 3 filters", "clients", "clients_1"),
    Line("gunicorn, 1 client", "clients", "clients_1_rate", "pages/s"),
    *_latencies("gunicorn, 8 clients, 2 words + 3 filters", "clients", "clients_8"),
    Line("gunicorn, 8 clients", "clients", "clients_8_rate", "pages/s"),
    Line("Elasticsearch, one node: index build", "cluster", "cases_per_second", "cases/s"),
    *_latencies("Elasticsearch, one node: mixed", "cluster", "mixed"),
    *_latencies("Elasticsearch, one node: 2 words + 3 filters", "cluster", "heavy"),
    Line("stock: indexing", "stock", "cases_per_second", "cases/s"),
    *_latencies("stock: 2 words + 3 filters, 10 facets", "stock", "heavy"),
    *_latencies("stock: mixed", "stock", "mixed"),
)
#: At a million documents the engine may take longer.
MILLION = 1_000_000
ENGINE_LIMIT_AT_A_MILLION = 60.0


def number(value: float) -> str:
    """A figure as people read it: three digits that count."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(results: Results) -> list[list[str]]:
    """Heading and rows: what, budget, one column a size."""
    head = ["", "budget", *(f"{size:,} cases" for size in results)]
    rows = [_row(line, results) for line in LINES]
    return [head, *(row for row in rows if any(row[2:])), *_comparison(results)]


def _row(line: Line, results: Results) -> list[str]:
    label = f"{line.label} ({line.unit})" if line.unit else line.label
    return [label, line.budget, *(_cell(line, results[size].get(line.step, {}), size) for size in results)]


def _cell(line: Line, figures: Mapping[str, Any], size: int) -> str:
    value = figures.get(line.figure)
    if value is None:
        return "–" if "skipped" in figures else ""
    if line.step == "engine" and line.limit and size >= MILLION:
        mark = "" if value <= ENGINE_LIMIT_AT_A_MILLION else " ✗"
        return f"{number(value)}{mark} (≤ {number(ENGINE_LIMIT_AT_A_MILLION)})"
    return f"{number(value)}{'' if line.keeps_budget(value, size) else ' ✗'}"


def _comparison(results: Results) -> Iterable[list[str]]:
    """How many times longer stock search takes than our whole page, and how often either finds anything."""
    yield ["stock ÷ our whole page, 2 words + 3 filters, p50", "", *_each(results, _ratio)]
    yield ["mixed questions that find something: ours", "", *_each(results, lambda r: _share(r, "engine"))]
    yield ["mixed questions that find something: stock", "", *_each(results, lambda r: _share(r, "stock"))]


def _each(results: Results, cell: Callable[[Mapping[str, Mapping[str, Any]]], str]) -> list[str]:
    return [cell(figures) for figures in results.values()]


def _ratio(figures: Mapping[str, Mapping[str, Any]]) -> str:
    stock, ours = (figures.get(step, {}).get("heavy_p50") for step in ("stock", "pages"))
    return f"{number(stock / ours)} ×" if stock and ours else ""


def _share(figures: Mapping[str, Mapping[str, Any]], step: str) -> str:
    found = figures.get(step, {})
    asked = found.get("mixed_asked", 200)
    return f"{found['mixed_answered']} of {asked}" if "mixed_answered" in found else ""


def notes(results: Results) -> list[str]:
    """What was not measured, or not to its end, and why."""
    found = []
    for size, steps in results.items():
        found += [f"{size:,} cases, {name}: {step['skipped']}" for name, step in steps.items() if "skipped" in step]
        found += [f"{size:,} cases, stock: {why}" for why in _given_up(steps.get("stock", {}))]
    return found


def _given_up(stock: Mapping[str, Any]) -> Iterable[str]:
    if stock.get("indexed", 0) < stock.get("of", 0):
        yield f"indexing given up in the time given, {stock['indexed']:,} of {stock['of']:,} cases were in the index"
    for name in ("heavy", "mixed"):
        asked = stock.get(f"{name}_asked", 200)
        if asked < 200:
            yield f"{name} questions given up after {asked} of 200"


def as_text(rows: list[list[str]]) -> str:
    """The table with aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def as_markdown(rows: list[list[str]]) -> str:
    """The table for docs/benchmarks.md; figures are set to the right."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "| --- | --- |" + " ---: |" * (len(rows[0]) - 2), *lines[1:]])
