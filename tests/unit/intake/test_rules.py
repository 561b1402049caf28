import pytest

from casebook.intake.domain.rules import changed_fields, new_case, recognisable, refusals, unweighed

CASES = [
    ({"situation": ["profit", "loss"]}, "contradiction", "situation"),
    ({"is_named": True}, "named-without-name", "company_name"),
    ({"disclosure": "organisation"}, "organisation-needed", "organisation"),
    ({"barriers": ["cannot-see"], "barrier_notes": {"nobody-follows": "x"}}, "note-of-other-barrier", "barrier_notes"),
    ({"company_name": "株式会社青葉製作所", "summary": "青葉 製作所は変わった"}, "name-leaks", "summary"),
    ({"company_name": "青葉製作所", "tags": ["青葉製作所"]}, "name-leaks", "tags"),
]


@pytest.mark.parametrize(("values", "code", "column"), CASES)
def test_what_may_not_be_is_refused(values, code, column):
    found = list(refusals({**new_case(), **values}))
    assert [(problem.code, problem.column, problem.is_refusal) for problem in found] == [(code, column, True)]


def test_an_empty_case_is_not_refused():
    assert list(refusals(new_case())) == []


def test_a_shown_name_may_stand_in_the_text():
    assert list(refusals({**new_case(), "company_name": "青葉製作所", "is_named": True, "summary": "青葉製作所"})) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"city": "海士町", "industry_detail": "旅館", "employees": 5}, "clue-small-place"),
        ({"summary": "電話は 0123-45-6789"}, "clue-contact"),
    ],
)
def test_a_company_that_could_be_recognised_is_a_warning(values, code):
    found = list(recognisable({**new_case(), **values}))
    assert [(problem.code, problem.is_refusal) for problem in found] == [(code, False)]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({"summary": "1〜2回"}, {"summary": "1～2回"}, []),
        ({"barrier_notes": {"a": "−", "b": "2"}}, {"barrier_notes": {"b": "2", "a": "－"}}, []),
        ({"tags": ["a"], "year": 2020}, {"tags": ["A"], "year": 2020}, ["tags"]),
        (
            {"employees": None, "barriers": ["a", "b"]},
            {"employees": 0, "barriers": ["b", "a"]},
            ["employees", "barriers"],
        ),
    ],
)
def test_changed_fields(before, after, changed):
    assert changed_fields({**new_case(), **before}, {**new_case(), **after}) == changed


SMALL_PLACE = {"city": "海士町", "industry_detail": "旅館", "employees": 5}


@pytest.mark.parametrize(
    ("public", "values", "codes"),
    [
        (None, SMALL_PLACE, ["clue-small-place"]),
        (SMALL_PLACE, SMALL_PLACE, []),
        (SMALL_PLACE, {**SMALL_PLACE, "city": "知夫村"}, ["clue-small-place"]),
        (SMALL_PLACE, {**SMALL_PLACE, "summary": "電話は 0123-45-6789"}, ["clue-contact"]),
        ({**SMALL_PLACE, "company_name": "青葉", "is_named": True}, SMALL_PLACE, ["clue-small-place"]),
    ],
)
def test_what_readers_see_already_needs_no_second_look(public, values, codes):
    before = {**new_case(), **public} if public else None
    assert [clue.code for clue in unweighed(before, {**new_case(), **values})] == codes
