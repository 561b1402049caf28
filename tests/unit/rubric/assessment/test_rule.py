"""The rule of the overall level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.assessment.domain.rule import Claim, Kind, Policy, domain_level, verdict
from rubric.framework.domain.levels import Level
from tests.unit.rubric.assessment.claims import SOURCE_SHAPE, cases, claimed, claims_for, shape_of, slow_level

ONE, TWO, THREE, FOUR = Level


@pytest.mark.parametrize(
    ("levels", "expected"),
    [([TWO], TWO), ([ONE, FOUR], ONE), ([FOUR, ONE, TWO], TWO), ([THREE, TWO, TWO, THREE], TWO), ([4, 3, 3, 1], THREE)],
)
def test_domain_level_is_the_lower_median(levels, expected):
    assert domain_level([Level(level) for level in levels]) is expected


def test_no_level_has_no_median():
    with pytest.raises(ValueError, match="no median"):
        domain_level([])


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("1 1 1 1  1 1 1 1  1 1 1", ONE),
        ("2 2 2 1  2 2 2 1  2 2 1", TWO),
        ("2 2 1 1  2 2 2 2  2 2 2", ONE),
        ("3 3 3 2  3 3 3 2  3 3 2", TWO),
        ("3+ 3+ 3+ 2  3 3 3 2  3 3 2", THREE),
        ("3+ 3+ 3 2+  3 3 3 1  3 3 2", TWO),
        ("4+ 4+ 4+ 3  4 4 4 4  4 4 2", THREE),
        ("4+ 4+ 4+ 3  4 4 4 4  4 4 3", FOUR),
    ],
)
def test_default_policy_asks_for_median_floor_and_evidence(answers, expected):
    assert verdict(SOURCE_SHAPE, claimed(SOURCE_SHAPE, answers), Policy()).level is expected


@given(cases())
def test_level_is_the_one_counted_out_slowly(case):
    assert verdict(*case).level is slow_level(*case)


@given(cases(), st.data())
def test_more_never_lowers_the_outcome(case, data):
    shape, claims, policy = case
    slug = data.draw(st.sampled_from(sorted(claims)))
    better = Claim(
        data.draw(st.sampled_from([level for level in Level if level >= claims[slug].level])),
        claims[slug].is_evidenced or data.draw(st.booleans()),
    )
    before, after = verdict(*case), verdict(shape, {**claims, slug: better}, policy)
    assert after.level >= before.level
    assert all(after.domains[domain] >= level for domain, level in before.domains.items())


@given(cases())
def test_order_of_claims_does_not_matter(case):
    shape, claims, policy = case
    assert verdict(shape, dict(reversed(claims.items())), policy) == verdict(*case)


@given(cases(), st.data())
def test_missing_element_leaves_no_level_but_those_of_the_other_domains(case, data):
    shape, claims, policy = case
    slug = data.draw(st.sampled_from(sorted(claims)))
    found = verdict(shape, {key: claim for key, claim in claims.items() if key != slug}, policy)
    assert (found.level, found.missing, found.conditions) == (None, (slug,), ())
    assert set(found.domains) == {domain for domain, slugs in shape.items() if slug not in slugs}


@given(cases())
def test_conditions_tell_why_it_is_this_level_and_not_the_next(case):
    found = verdict(*case)
    own = [condition for condition in found.conditions if condition.level is found.level]
    above = [condition for condition in found.conditions if condition.level is not found.level]
    assert all(condition.is_met for condition in own)
    assert {condition.level for condition in above} <= {found.level.next}
    assert (found.level is FOUR) == (not above)
    assert found.level is FOUR or not all(condition.is_met for condition in above)


@given(cases())
def test_condition_names_what_is_in_the_way_only_where_it_is_not_met(case):
    _shape, claims, _policy = case
    for condition in verdict(*case).conditions:
        assert condition.is_met == (not condition.in_the_way) == (condition.lacking == 0)
        assert condition.lacking <= len(condition.in_the_way)
        for slug in condition.in_the_way:
            if condition.kind is Kind.EVIDENCE:
                assert not claims[slug].is_evidenced
            else:
                assert claims[slug].level < condition.needed


def test_conditions_in_the_rubrics_words():
    shape = shape_of(3, 2)
    found = verdict(shape, claimed(shape, "3+ 2 1  3 3"), Policy())
    told = {(one.level, one.kind, one.domain): one for one in found.conditions}
    assert found.level is TWO
    assert found.domains == {"A": TWO, "B": THREE}
    assert [(one.kind, one.domain) for one in found.conditions if one.level is TWO] == [
        ("median", "A"),
        ("median", "B"),
    ]
    median, lowest = told[THREE, Kind.MEDIAN, "A"], told[THREE, Kind.LOWEST, ""]
    assert (median.needed, median.found, median.in_the_way, median.lacking) == (3, 2, ("a2", "a3"), 1)
    assert (lowest.needed, lowest.found, lowest.in_the_way, lowest.lacking) == (2, 1, ("a3",), 1)
    evidence = told[THREE, Kind.EVIDENCE, ""]
    assert (evidence.needed, evidence.found, evidence.lacking) == (3, 1, 2)
    assert evidence.in_the_way == ("a2", "a3", "b1", "b2")
    assert told[THREE, Kind.MEDIAN, "B"].is_met


def test_lowest_level_is_asked_nothing():
    shape = shape_of(2)
    found = verdict(shape, claimed(shape, "1 1"), Policy(below=0))
    assert found.level is ONE
    assert {condition.level for condition in found.conditions} == {TWO}


def test_small_rubric_asks_for_no_more_evidence_than_it_has_elements():
    shape = shape_of(2)
    assert verdict(shape, claimed(shape, "4+ 4+"), Policy()).level is FOUR


def test_rubric_without_elements_has_no_level():
    assert verdict({}, {}, Policy()).level is None
    assert verdict({"A": ()}, {}, Policy()).level is None


def test_domain_without_elements_asks_nothing():
    shape = {**shape_of(2), "Z": ()}
    found = verdict(shape, claimed(shape, "2 2"), Policy())
    assert (found.level, set(found.domains)) == (TWO, {"A"})


@given(claims_for(SOURCE_SHAPE))
def test_claims_of_other_elements_are_left_out(claims):
    stranger = {**claims, "stranger": Claim(ONE, True)}
    assert verdict(SOURCE_SHAPE, stranger, Policy()) == verdict(SOURCE_SHAPE, claims, Policy())


@pytest.mark.parametrize(
    "wrong",
    [
        {"below": -1},
        {"evidenced_elements": -1},
        {"evidenced_from": ONE},
        {"months_valid": 0},
        {"remind_days": (14, 60)},
        {"remind_days": (14, 14)},
        {"remind_days": (14, 0)},
        {"remind_days": (28,), "months_valid": 1},
    ],
)
def test_policy_that_could_not_be_kept_is_refused(wrong):
    with pytest.raises(ValueError, match="level|below|reminder"):
        Policy(**wrong)


def test_policy_may_do_without_reminders():
    assert Policy(remind_days=()).remind_days == ()
