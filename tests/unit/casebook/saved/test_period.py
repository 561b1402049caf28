"""Since when one look is enough."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casebook.saved.models import Frequency

TOKYO = ZoneInfo("Asia/Tokyo")
WEDNESDAY = datetime(2026, 11, 25, 6, 30, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("frequency", "start"),
    [
        (Frequency.AT_ONCE, WEDNESDAY),
        (Frequency.DAILY, datetime(2026, 11, 25, tzinfo=TOKYO)),
        (Frequency.WEEKLY, datetime(2026, 11, 23, tzinfo=TOKYO)),
    ],
)
def test_period_starts(frequency, start):
    assert frequency.period_start(WEDNESDAY) == start


def test_week_starts_on_monday_in_japan_not_in_utc():
    sunday_in_utc = datetime(2026, 11, 22, 15, 30, tzinfo=ZoneInfo("UTC"))
    assert Frequency.WEEKLY.period_start(sunday_in_utc) == datetime(2026, 11, 23, tzinfo=TOKYO)


def test_period_never_starts_later_than_now():
    moments = [WEDNESDAY + timedelta(hours=hours) for hours in range(200)]
    assert all(one.period_start(now) <= now for now in moments for one in Frequency)
