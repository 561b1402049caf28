"""What lacks for being chosen, what binds where nobody fits, and who is nearest."""

from rubric.assessment.domain.strength import Strength
from rubric.framework.domain.levels import Level
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.why_not import binding, nearest, why_not
from tests.unit.rubric.matching.people import SEAT, able, need


def line_up(*people, **asked):
    return LineUp(Roster(people), need(**asked), SEAT)


def test_whoever_is_behind_hears_by_how_much():
    before = line_up(able(key="a", base="saitama"), able(key="b", base="gunma"))
    assert [why_not(before, key).behind for key in "ab"] == [0, 2001]
    assert why_not(before, "b").refusals == ()
    assert why_not(before, "b", chosen=2).behind == 0


def test_between_equals_one_point_decides():
    before = line_up(able(key="a"), able(key="b"))
    assert [why_not(before, key).behind for key in "ab"] == [0, 1]


def test_whoever_would_lead_but_for_a_rule_lacks_no_points():
    before = line_up(able(key="a"), able(key="b", base="saitama", strength=Strength.EVIDENCED))
    answer = why_not(before, "b")
    assert (answer.behind, answer.is_possible, [change.rule for change in answer.changes]) == (0, True, ["strength"])


def test_one_refusal_that_nobody_can_lift_makes_it_impossible():
    before = line_up(able(strength=Strength.EVIDENCED, declined_industries=frozenset("E")))
    answer = why_not(before, "able")
    assert ([change.rule for change in answer.changes], answer.is_possible) == (["strength"], False)


def test_what_binds_is_counted_but_for_what_is_private():
    people = [
        able(key="a", strength=Strength.EVIDENCED),
        able(key="b", strength=Strength.EVIDENCED),
        able(key="c", level=Level.STARTER, strength=Strength.EVIDENCED),
        able(key="d", conflicts=frozenset({"aoba"})),
    ]
    assert binding(line_up(*people, company="aoba")) == {"strength": 2}


def test_nearest_are_those_whom_one_rule_alone_refuses_best_first():
    people = [
        able(key="a", strength=Strength.EVIDENCED),
        able(key="b", strength=Strength.EVIDENCED, base="saitama"),
        able(key="c", reach=frozenset(), is_online=True),
        able(key="d", level=Level.STARTER, strength=Strength.EVIDENCED),
        able(key="e", conflicts=frozenset({"aoba"})),
        able(key="f", level=0),
    ]
    found = nearest(line_up(*people, company="aoba"))
    assert [(one.key, one.change.rule) for one in found] == [("b", "strength"), ("a", "strength"), ("c", "reach")]
    assert found[0].points > found[1].points


def test_of_each_rule_a_few_are_told():
    people = [able(key=f"p{number}", strength=Strength.EVIDENCED) for number in range(5)]
    assert [one.key for one in nearest(line_up(*people), count=2)] == ["p0", "p1"]


def test_nobody_is_near_where_somebody_fits():
    assert nearest(line_up(able(key="a"), able(key="b", strength=Strength.EVIDENCED))) == []
