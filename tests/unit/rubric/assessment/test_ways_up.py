"""The shortest way to the next level."""

from itertools import product

import pytest
from hypothesis import given

from rubric.assessment.domain.rule import Claim, Policy, verdict
from rubric.assessment.domain.ways_up import Act, ways_up
from rubric.framework.domain.levels import Level
from tests.unit.rubric.assessment.claims import applied, cases, claimed, shape_of, slow_level


def told(changes):
    return " ".join(f"{change.element}{'+' if change.act is Act.EVIDENCE else '→'}{change.level}" for change in changes)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("1 1 1 1  1 1 1", "a1→2 a2→2 a3→2 b1→2 b2→2"),
        ("2+ 2+ 2+ 2  2 2 2", "a1→3 a2→3 a3→3 b1→3 b2→3"),
        ("3 3 3 2  3 3 3", "a1+3 a2+3 a3+3"),
        ("3+ 3 3 2  3 2 2", "b2→3 a2+3 a3+3"),
        ("3+ 3+ 3+ 3  3 2 1", "b3→3"),
        ("3+ 3+ 3+ 1  3 3 1", "a4→2 b3→2"),
        ("4+ 4+ 4+ 4  4 4 4", ""),
    ],
)
def test_way_up_is_short_and_near(answers, expected):
    shape = shape_of(4, 3)
    assert told(ways_up(shape, claimed(shape, answers), Policy())) == expected


@given(cases())
def test_way_up_reaches_the_next_level(case):
    shape, claims, policy = case
    before = verdict(*case).level
    after = verdict(shape, applied(claims, ways_up(*case)), policy).level
    assert after >= (before.next or before)


@given(cases())
def test_no_change_of_the_way_can_be_left_out(case):
    shape, claims, policy = case
    changes, before = ways_up(*case), verdict(*case).level
    for left_out in changes:
        fewer = [change for change in changes if change is not left_out]
        assert verdict(shape, applied(claims, fewer), policy).level is before


@given(cases())
def test_changes_raise_and_evidence_only_what_lacks_it(case):
    _shape, claims, _policy = case
    for change in ways_up(*case):
        own = claims[change.element]
        assert own.level < change.level if change.act is Act.RAISE else not own.is_evidenced


@given(cases())
def test_order_of_claims_does_not_matter(case):
    shape, claims, policy = case
    assert ways_up(shape, dict(reversed(claims.items())), policy) == ways_up(*case)


def slowest_way(shape, claims, policy):
    """The least steps, then elements, with which any raise at all reaches the next level; evidence given to all."""
    goal = slow_level(shape, claims, policy).next
    best = None
    for raised in product(*[range(claims[slug].level, 5) for slug in claims]):
        after = {slug: Claim(Level(level), True) for slug, level in zip(claims, raised, strict=True)}
        steps = [level - claims[slug].level for slug, level in zip(claims, raised, strict=True)]
        if slow_level(shape, after, policy) >= goal:
            effort = sum(steps), sum(step > 0 for step in steps)
            best = effort if best is None else min(best, effort)
    return best


@given(cases(domains=2, elements=2))
def test_no_other_way_is_shorter(case):
    _shape, claims, _policy = case
    if verdict(*case).level is not Level.CHANGE_MAKER:
        raises = [change for change in ways_up(*case) if change.act is Act.RAISE]
        steps = [change.level - claims[change.element].level for change in raises]
        assert (sum(steps), len(steps)) == slowest_way(*case)


def test_no_other_way_is_shorter_in_a_large_domain():
    shape, policy = shape_of(5), Policy(below=1, evidenced_elements=0)
    for answers in product("1234", repeat=5):
        if max(answers.count(one) for one in answers) < 3 and tuple(sorted(answers)) == answers:
            claims = claimed(shape, " ".join(answers))
            changes = ways_up(shape, claims, policy)
            steps = [change.level - claims[change.element].level for change in changes]
            assert (sum(steps), len(steps)) == slowest_way(shape, claims, policy)


def test_incomplete_claims_have_no_way():
    assert ways_up(shape_of(2), {"a1": Claim(Level.MASTER)}, Policy()) == ()


def test_domain_without_elements_needs_no_change():
    shape = {**shape_of(1), "Z": ()}
    assert told(ways_up(shape, claimed(shape, "1"), Policy())) == "a1→2"
