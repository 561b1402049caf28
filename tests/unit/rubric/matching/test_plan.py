"""Plans against every plan there is, on small instances; what is promised of locked, proposed and unstaffable seats."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.planning import plan as making
from rubric.matching.domain.planning import prices
from rubric.matching.domain.planning.greedy import greedy
from rubric.matching.domain.planning.instance import KEPT, REFUSED, Instance, Open
from rubric.matching.domain.planning.plan import make_plan
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.weights import DEFAULT_WEIGHTS
from tests.unit.rubric.matching.people import MONTHS, SEAT, able, easy_candidates, easy_needs, need, people

STARTER = Seat(Role.RECORDER)


@st.composite
def open_engagements(draw):
    """Two engagements that share people and months, with little time among them."""
    asked = draw(st.lists(easy_needs(most_seats=2), min_size=1, max_size=2))
    hours, urgencies = st.integers(1, 6), st.integers(1, 3)
    return [
        Open(replace(one, key=f"e{number}", months=MONTHS[:1], hours=draw(hours)), draw(urgencies))
        for number, one in enumerate(asked)
    ]


def every_plan(instance):
    """Staffed, fit and how many seats go to people who hold another one, of each plan that there is."""
    able = [[None, *(p for p, points in enumerate(row) if points != REFUSED)] for row in instance.points]
    for people_ in product(*able):
        held = [(row, person) for row, person in enumerate(people_) if person is not None]
        if _is_possible(instance, held):
            staffed = sum(instance.rows[row].urgency for row, _person in held)
            fit = sum(int(instance.points[choice]) for choice in held)
            yield staffed, fit, len(held) - len({person for _row, person in held})


def _is_possible(instance, held):
    once = [(instance.rows[row].engagement, person) for row, person in held]
    spent = instance.free * 0
    for row, person in held:
        spent[person, list(instance.rows[row].months)] += instance.rows[row].hours
    return len(once) == len(set(once)) and (spent <= instance.free).all()


@settings(max_examples=120)
@given(people(easy_candidates, most=4), open_engagements())
def test_no_plan_is_better(people, engagements):
    roster = Roster(people)
    instance = Instance(roster, engagements)
    staffed, fit, doubled = min(every_plan(instance), key=lambda plan: (-plan[0], -plan[1], plan[2]))
    plan = make_plan(roster, engagements, gap=0, seconds=20)
    holders = list(plan.chosen.values())
    assert (plan.staffed, plan.fit, len(holders) - len(set(holders))) == (staffed, fit, doubled)
    assert plan.is_optimal
    assert (plan.staffed_bound, plan.fit_bound) == (plan.staffed, plan.fit)


@settings(max_examples=60)
@given(people(easy_candidates, most=4), open_engagements())
def test_the_bound_holds_for_everybody_though_few_are_looked_at(people, engagements):
    roster = Roster(people)
    staffed, fit, _doubled = min(every_plan(Instance(roster, engagements)), key=lambda plan: (-plan[0], -plan[1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prices, "BEGIN", 1)
        patch.setattr(prices, "MORE", 0)
        patch.setattr(making, "FEW", 0)
        plan = make_plan(roster, engagements, gap=0, seconds=20)
    assert plan.staffed <= staffed <= plan.staffed_bound
    assert plan.staffed < staffed or plan.fit <= fit <= plan.fit_bound


@settings(max_examples=60)
@given(people(easy_candidates, most=5), open_engagements())
def test_the_greedy_plan_is_one_that_can_be_carried_out(people, engagements):
    instance = Instance(Roster(people), engagements)
    assert _is_possible(instance, greedy(instance))
    assert all(instance.points[choice] != REFUSED for choice in greedy(instance))


def test_somebody_is_kept_for_the_seat_that_only_he_can_take():
    roster = Roster([able(key="a"), able(key="b", level=Level.STARTER)])
    both = [Open(need(key="any", seats=(STARTER,), hours=10)), Open(need(key="master", hours=10))]
    plan = make_plan(roster, both)
    assert plan.chosen == {("any", 0): "b", ("master", 0): "a"}
    assert plan.is_optimal
    assert plan.gap == 0


def test_the_most_urgent_is_staffed_first():
    roster = Roster([able(base="saitama")])
    both = [Open(need(key="near", hours=10)), Open(need(key="urgent", hours=10, prefecture=""), urgency=2)]
    assert make_plan(roster, both).chosen == {("urgent", 0): "able"}


def test_nobody_is_booked_beyond_his_hours():
    roster = Roster([able(hours=dict.fromkeys(MONTHS, (10, 3)))])
    three = [Open(need(key=f"e{number}", hours=3)) for number in range(3)]
    plan = make_plan(roster, three)
    assert (len(plan.chosen), plan.staffed_bound) == (2, 2)


def test_best_of_few_choices_is_proven_though_time_comes_in_whole_seats():
    """Chosen in part, people would have time for one and two thirds of these seats each."""
    roster = Roster([able(key="a", hours=dict.fromkeys(MONTHS, (10, 0))), able(key="b", base="saitama")])
    plan = make_plan(roster, [Open(need(key=f"e{number}", hours=6)) for number in range(4)])
    assert (plan.staffed, plan.staffed_bound) == (2, 2)
    assert plan.is_optimal


def test_who_is_locked_holds_his_seat_whatever_a_rule_says():
    roster = Roster([able(key="a", base="saitama"), able(key="b", level=Level.STARTER)])
    plan = make_plan(roster, [Open(need(seats=(SEAT, STARTER)), locked={0: "b"})])
    assert plan.chosen == {("case", 0): "b", ("case", 1): "a"}


def test_who_is_locked_has_to_be_known():
    with pytest.raises(KeyError, match="stranger"):
        make_plan(Roster([able()]), [Open(need(), locked={0: "stranger"})])


@pytest.mark.parametrize(("lead", "holder"), [(KEPT - 1, "b"), (KEPT + 1, "a")])
def test_small_changes_do_not_reshuffle_what_was_proposed(lead, holder):
    """Weights that make one percent of nearness worth one point less or more than staying."""
    roster = Roster([able(key="a", cases=frozenset({"c1"})), able(key="b")])
    weights = {**dict.fromkeys(DEFAULT_WEIGHTS, 0), "cases": 1}
    asked = need(similar_cases={"c1": lead})
    plan = make_plan(roster, [Open(asked, proposed={0: "b"})], weights)
    assert plan.chosen == {("case", 0): holder}
    assert plan.points == (lead if holder == "a" else 0)


def test_seats_go_to_different_people_where_that_is_as_good():
    roster = Roster([able(key="a"), able(key="b")])
    two = [Open(need(key=f"e{number}", hours=0)) for number in range(2)]
    assert set(make_plan(roster, two, dict.fromkeys(DEFAULT_WEIGHTS, 0)).chosen.values()) == {"a", "b"}


def test_asked_anew_it_is_the_same_plan():
    roster = Roster([able(key=f"p{number}") for number in range(6)])
    several = [Open(need(key=f"e{number}", seats=(SEAT, STARTER))) for number in range(3)]
    assert make_plan(roster, several) == make_plan(roster, list(several))


def test_nobody_to_ask_and_nothing_to_staff():
    assert make_plan(Roster([]), [Open(need())]).chosen == {}
    assert make_plan(Roster([able()]), []).chosen == {}
    assert make_plan(Roster([able()]), []).gap == 0


def test_whoever_watches_may_call_it_off():
    heard = []

    def watch():
        heard.append("asked")
        return True

    roster = Roster([able(key=f"p{number}") for number in range(4)])
    plan = make_plan(roster, [Open(need(key=f"e{number}")) for number in range(3)], watch=watch)
    assert heard
    assert plan.staffed == 3


def test_whoever_calls_it_off_is_heard_before_anything_is_sought(monkeypatch):
    def solve(*_args):
        raise AssertionError("nobody waits for it any more")

    monkeypatch.setattr(cp_model.CpSolver, "solve", solve)
    roster = Roster([able(key="p1"), able(key="p2")])
    plan = make_plan(roster, [Open(need(seats=(SEAT, STARTER)))], watch=lambda: True)
    assert plan.staffed == 2
