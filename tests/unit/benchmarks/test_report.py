import pytest

from benchmarks.report import Line, as_markdown, notes, number, table

FIGURES = {
    "engine": {"heavy_p50": 2.0, "heavy_p95": 12.5, "mixed_answered": 190},
    "pages": {"heavy_p50": 30.0, "heavy_p95": 50.0},
    "stock": {"heavy_p50": 600.0, "heavy_asked": 7, "indexed": 900, "of": 1_000},
    "importing": {"skipped": "importer not measured: there is no such command yet"},
}


def rows(size: int = 1_000) -> dict[str, str]:
    return {row[0]: row[2] for row in table({size: FIGURES})}


def test_figure_above_its_budget_is_marked():
    assert rows()["engine, 2 words + 3 filters, all facets, p95 (ms)"] == "12.5 ✗"
    assert rows()["library page, 2 words + 3 filters, p95 (ms)"] == "50"


def test_engine_has_its_own_budget_at_a_million():
    assert rows(1_000_000)["engine, 2 words + 3 filters, all facets, p95 (ms)"] == "12.5 (≤ 60)"


def test_floor_is_missed_from_below_and_only_where_it_applies():
    line = Line("index", "rebuild", "rate", "cases/s", 800, is_floor=True, budget_from=10_000)
    assert line.keeps_budget(300, 1_000)
    assert not line.keeps_budget(300, 10_000)
    assert line.keeps_budget(900, 10_000)


def test_ratio_is_to_the_whole_page():
    assert rows()["stock ÷ our whole page, 2 words + 3 filters, p50"] == "20 ×"


def test_what_was_not_measured_is_said():
    said = "\n".join(notes({1_000: FIGURES}))
    assert "importer not measured" in said
    assert "900 of 1,000" in said
    assert "7 of 200" in said


@pytest.mark.parametrize(("value", "said"), [(1234.5, "1,234"), (800, "800"), (12.34, "12.3"), (1.234, "1.23")])
def test_numbers_have_three_digits_that_count(value, said):
    assert number(value) == said


def test_markdown_sets_figures_to_the_right():
    assert as_markdown([["", "budget", "1,000 cases"], ["a", "≤ 1", "2"]]).splitlines() == [
        "|  | budget | 1,000 cases |",
        "| --- | --- | ---: |",
        "| a | ≤ 1 | 2 |",
    ]
