"""Policies and seats are read back as they were written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.company_size import SizeClass
from rubric.assessment.domain.strength import Strength
from rubric.engagement.domain.complexity import Complexity
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.policy import FIRST_POLICY, Policy, Rule, WrongPolicy
from rubric.matching.domain.writing import elements_of, read_policy, read_seat, write_policy, write_seat

seats = st.builds(
    Seat,
    role=st.sampled_from([role for role in Role if role is not Role.TRAINEE]),
    level=st.sampled_from(Level),
    elements=st.dictionaries(st.sampled_from(["ownership", "thinking"]), st.integers(1, 4)).map(elements_of),
    strength=st.sampled_from(Strength),
)
rules = st.builds(
    Rule,
    name=st.text(min_size=1, max_size=5),
    seats=st.lists(seats, min_size=1, max_size=3).map(tuple),
    sizes=st.frozensets(st.sampled_from(SizeClass), min_size=1),
    complexities=st.frozensets(st.sampled_from(Complexity)),
    situation=st.frozensets(st.sampled_from(["no-strategy", "succession"])),
    is_regional_core=st.none() | st.booleans(),
)


@given(seats)
def test_seat_comes_back(seat):
    assert read_seat(json.loads(json.dumps(write_seat(seat)))) == seat


@given(st.lists(rules, max_size=3, unique_by=lambda rule: rule.name))
def test_policy_comes_back(conditional):
    policy = Policy((*conditional, Rule("whatever else", (Seat(Role.LEAD),))))
    assert read_policy(json.loads(json.dumps(write_policy(policy)))) == policy


def test_first_policy_comes_back():
    assert read_policy(write_policy(FIRST_POLICY)) == FIRST_POLICY


def test_what_is_no_policy_is_refused():
    written = write_policy(FIRST_POLICY)
    with pytest.raises(WrongPolicy):
        read_policy(written[:-1])
    written[0]["seats"][0]["level"] = 9
    with pytest.raises(ValueError, match="9"):
        read_policy(written)
