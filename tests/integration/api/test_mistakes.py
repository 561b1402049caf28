"""Each mistake of a request in a sentence: the field, what was sent, and how it is mended."""

import pytest

from casebook.api.mistakes import LONGEST_NAMED, SENTENCES, faults_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "value", "detail"),
    [
        ("page=0", "0", "“page” has to be at least 1. “0” is too small."),
        ("page=501", "501", "“page” can be at most 500. “501” is too large."),
        ("page=abc", "abc", "“page” has to be a whole number in digits, such as 12. “abc” is not one."),
        ("page=1&page=2", "1, 2", "“page” can be given once only. Please send one of these values."),
        ("region=kantou", "kantou", "“kantou” is not a value of “region”. Did you mean “kanto”?"),
        ("industry=Z9", "Z9", "“Z9” is not a value of “industry”. What can stand here is listed in “allowed”."),
        ("year=いつか", "いつか", "“いつか” is not a value of “year”. Write it like 2022 or 令和4年."),
        ("regoin=kanto", "kanto", "There is no “regoin” here. Did you mean “region”?"),
        (f"q={'x' * 501}", "x" * LONGEST_NAMED, "“q” can have at most 500 characters. Please shorten it."),
    ],
)
def test_parameter_and_value_are_named_with_the_way_to_mend_them(anybody, query, value, detail):
    (fault,) = anybody.get(f"/cases?{query}&lang=en", status=400)["errors"]
    assert (fault["value"], fault["detail"]) == (value, detail)


@pytest.mark.parametrize(
    ("body", "value", "detail"),
    [
        ({"employees": 1.5}, "1.5", "“employees” has to be a whole number in digits, such as 12. “1.5” is not one."),
        ({"employees": -1}, "-1", "“employees” has to be at least 0. “-1” is too small."),
        (
            {"employees": 10**12},
            "1000000000000",
            "“employees” can be at most 10,000,000. “1000000000000” is too large.",
        ),
        ({"sales_yen": 1e30}, "1e+30", "“sales_yen” has too many digits (“1e+30”). Please send a smaller number."),
        ({"prefecture": 11}, "11", "“prefecture” has to be a text between quotation marks. “11” is not one."),
        ({"barriers": "x"}, "x", "“barriers” has to be a list between square brackets. “x” is not one."),
        ({"barriers": ["x"] * 51}, None, "“barriers” can have at most 50 values, not 51."),
        ({"barriers": [None]}, "null", "“barriers.0” has to be a text between quotation marks. “null” is not one."),
        ({"capital": 1}, "1", "There is no “capital” here. Did you mean “capital_yen”?"),
        (
            {"text": "あ" * 20_001},
            "あ" * LONGEST_NAMED,
            "“text” can have at most 20,000 characters. Please shorten it.",
        ),
        ([], "[]", "The body has to be a JSON object with the fields as names. “[]” is not one."),
    ],
)
def test_field_and_value_are_named_with_the_way_to_mend_them(anybody, body, value, detail):
    (fault,) = anybody.post("/similar?lang=en", body, status=400)["errors"]
    assert fault["detail"] == detail
    assert fault["value"] == value or value is None
    assert len(fault["value"]) <= LONGEST_NAMED


@pytest.mark.parametrize(
    ("sent", "value", "detail"),
    [
        ("{", "{", 'The body is not JSON. Please send an object such as {"prefecture": "saitama"}.'),
        (b"\xff", "�", 'The body is not JSON. Please send an object such as {"prefecture": "saitama"}.'),
        ("", "", "The body is missing. Please send a JSON object, {} at least."),
        ('{"employees": NaN}', "NaN", "“employees” has to be a whole number in digits, such as 12. “NaN” is not one."),
    ],
)
def test_body_that_is_something_else_is_shown_as_it_came(anybody, sent, value, detail):
    answer = anybody.client.post("/api/v1/similar?lang=en", sent, content_type="application/json")
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["value"], fault["detail"]) == (400, value, detail)


def test_half_a_character_is_refused_and_survives_the_answer(anybody):
    answer = anybody.client.post("/api/v1/similar", '{"text": "\\ud800"}', content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "text")


@pytest.mark.parametrize("path", ["/cases?page=0", "/cases?region=mars", "/cases?regoin=kanto", "/facets?lang=fr"])
def test_sentence_follows_the_language(anybody, path):
    japanese, english = (
        anybody.get(path, status=400, **{"Accept-Language": language})["errors"][0]["detail"]
        for language in ("ja", "en")
    )
    assert anybody.get(path, status=400)["errors"][0]["detail"] == japanese
    assert japanese.endswith("。")
    assert english != japanese


def test_mistake_of_an_unforeseen_kind_still_names_field_and_value():
    (fault,) = faults_of([{"type": "date_type", "loc": ("body", "question", "since"), "input": "x"}])
    assert "date_type" not in SENTENCES
    assert (fault.parameter, fault.value) == ("since", "x")
    assert "since" in fault.detail
    assert "x" in fault.detail
