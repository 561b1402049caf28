"""What to work on next, and strengths."""

import pytest
from hypothesis import given

from rubric.assessment.domain.rule import Claim, Policy, domain_level
from rubric.assessment.domain.steps import Why, next_steps, strengths
from rubric.assessment.domain.ways_up import ways_up
from rubric.framework.domain.levels import Level
from tests.unit.rubric.assessment.claims import cases, claimed, shape_of

SHAPE = shape_of(4, 3)


def told(steps):
    return [f"{step.element} {step.level:d} {step.why}" for step in steps]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("3+ 3+ 3+ 1  3 3 1", ["a4 2 raises-overall", "b3 2 raises-overall", "b1 4 weakest"]),
        ("3+ 3+ 3 3  3 3 1", ["b3 2 raises-overall", "a3 3 evidence-for-overall", "a4 4 weakest"]),
        ("1 3 3 3  3 3 3", ["a1 2 raises-overall", "a2 3 evidence-for-overall", "a3 3 evidence-for-overall"]),
        ("4+ 4+ 4+ 4  4 4 3", ["b3 4 weakest", "a4 4 without-evidence", "b1 4 without-evidence"]),
        ("4+ 4+ 4+ 4+  4+ 4+ 4+", []),
    ],
)
def test_next_steps_are_those_that_lead_furthest(answers, expected):
    assert told(next_steps(SHAPE, claimed(SHAPE, answers), Policy())) == expected


def test_step_is_the_next_level_even_where_the_way_is_longer():
    shape = shape_of(1)
    assert told(next_steps(shape, {"a1": Claim(Level.STARTER)}, Policy())) == ["a1 2 raises-overall"]
    two_up = claimed(shape_of(3), "3+ 2+ 1+")
    assert [step.level for step in next_steps(shape_of(3), two_up, Policy())] == [2, 3, 4]


@given(cases())
def test_steps_begin_with_the_way_up_and_name_each_element_once(case):
    shape, claims, policy = case
    steps = next_steps(shape, claims, policy, most=100)
    elements = [step.element for step in steps]
    way = {change.element for change in ways_up(*case)}
    raised = [claims[step.element].level for step in steps if step.why is Why.RAISES_OVERALL]
    assert set(elements[: len(way)]) == way
    assert raised == sorted(raised) and all(step.why is Why.RAISES_OVERALL for step in steps[: len(raised)])
    assert len(elements) == len(set(elements))
    assert next_steps(*case) == steps[:3]
    assert set(elements) == {slug for slug, claim in claims.items() if claim != Claim(Level.CHANGE_MAKER, True)}


@given(cases())
def test_step_goes_one_level_up_or_asks_for_evidence(case):
    _shape, claims, _policy = case
    for step in next_steps(*case, most=100):
        own = claims[step.element]
        if step.why in {Why.RAISES_OVERALL, Why.WEAKEST}:
            assert step.level is own.level.next
        else:
            assert step.level is own.level
            assert not own.is_evidenced


def test_unanswered_elements_are_no_steps():
    claims = {"a1": Claim(Level.MASTER), "b2": Claim(Level.STARTER)}
    assert told(next_steps(SHAPE, claims, Policy())) == ["b2 2 weakest", "a1 3 weakest"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("2 2 2 2  2 2 2", ()),
        ("1 2 2 3  3+ 4 2", ("b2", "b1", "a4")),
        ("1 1 1 1  2 2+ 2", ("b2", "b1", "b3")),
    ],
)
def test_strengths_stand_above_the_persons_own_median(answers, expected):
    assert strengths(SHAPE, claimed(SHAPE, answers)) == expected


@given(cases())
def test_strengths_are_above_the_median_and_in_order(case):
    shape, claims, _policy = case
    middle = domain_level([claim.level for claim in claims.values()])
    found = [claims[slug] for slug in strengths(shape, claims, most=100)]
    assert len(found) == sum(claim.level > middle for claim in claims.values())
    ranks = [(claim.level, claim.is_evidenced) for claim in found]
    assert ranks == sorted(ranks, reverse=True)


def test_who_answered_nothing_has_no_strengths():
    assert strengths(SHAPE, {}) == ()
