"""The long lists of choices in groups."""

import pytest

from casebook.cases.cms.choices import JUDGED_GROUPS, SITUATION_GROUPS, as_field_choices
from casebook.profiles.choices import CONTRADICTIONS, Judged, Situation


@pytest.mark.parametrize(("groups", "choices"), [(JUDGED_GROUPS, Judged), (SITUATION_GROUPS, Situation)])
def test_every_choice_stands_in_one_group(groups, choices):
    grouped = [member for _heading, members in groups for member in members]
    assert sorted(grouped) == sorted(choices)


def test_situations_that_exclude_each_other_stand_together():
    pairs = [set(members) for _heading, members in SITUATION_GROUPS]
    assert all(set(pair) in pairs for pair in CONTRADICTIONS)


def test_groups_become_nested_choices():
    choices = as_field_choices(SITUATION_GROUPS)
    assert choices[0][1] == [
        ("has-strategy", Situation.HAS_STRATEGY.label),
        ("no-strategy", Situation.NO_STRATEGY.label),
    ]
