"""Plans: what they say, and that they hold what the pure core promises."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rubric.engagement import actions as engaging
from rubric.engagement.actions import Party
from rubric.engagement.choices import Interest, Urgency
from rubric.framework.domain.levels import Level
from rubric.matching.choices import PlanState
from rubric.matching.domain.planning.instance import Open
from rubric.matching.domain.planning.plan import make_plan
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.rules import RULES
from rubric.matching.needs import staffing_of
from rubric.matching.people import person_of, roster_of
from rubric.matching.planning import making
from rubric.matching.planning.outlook import outlook_of
from rubric.matching.planning.presenters import plan_screen
from rubric.matching.planning.result import read_facts, write_facts
from rubric.supporters import actions as supporting
from tests.integration.matching.conftest import NAME, lines_of, named

pytestmark = pytest.mark.django_db
OK, AWAY, NO, GONE = 200, 302, 403, 404


def test_plan_is_what_the_pure_core_makes(made, home, engagement, hard, supporters):
    roster = roster_of(home)
    asked = [Open(staffing_of(one).need, making.urgency_of(one)) for one in (engagement, hard)]
    expected = make_plan(roster, asked)

    run = made()

    assert run.state == PlanState.DONE and run.progress == 100 and run.ended_at
    assert named(run) == {(int(key), seat): person_of(person) for (key, seat), person in expected.chosen.items()}
    assert named(run) == {(engagement.pk, 0): supporters[0].pk, (hard.pk, 0): supporters[2].pk}
    assert run.result["staffed"] == run.result["staffed_bound"] and run.result["is_optimal"]
    assert run.result["points"] == expected.points
    assert (run.result["seats"], run.result["people"]) == (2, 3)


def test_points_are_what_the_reasons_add_up_to(made, engagement, hard, supporters):
    run = made()
    for line in lines_of(run).values():
        assert line.points == sum(reason["points"] for reason in line.reasons) > 0
    assert run.result["points"] == sum(line.points for line in lines_of(run).values())


def test_result_holds_no_name(made, engagement, hard, supporters):
    written = json.dumps(made().result, ensure_ascii=False)
    for name in (NAME, "金属加工", "中核", *(one.name for one in supporters)):
        assert name not in written


def test_unchanged_question_has_the_same_answer(made, engagement, hard, supporters, make_supporter):
    make_supporter("初段 一輪", level=Level.STARTER)
    first, second = made(), made()
    assert named(first) == named(second)
    assert not any(line.kept for line in lines_of(first).values())
    assert all(line.kept for line in lines_of(second).values())


def test_slightly_better_newcomer_does_not_reshuffle(made, engagement, supporters, make_supporter):
    before = named(made())
    make_supporter("初段 次郎", level=Level.STARTER, hours=24)
    assert named(made()) == before


def test_kept_choice_stays_and_says_so(made, engagement, supporters, make_supporter):
    first = made()
    line = lines_of(first)[engagement.pk, 0]
    other = {**making.lock_of(engagement.pk, line), "person": supporters[1].pk}
    run = made(locked=[other])
    assert named(run) == {(engagement.pk, 0): supporters[1].pk}
    assert lines_of(run)[engagement.pk, 0].locked


def test_choice_that_a_rule_is_against_by_now_is_not_kept(made, engagement, supporters):
    lock = making.lock_of(engagement.pk, lines_of(made())[engagement.pk, 0])
    engaging.declare_interest(
        by=engagement.coordinator,
        engagement=engagement,
        kind=Interest.RELATIVE,
        party=Party(person=supporters[0]),
    )
    run = made(locked=[lock])
    assert run.state == PlanState.DONE
    assert named(run)[engagement.pk, 0] == supporters[1].pk


def test_two_kept_choices_never_take_more_hours_than_there_are(made, registered, supporters):
    both = [registered(hours_a_month=8), registered(company_name="株式会社べつ", alias="B社", hours_a_month=8)]
    first = made()
    locks = [making.lock_of(one.pk, lines_of(first)[one.pk, 0]) | {"person": supporters[0].pk} for one in both]
    supporting.offer_hours(
        by=supporters[0],
        first_month=timezone.localdate().replace(day=1),
        last_month=later_month(),
        hours=10,
    )
    run = made(locked=locks)
    assert [line.locked for line in lines_of(run).values()].count(True) == 1
    assert all(line.person for line in lines_of(run).values())


def later_month():
    return (timezone.localdate().replace(day=1) + timedelta(days=340)).replace(day=1)


def test_urgent_engagement_comes_first(made, registered, make_supporter):
    only = make_supporter("一人 だけ", hours=8)
    registered()
    urgent = registered(company_name="株式会社いそぎ", alias="急ぎのC社", urgency=Urgency.URGENT)
    assert {person for key, person in named(made()).items() if key[0] == urgent.pk} == {only.pk}


def test_waiting_counts_but_never_as_much_as_urgency(registered):
    today = timezone.localdate()
    normal, soon = registered(), registered(company_name="別", alias="B社", urgency=Urgency.SOON)
    weights = [making.urgency_of(normal, today + timedelta(days=days)) for days in (0, 28, 56, 84, 5000)]
    assert weights == [4, 5, 6, 7, 7]
    assert making.urgency_of(soon, today) > weights[-1]


def test_empty_seat_tells_which_rule_binds_and_who_is_nearest(made, hard, supporters, make_supporter, keeper):
    supporters[2].supporter_profile.prefectures = ["tokyo"]
    supporters[2].supporter_profile.save()
    line = lines_of(made())[hard.pk, 0]
    assert line.person is None and line.able == 0
    assert line.binding == {"level": 2, "reach": 1}
    assert {near.person for near in line.nearest} == {one.pk for one in supporters}


def test_private_conflict_is_never_told(made, hard, supporters, keeper, client):
    engaging.declare_interest(by=keeper, engagement=hard, kind=Interest.LENDER, party=Party(person=supporters[2]))
    run = made()
    line = lines_of(run)[hard.pk, 0]
    assert line.person is None and line.binding == {"level": 2}
    assert supporters[2].pk not in {near.person for near in line.nearest}
    client.force_login(keeper)
    page = client.get(reverse("plan", args=[run.pk])).text
    assert supporters[2].name not in page and "理由は非公開" not in page


def test_seat_whose_people_are_needed_elsewhere_says_so(made, registered, make_supporter, keeper):
    make_supporter("一人 だけ", hours=8)
    registered()
    registered(company_name="株式会社べつ", alias="B社")
    run = made()
    left = next(line for line in lines_of(run).values() if line.person is None)
    assert left.able == 1 and left.nearest == ()
    screen = plan_screen(run, keeper)
    (words,) = [seat.why_nobody for one in screen.engagements for seat in one.seats if not seat.name]
    assert len(words) == 1 and "1" in words[0]


def test_facts_of_every_rule_are_read_as_they_were_written(hard, supporters, make_supporter):
    roster = roster_of(hard.organisation)
    need = staffing_of(hard).need
    line_up = LineUp(roster, need, need.seats[0])
    checked = 0
    for candidate in roster.candidates:
        for rule in RULES:
            facts = rule.change(candidate, line_up.need, line_up.seat)
            if facts is not None:
                checked += 1
                assert read_facts(json.loads(json.dumps(write_facts(facts)))) == dict(facts), rule.name
    assert checked > len(RULES)


def test_held_and_asked_seats_are_no_part_of_it(made, engagement, proposal, hard, supporters):
    run = made()
    assert {key[0] for key in lines_of(run)} == {hard.pk}
    assert outlook_of(engagement.organisation).seats == 1


def test_nothing_open_gives_an_empty_plan(made, keeper, home):
    run = made()
    assert run.state == PlanState.DONE and run.result["engagements"] == []
    assert outlook_of(home).seats == 0
    assert plan_screen(run, keeper).engagements == ()
