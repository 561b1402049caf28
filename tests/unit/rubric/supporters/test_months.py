"""Calendar months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.supporters.domain.months import first_of, later, next_months, parse, run, written

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_month_is_named_by_its_first_day():
    assert first_of(date(2026, 2, 28)) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("month", "by", "expected"),
    [
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 5, 1), 24, date(2028, 5, 1)),
    ],
)
def test_later_month_counts_over_the_year(month, by, expected):
    assert later(month, by) == expected


def test_next_months_begin_with_that_of_the_day():
    assert next_months(date(2026, 11, 22), 3) == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert next_months(date(2026, 11, 22), 0) == ()


def test_run_has_both_ends():
    assert run(date(2026, 12, 31), date(2027, 1, 1)) == (date(2026, 12, 1), date(2027, 1, 1))
    assert run(date(2026, 12, 9), date(2026, 12, 1)) == (date(2026, 12, 1),)


def test_run_backwards_is_refused():
    with pytest.raises(ValueError, match="before the first"):
        run(date(2026, 12, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "0000-01", "2026-1", "2026-12-01", "12-2026", "", "２０２６-12"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError):
        parse(text)


@given(days)
def test_month_is_read_as_it_was_written(day):
    assert parse(written(first_of(day))) == first_of(day)


@given(days, st.integers(1, 60))
def test_run_is_the_next_months_up_to_its_last(day, count):
    months = next_months(day, count)
    assert run(day, months[-1]) == months
    assert all(month.day == 1 for month in months) and list(months) == sorted(set(months))
