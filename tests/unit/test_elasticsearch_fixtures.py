"""Where a server cannot be had, tests are left out for a reason, but not under CI."""

from contextlib import contextmanager

import pytest

from scripts.elasticsearch import Unavailable
from tests.elasticsearch import had


class Missing:
    def __enter__(self):
        raise Unavailable("not installed: maven (Debian packages)")

    def __exit__(self, *_):
        raise AssertionError("it was never there")


def test_missing_server_leaves_the_test_out(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"no Elasticsearch here: not installed: maven"), had(Missing()):
        pytest.fail("nothing was had")


def test_missing_server_fails_under_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Unavailable, match="not installed: maven"), had(Missing()):
        pytest.fail("nothing was had")


def test_server_ends_after_a_failure():
    said = []

    @contextmanager
    def server():
        said.append("started")
        yield "address"
        said.append("ended")

    with pytest.raises(ZeroDivisionError), had(server()) as address:
        assert address == "address"
        raise ZeroDivisionError
    assert said == ["started", "ended"]
