"""People together: whose levels count, how many stand where, and how self and reviewer differ."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.assessment.domain.cohort import (
    SOON,
    Difference,
    Group,
    Move,
    Spread,
    Term,
    by_demand,
    differences,
    move,
    next_quarter,
    quarter_began,
    spreads,
    term,
)
from rubric.framework.domain.crosswalk import Crosswalk, Link
from rubric.framework.domain.levels import Level

TODAY = date(2026, 11, 21)
OLD = ("listen", "ask", "plan", "gone", "wide")
NEW = ("listen", "dialogue", "new", "left", "right")
LINKS = {("listen", "listen"), ("ask", "dialogue"), ("plan", "dialogue"), ("wide", "left"), ("wide", "right")}
#: One element stayed, two were merged, one was split, one dropped, one is new.
CROSSWALK = Crosswalk(OLD, NEW, frozenset(Link(*link) for link in LINKS))
STRAIGHT = Crosswalk(NEW, NEW, frozenset(Link(slug, slug) for slug in NEW))

level = st.sampled_from(Level)


def levels_of(slugs):
    return st.lists(st.dictionaries(st.sampled_from(slugs), level), max_size=8)


@pytest.mark.parametrize(
    ("valid_until", "expected"),
    [
        (None, Term.NONE),
        (TODAY - timedelta(days=1), Term.ENDED),
        (TODAY, Term.ENDS_SOON),
        (TODAY + SOON, Term.ENDS_SOON),
        (TODAY + SOON + timedelta(days=1), Term.VALID),
    ],
)
def test_term_is_that_of_the_day(valid_until, expected):
    assert term(valid_until, TODAY) is expected


@given(old=levels_of(OLD), new=levels_of(NEW))
def test_spread_counts_what_the_crosswalk_carries(old, new):
    carried = [CROSSWALK.carry(levels).levels for levels in old] + [STRAIGHT.carry(levels).levels for levels in new]

    for spread in spreads(NEW, [Group(CROSSWALK, old), Group(STRAIGHT, new)]):
        reached = [levels[spread.element] for levels in carried if spread.element in levels]
        assert spread.counts == tuple(reached.count(one) for one in Level)
        assert sum(spread.counts) + spread.unknown == len(carried)


@given(people=levels_of(NEW))
def test_demand_grows_with_the_target_and_is_nobody_below_the_lowest(people):
    for spread in spreads(NEW, [Group(STRAIGHT, people)]):
        demand = [spread.below(target) for target in Level]
        assert demand == sorted(demand) and demand[0] == 0
        assert demand[-1] + spread.counts[-1] + spread.unknown == len(people)


def test_greatest_demand_stands_first_and_equals_keep_the_order_of_the_rubric():
    found = [Spread("a", (1, 0, 3, 0)), Spread("b", (0, 2, 0, 2)), Spread("c", (1, 1, 2, 0))]
    assert [one.element for one in by_demand(found, Level.MASTER)] == ["a", "c", "b"]
    assert [one.element for one in by_demand(found, Level.CHALLENGER)] == ["b", "c", "a"]


def test_nobody_is_on_any_level_where_there_are_no_people():
    assert spreads(["a"], []) == [Spread("a", (0, 0, 0, 0), 0)]


def test_difference_says_who_saw_himself_higher_or_lower_than_his_reviewer():
    own = [{"listen": 3}, {"listen": 2}, {"listen": 1}, {"listen": 1}, {}]
    rated = [{"listen": 2}, {"listen": 2}, {"listen": 4}, {"listen": 2}, {"listen": 2}]
    assert differences(["listen"], [Group(STRAIGHT, own, rated)]) == [Difference("listen", 1, 1, 2, 1)]


@given(old=levels_of(OLD))
def test_whoever_sees_himself_as_his_reviewer_does_differs_nowhere(old):
    for found in differences(NEW, [Group(CROSSWALK, old, old)]):
        assert (found.above, found.below) == (0, 0) and found.same + found.unknown == len(old)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(None, 2, Move.FIRST), (2, 2, Move.SAME), (1, 2, Move.HIGHER), (3, 2, Move.LOWER)],
)
def test_move_is_that_from_the_level_before(before, now, expected):
    assert move(before, now) is expected


@given(today=st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_quarter_has_three_whole_months_and_the_day_lies_in_it(today):
    began, ends = quarter_began(today), next_quarter(today)
    assert began <= today < ends and (began.month - 1) % 3 == 0
    assert (ends.year - began.year) * 12 + ends.month - began.month == 3 and began.day == ends.day == 1
