"""How long a level counts, and when its holder is reminded (issue 5: default 24 months, reminders before it ends)."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date


def valid_until(signed_on: date, months: int) -> date:
    """The last day on which a level counts: so many calendar months on, or, where it lacks the day, that month's last.

    Raises ValueError beyond the year 9999.
    """
    years, month = divmod(signed_on.month - 1 + months, 12)
    year = signed_on.year + years
    return date(year, month + 1, min(signed_on.day, monthrange(year, month + 1)[1]))


def is_valid(signed_on: date, today: date, months: int) -> bool:
    """Whether a level signed on that day counts today."""
    return today <= valid_until(signed_on, months)


def reminder_due(until: date, today: date, remind_days: Collection[int], already: Collection[int]) -> int | None:
    """Which reminder is to go today, named by its days before `until`; None for none. `already` are those that went.

    Where days were missed only the latest goes: what it overtook is never sent after it. None goes after the end.
    """
    left = (until - today).days
    reached = [days for days in remind_days if days >= left]
    if left < 0 or not reached or any(days <= min(reached) for days in already):
        return None
    return min(reached)
