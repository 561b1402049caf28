"""What every answer keeps: limits, errors as JSON, conditional requests."""

import pytest

from casebook.api import actions
from tests.integration.api.conftest import Program

pytestmark = pytest.mark.django_db(transaction=True)
#: A request that is refused before anything is sought needs neither cases nor an index.
without_cases = pytest.mark.django_db(transaction=False)


@pytest.fixture
def few(settings):
    """Two requests a minute, three with a token."""
    settings.REQUESTS_A_MINUTE = {**settings.REQUESTS_A_MINUTE, "address": 2, "token": 3}


@pytest.fixture(autouse=True)
def still_minute(monkeypatch):
    """No minute ends in the middle of a test."""
    monkeypatch.setattr("platform_site.operations.limits.time.time", lambda: 6_000_020.0)


def statuses(program, times):
    return [program.client.get("/api/v1/facets").status_code for _ in range(times)]


def test_address_is_answered_so_often_and_told_when_to_come_again(library, anybody, few):
    assert statuses(anybody, 3) == [200, 200, 429]
    answer = anybody.client.get("/api/v1/facets")
    assert answer.headers["Retry-After"] == "40"
    assert answer.headers["RateLimit"] == '"address";r=0;t=40'
    assert answer.headers["RateLimit-Policy"] == '"address";q=2;w=60'
    assert answer.json()["status"] == 429


def test_each_token_has_a_limit_of_its_own(library, anybody, few):
    tokens = [Program(actions.create_token(by=library.supporter, name=name)[1]) for name in ("one", "two")]
    assert statuses(anybody, 3)[-1] == 429
    assert [statuses(program, 4) for program in tokens] == [[200, 200, 200, 429]] * 2


def test_wrong_tokens_are_counted_by_their_address(library, few):
    assert statuses(Program("banso_guess"), 3) == [401, 401, 429]


def test_next_minute_begins_anew(library, anybody, few, monkeypatch):
    assert statuses(anybody, 3)[-1] == 429
    monkeypatch.setattr("platform_site.operations.limits.time.time", lambda: 6_000_060.0)
    assert statuses(anybody, 1) == [200]


def test_unchanged_answer_is_not_sent_again(library, anybody):
    etag = anybody.client.get("/api/v1/cases").headers["ETag"]
    answer = anybody.client.get("/api/v1/cases", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    changed = anybody.client.get("/api/v1/cases?lang=en", headers={"If-None-Match": etag})
    assert changed.status_code == 200


@without_cases
@without_cases
@pytest.mark.parametrize("path", ["", "nothing", "cases/", "cases/foundry/more", "docs/"])
def test_wrong_address_is_a_problem(anybody, path):
    answer = anybody.client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


@without_cases
def test_wrong_method_is_a_problem_that_names_the_right_ones(anybody):
    answer = anybody.client.put("/api/v1/cases")
    assert answer.json()["status"] == answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("debug", [True, False])
def test_failure_of_ours_is_a_problem(anybody, monkeypatch, settings, debug):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("secret detail")

    settings.DEBUG = debug
    monkeypatch.setattr("casebook.api.endpoints.find", broken)
    anybody.client.raise_request_exception = False
    answer = anybody.client.get("/api/v1/cases")
    assert (answer.status_code, answer.json()["title"]) == (500, "Internal Server Error")
    assert b"secret detail" not in answer.content
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_is_answered_like_get(library, anybody):
    answer = anybody.client.head("/api/v1/cases")
    assert (answer.status_code, answer.content) == (200, b"")


@without_cases
def test_problem_is_told_in_the_language_asked_for(anybody):
    japanese = anybody.get("/cases?sort=near", status=400)
    assert anybody.client.get("/api/v1/cases?sort=near&lang=en").headers["Content-Language"] == "en"
    assert (
        anybody.get("/cases?sort=near&lang=en", status=400)["errors"][0]["allowed"] == japanese["errors"][0]["allowed"]
    )
