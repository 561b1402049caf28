"""Cases like a company: the frozen shape, names as well as slugs, nothing kept."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
#: A request that is refused before anything is sought needs neither cases nor an index.
without_cases = pytest.mark.django_db(transaction=False)

COMPANY = {"prefecture": "埼玉県", "industry": "製造業", "employees": 12, "situation": ["後継者がいない"]}


def test_similar_case_comes_with_reasons_in_words(library, anybody):
    case = anybody.post("/similar", {**COMPANY, "barriers": ["cannot-act"]})["results"][0]
    assert (case["id"], case["prefecture"]) == ("foundry", ["saitama"])
    assert 0 < case["score"] <= 100
    assert {*case["reasons"][0]} == {"field", "kind", "sentence", "points"}
    by_field = {reason["field"]: reason for reason in case["reasons"]}
    assert by_field["barrier"]["kind"] == "same"
    assert by_field["barrier"]["points"] > by_field["place"]["points"] > 0
    assert all(reason["sentence"] for reason in case["reasons"])


def test_sentences_follow_the_language(library, anybody):
    english = anybody.post("/similar?lang=en", COMPANY)["results"][0]["reasons"]
    japanese = anybody.post("/similar", COMPANY)["results"][0]["reasons"]
    assert {"Saitama" in reason["sentence"] for reason in english} == {True, False}
    assert english != japanese


def test_name_and_slug_mean_the_same(library, anybody):
    slugs = {"prefecture": "saitama", "industry": "E", "employees": 12, "situation": ["no-successor"]}
    assert anybody.post("/similar", COMPANY) == anybody.post("/similar", slugs)


def test_every_field_is_optional(library, anybody):
    assert anybody.post("/similar", {}) == {"results": []}


@without_cases
@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({"prefecture": "どこか"}, "prefecture"),
        ({"barriers": ["cannot-act", "unknown-one"]}, "barriers"),
        ({"situation": ["bankrupt"]}, "situation"),
        ({"employees": -1}, "employees"),
        ({"employees": "many"}, "employees"),
        ({"capital": 1}, "capital"),
        ({"text": "あ" * 20_001}, "text"),
        ({"barriers": "cannot-act"}, "barriers"),
        ([], "body"),
    ],
)
def test_wrong_field_is_refused_by_name(anybody, body, parameter):
    assert anybody.post("/similar", body, status=400)["errors"][0]["parameter"] == parameter


@without_cases
def test_body_that_is_no_json_is_refused(anybody):
    answer = anybody.client.post("/api/v1/similar", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "body")


@without_cases
def test_parameter_beside_the_language_is_refused(anybody):
    assert anybody.post("/similar?limit=3", COMPANY, status=400)["errors"][0]["parameter"] == "limit"


def test_notes_of_a_hearing_are_kept_by_no_cache(library, anybody):
    answer = anybody.client.post("/api/v1/similar", COMPANY, content_type="application/json")
    assert answer.headers["Cache-Control"] == "no-store"
