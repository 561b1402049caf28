"""How much stands behind a level."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.assessment.domain.rule import Policy
from rubric.assessment.domain.strength import BY_SLUG, Strength, overall_strength, strength_of
from rubric.framework.domain.levels import Level

SELF, EVIDENCED, SIGNED = Strength
TWO, THREE = Level.MASTER, Level.CHALLENGER


@pytest.mark.parametrize(
    ("level", "has_evidence", "agreed", "is_valid", "expected"),
    [
        (TWO, False, None, True, SELF),
        (TWO, True, None, True, EVIDENCED),
        (TWO, False, TWO, True, SIGNED),
        (TWO, False, THREE, True, SIGNED),
        (THREE, False, TWO, True, SELF),
        (THREE, True, TWO, True, EVIDENCED),
        (TWO, True, TWO, False, SELF),
        (TWO, True, None, False, SELF),
    ],
)
def test_strength_of_a_claim(level, has_evidence, agreed, is_valid, expected):
    assert strength_of(level, has_evidence=has_evidence, agreed=agreed, is_valid=is_valid) is expected


def test_signed_is_only_what_a_reviewer_agreed_to_and_still_counts():
    for level, evidence, agreed, valid in product(Level, [False, True], [None, *Level], [False, True]):
        found = strength_of(level, has_evidence=evidence, agreed=agreed, is_valid=valid)
        assert (found is SIGNED) == (valid and agreed is not None and agreed >= level)


@pytest.mark.parametrize(
    ("strengths", "expected"),
    [
        ([SIGNED] * 4, SIGNED),
        ([SIGNED] * 3 + [SELF], EVIDENCED),
        ([SIGNED, EVIDENCED, EVIDENCED, SELF], EVIDENCED),
        ([SIGNED, EVIDENCED, SELF, SELF], SELF),
        ([EVIDENCED] * 2, EVIDENCED),
        ([SELF], SELF),
        ([], SELF),
    ],
)
def test_overall_strength_by_the_default_policy(strengths, expected):
    assert overall_strength(strengths, Policy()) is expected


def test_policy_that_asks_for_no_evidence_calls_nothing_evidenced_that_has_none():
    assert overall_strength([SELF] * 3, Policy(evidenced_elements=0)) is SELF
    assert overall_strength([SELF, EVIDENCED], Policy(evidenced_elements=0)) is EVIDENCED


@given(st.lists(st.sampled_from(Strength), min_size=1), st.data())
def test_stronger_elements_never_weaken_the_whole(strengths, data):
    place = data.draw(st.integers(0, len(strengths) - 1))
    stronger = [*strengths[:place], SIGNED, *strengths[place + 1 :]]
    assert overall_strength(stronger, Policy()) >= overall_strength(strengths, Policy())


def test_names_in_both_languages():
    assert [one.label() for one in Strength] == ["本人の申告", "根拠あり", "確認済み"]
    assert [one.label("en-gb") for one in Strength] == ["Self-stated", "Evidenced", "Signed"]
    assert {slug: BY_SLUG[slug] for slug in ("self-stated", "evidenced", "signed")} == BY_SLUG
