"""Which rule is applied, and which policies are none."""

import pytest

from platform_site.reference.company_size import SizeClass
from rubric.engagement.domain.complexity import Complexity
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.policy import (
    FIRST_POLICY,
    MOST_SEATS,
    Kind,
    Policy,
    Rule,
    WrongPolicy,
    changed_kinds,
)

ONE = (Seat(Role.LEAD),)
ALWAYS = Rule("always", ONE)


def levels_of(kind):
    rule = FIRST_POLICY.rule_for(kind)
    return rule.name, [(seat.role.value, seat.level.slug) for seat in rule.seats]


@pytest.mark.parametrize(
    ("kind", "name", "seats"),
    [
        (Kind(SizeClass.SMALL), "community-rooted", [("lead", "starter")]),
        (Kind(), "community-rooted", [("lead", "starter")]),
        (Kind(SizeClass.SME, is_regional_core=True), "regional-core", [("lead", "change-maker")]),
        (
            Kind(SizeClass.SMALL, complexity=Complexity.COMPLEX),
            "complex-analysis",
            [("lead", "change-maker"), ("expert", "master")],
        ),
        (
            Kind(SizeClass.SME, is_regional_core=True, complexity=Complexity.COMPLEX),
            "complex-analysis",
            [("lead", "change-maker"), ("expert", "master")],
        ),
        (
            Kind(SizeClass.MID_SIZE, complexity=Complexity.MODERATE),
            "team-of-three",
            [("expert", "challenger"), ("coordinator", "master"), ("recorder", "starter")],
        ),
    ],
)
def test_first_policy_is_the_sources(kind, name, seats):
    assert levels_of(kind) == (name, seats)


def test_every_condition_has_to_hold():
    rule = Rule("r", ONE, sizes=frozenset({SizeClass.SMALL}), situation=frozenset({"loss", "no-successor"}))
    assert rule.holds_for(Kind(SizeClass.SMALL, situation=frozenset({"loss", "profit"})))
    assert not rule.holds_for(Kind(SizeClass.SMALL, situation=frozenset({"profit"})))
    assert not rule.holds_for(Kind(SizeClass.SME, situation=frozenset({"loss"})))


def test_a_rule_may_hold_for_those_that_are_no_core_companies():
    rule = Rule("r", ONE, is_regional_core=False)
    assert rule.holds_for(Kind())
    assert not rule.holds_for(Kind(is_regional_core=True))
    assert not rule.is_unconditional


@pytest.mark.parametrize(
    ("rules", "code", "where"),
    [
        ((), "last-rule-has-conditions", ""),
        ((Rule("core", ONE, is_regional_core=True),), "last-rule-has-conditions", ""),
        ((Rule("always", ONE, is_regional_core=True), ALWAYS), "name-twice", "always"),
        ((ALWAYS, Rule("other", ONE)), "hides-what-follows", "always"),
        ((Rule("empty", ()),), "no-seats", "empty"),
        ((Rule("crowd", ONE * (MOST_SEATS + 1)),), "too-many-seats", "crowd"),
        ((Rule("class", (Seat(Role.TRAINEE),)),), "learners-only", "class"),
    ],
)
def test_what_would_leave_a_company_without_a_team_is_no_policy(rules, code, where):
    with pytest.raises(WrongPolicy, match=code) as raised:
        Policy(rules)
    assert (raised.value.code, raised.value.rule) == (code, where)


def test_what_if_tells_to_whom_other_seats_fall():
    masters = Rule("always", (Seat(Role.LEAD, Level.MASTER),))
    core, small = Kind(is_regional_core=True), Kind(SizeClass.SMALL)
    after = Policy((*FIRST_POLICY.rules[:-1], masters))
    assert changed_kinds(FIRST_POLICY, after, [core, small]) == [(small, FIRST_POLICY.rules[-1], masters)]
