"""So many requests in each minute of the clock."""

import pytest
from django.core.cache import caches

from platform_site.operations import limits
from platform_site.operations.limits import Allowance, take


@pytest.fixture(autouse=True)
def minute(settings, monkeypatch):
    """Half past a minute, with two requests allowed."""
    caches["limits"].clear()
    settings.REQUESTS_A_MINUTE = {"address": 2}
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_030.0)


def test_requests_are_counted_until_they_are_used_up():
    taken = [take("address", "192.0.2.1") for _ in range(3)]
    assert [one.used for one in taken] == [1, 2, 3]
    assert [one.is_used_up for one in taken] == [False, False, True]
    assert taken[0].resets_in == 30


def test_each_asker_is_counted_alone():
    take("address", "192.0.2.1")
    assert take("address", "192.0.2.2").used == 1


def test_full_cache_lets_a_request_pass(monkeypatch):
    def forgotten(key):
        raise ValueError

    monkeypatch.setattr(caches["limits"], "incr", forgotten)
    assert not take("address", "192.0.2.1").is_used_up


def test_headers_tell_what_is_left():
    assert Allowance("token", limit=5, used=7, resets_in=12).headers == {
        "RateLimit-Policy": '"token";q=5;w=60',
        "RateLimit": '"token";r=0;t=12',
    }
