"""How long a level counts, and its reminders."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.assessment.domain.validity import is_valid, reminder_due, valid_until

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
END = date(2027, 6, 30)


@pytest.mark.parametrize(
    ("signed_on", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 15), 24, date(2027, 12, 15)),
    ],
)
def test_end_is_counted_in_calendar_months(signed_on, months, expected):
    assert valid_until(signed_on, months) == expected


@given(days, st.integers(1, 120))
def test_end_lies_in_its_month_on_that_day_or_its_last(signed_on, months):
    end = valid_until(signed_on, months)
    assert (end.year - signed_on.year) * 12 + end.month - signed_on.month == months
    assert end.day == signed_on.day or (end.day < signed_on.day and (end + timedelta(days=1)).day == 1)


def test_level_counts_on_its_last_day_and_not_after_it():
    assert is_valid(date(2025, 6, 30), END, 24)
    assert not is_valid(date(2025, 6, 30), END + timedelta(days=1), 24)


@pytest.mark.parametrize(
    ("left", "already", "expected"),
    [
        (61, [], None),
        (60, [], 60),
        (59, [], 60),
        (60, [60], None),
        (14, [60], 14),
        (3, [60], 14),
        (14, [], 14),
        (14, [60, 14], None),
        (13, [14], None),
        (0, [60], 14),
        (-1, [60], None),
    ],
)
def test_reminder_that_is_due(left, already, expected):
    assert reminder_due(END, END - timedelta(days=left), (60, 14), already) == expected


def test_reminder_that_editors_add_later_goes_in_its_turn():
    assert reminder_due(END, END - timedelta(days=25), (60, 30, 14), [60]) == 30


@given(st.sets(st.integers(1, 90), max_size=4), st.sets(st.integers(-5, 100)))
def test_reminders_go_once_each_and_in_order_whatever_days_the_job_runs(remind_days, runs):
    sent = []
    for left in sorted(runs, reverse=True):
        due = reminder_due(END, END - timedelta(days=left), remind_days, sent)
        if due is not None:
            assert 0 <= left <= due
            sent.append(due)
        assert reminder_due(END, END - timedelta(days=left), remind_days, sent) is None
    assert sent == sorted(set(sent), reverse=True)


@given(st.sets(st.integers(1, 90), max_size=4))
def test_job_that_runs_daily_sends_all(remind_days):
    sent = []
    for left in range(100, -5, -1):
        due = reminder_due(END, END - timedelta(days=left), remind_days, sent)
        sent += [] if due is None else [due]
    assert sent == sorted(remind_days, reverse=True)
