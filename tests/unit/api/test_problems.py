"""Problem details (RFC 9457)."""

import json

import pytest
from django.http import HttpResponse
from django.utils import translation

from casebook.api.middleware import told
from casebook.api.problems import MEDIA_TYPE, Fault, as_json, problem


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_problem_names_its_faults():
    answer = problem(400, faults=[Fault("region", "関頭", "not a value", "kanto", ("kanto", "tohoku"))])
    body = json.loads(answer.content)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, MEDIA_TYPE)
    assert {name: body[name] for name in ("type", "title", "status")} == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
    }
    assert body["errors"] == [
        {
            "parameter": "region",
            "value": "関頭",
            "detail": "not a value",
            "nearest": "kanto",
            "allowed": ["kanto", "tohoku"],
        }
    ]


def test_problem_without_faults_has_no_list_of_them():
    assert "errors" not in json.loads(problem(404).content)


@pytest.mark.parametrize("text", ["埼玉県", "\ud800", "a\ud800埼", '"\\\n'])
def test_json_says_what_was_given_even_half_characters(text):
    assert json.loads(as_json({"value": text}).decode()) == {"value": text}


def test_japanese_is_legible():
    assert "埼玉県".encode() in as_json(["埼玉県"])


def test_error_of_another_layer_becomes_a_problem_and_keeps_what_it_asks():
    page = HttpResponse("<h1>Not allowed</h1>", status=405, headers={"Allow": "GET", "X-Other": "x"})
    answer = told(page)
    assert json.loads(answer.content)["status"] == answer.status_code == 405
    assert answer.headers["Allow"] == "GET"
    assert "X-Other" not in answer.headers


@pytest.mark.parametrize("answer", [HttpResponse("fine"), HttpResponse(status=304)])
def test_what_is_no_error_stays_as_it_is(answer):
    assert told(answer) is answer


def test_problem_stays_as_it_is():
    answer = problem(400)
    assert told(answer) is answer
