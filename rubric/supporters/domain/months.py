"""Calendar months, each named by its first day.

* month     a ``date`` whose day is 1; in an address or a form it is written ``2026-12``
* run       consecutive months, from the first to the last, both included
"""

import re
from datetime import date

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


def first_of(day: date) -> date:
    """The month in which a day lies."""
    return day.replace(day=1)


def parse(written: str) -> date:
    """The month written ``2026-12``. Raises ValueError for anything else."""
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise ValueError(f"not a month: {written!r}")
    return date(int(found[1]), int(found[2]), 1)


def written(month: date) -> str:
    """A month as forms and addresses write it."""
    return f"{month.year:04d}-{month.month:02d}"


def later(month: date, by: int) -> date:
    """The month so many months later; earlier where `by` is negative. Raises ValueError outside of years 1 to 9999."""
    years, place = divmod(month.month - 1 + by, 12)
    return date(month.year + years, place + 1, 1)


def next_months(day: date, count: int) -> tuple[date, ...]:
    """A run of `count` months that begins with the one in which `day` lies."""
    return tuple(later(first_of(day), by) for by in range(count))


def run(first: date, last: date) -> tuple[date, ...]:
    """The months in which two days lie, and all between. Raises ValueError where the last is before the first."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count < 1:
        raise ValueError("the last month is before the first")
    return next_months(first, count)
