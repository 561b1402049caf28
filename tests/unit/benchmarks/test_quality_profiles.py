"""The judged profiles are asked as the API would read them."""

import pytest

from benchmarks.quality.__main__ import HERE
from benchmarks.quality.asked import profile_of
from benchmarks.quality.judged import Question, read_set
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES


def test_every_judged_profile_is_one():
    _questions, profiles = read_set(HERE)
    asked = [profile_of(question) for question in profiles]
    assert len(asked) >= 40
    assert {one.prefecture for one in asked} <= {"", *PREFECTURES}
    assert {one.industry for one in asked} <= {"", *INDUSTRIES}


def test_lists_become_tuples_and_what_is_unknown_is_left_out():
    profile = profile_of(Question("p1", {"a": 3}, profile={"barriers": ["cannot-act"], "employees": 5}))
    assert (profile.barriers, profile.employees, profile.prefecture) == (("cannot-act",), 5, "")


def test_key_that_a_profile_has_not_is_refused():
    with pytest.raises(TypeError):
        profile_of(Question("p1", {"a": 3}, profile={"colour": "red"}))
