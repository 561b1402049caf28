"""Ranking and teams against a slow oracle; points that add up; answers that do not waver."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.ranking import LineUp, best_teams, line_ups
from rubric.matching.domain.roster import Bits, Roster
from rubric.matching.domain.terms import TERMS
from rubric.matching.domain.weights import DEFAULT_WEIGHTS, checked
from tests.unit.rubric.matching import oracle
from tests.unit.rubric.matching.people import (
    MONTHS,
    SEAT,
    able,
    candidates,
    easy_candidates,
    easy_needs,
    need,
    needs,
    people,
)

weightings = st.fixed_dictionaries({term.name: st.integers(0, 100) for term in TERMS})


def told(teams):
    return [(team.points, team.keys) for team in teams]


@settings(max_examples=500)
@given(people(), needs(), weightings)
def test_everybody_stands_where_the_oracle_puts_him(people, need, weights):
    roster = Roster(people)
    for line_up in line_ups(roster, need, weights):
        seat = line_up.seat
        for one in people:
            assert {refusal.rule for refusal in line_up.refusals(one.key)} == oracle.refusals(one, need, seat)
            shares = oracle.shares(one, need, seat)
            assert {reason.term: reason.share for reason in line_up.reasons(one.key)} == {
                name: share for name, share in shares.items() if share and weights[name]
            }
        ranked = line_up.ranked()
        able = [one for one in people if not oracle.refusals(one, need, seat)]
        able.sort(key=lambda one: (-oracle.total(one, need, seat, weights), one.key))
        assert [placed.candidate for placed in ranked] == able
        assert [placed.place for placed in ranked] == list(range(1, len(able) + 1))


@settings(max_examples=300)
@given(people(easy_candidates, most=5), easy_needs(), weightings, st.integers(1, 4))
def test_teams_are_the_best_there_are(people, need, weights, count):
    teams = best_teams(line_ups(Roster(people), need, weights), count)
    assert told(teams) == oracle.best_teams(people, need, weights, count)


@settings(max_examples=300)
@given(people(), needs(), weightings)
def test_reasons_add_up_to_the_total_exactly(people, need, weights):
    for team in best_teams(line_ups(Roster(people), need, weights)):
        holders = [holder for holder in team.holders if holder]
        assert team.points == sum(reason.points for holder in holders for reason in holder.reasons)
        for holder in holders:
            assert all(reason.points == reason.share * weights[reason.term] for reason in holder.reasons)
            assert all(before.points >= after.points for before, after in pairwise(holder.reasons))


@given(people(easy_candidates), easy_needs(), st.randoms())
def test_the_order_in_which_people_come_decides_nothing(people, need, random):
    once = told(best_teams(line_ups(Roster(people), need)))
    random.shuffle(people)
    assert told(best_teams(line_ups(Roster(people), need))) == once


def test_between_equals_the_smaller_key_comes_first():
    roster = Roster([able(key="b"), able(key="c"), able(key="a")])
    assert [placed.candidate.key for placed in LineUp(roster, need(), SEAT).ranked()] == ["a", "b", "c"]


def test_seats_that_ask_the_same_are_not_told_in_two_orders():
    roster = Roster([able(key="a"), able(key="b")])
    teams = best_teams(line_ups(roster, need(seats=(SEAT, SEAT))))
    assert [team.keys for team in teams] == [("a", "b"), ("a", ""), ("b", "")]


def test_a_team_tells_which_seats_are_empty():
    (team,) = best_teams(line_ups(Roster([able(level=Level.STARTER)]), need()), 1)
    assert (team.is_whole, team.missing, team.held, team.points) == (False, (0,), 0, 0)


def test_the_one_who_alone_can_take_a_seat_is_kept_for_it():
    lead, other = Seat(Role.LEAD, Level.MASTER), Seat(Role.EXPERT, Level.STARTER)
    roster = Roster([able(key="a"), able(key="b", level=Level.STARTER, barriers=frozenset())])
    (team,) = best_teams(line_ups(roster, need(seats=(lead, other))), 1)
    assert team.keys == ("a", "b")


@given(candidates, needs(most_seats=1))
def test_a_better_fit_never_ranks_lower(one, need):
    """Whoever can do what the other can and more stands before him."""
    better = replace(
        one,
        barriers=one.barriers | set(need.barriers),
        industries=one.industries | set(filter(None, [need.industry])),
        approaches=one.approaches | set(need.approaches),
        reach=one.reach | set(filter(None, [need.prefecture])),
        base=need.prefecture or one.base,
        languages=one.languages | set(need.languages),
        licences=one.licences | set(filter(None, [need.licence])),
        hours=dict.fromkeys((*need.months, *MONTHS), (40, 0)),
        cases=one.cases | set(need.similar_cases),
        key="b",
    )
    roster = Roster([replace(one, key="a"), better])
    (line_up,) = line_ups(roster, replace(need, team=frozenset(), declined=frozenset(), partial=frozenset()))
    assert line_up.points[1] >= line_up.points[0]
    assert line_up.may[1] or not line_up.may[0]


def test_nobody_is_no_problem():
    line_up = LineUp(Roster([]), need(), SEAT)
    assert (line_up.ranked(), best_teams([line_up], 1)[0].keys) == ([], ("",))


def test_more_slugs_than_bits_are_refused():
    with pytest.raises(OverflowError, match="more than 64"):
        Bits().of(str(number) for number in range(65))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"charm": 10}, "no such term: charm"),
        ({"place": 101}, "not between 0 and 100: place"),
        ({"load": -1}, "not between 0 and 100: load"),
    ],
)
def test_weights_that_are_none_are_refused(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        checked({**DEFAULT_WEIGHTS, **change})


def test_a_term_without_a_weight_is_named():
    weights = {name: weight for name, weight in DEFAULT_WEIGHTS.items() if name != "style"}
    with pytest.raises(ValueError, match="no weight for: style"):
        checked(weights)
    assert checked(DEFAULT_WEIGHTS) == DEFAULT_WEIGHTS
