"""In the morning: what needs somebody, in the words of the page, and nothing that is not there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.roles import Role
from rubric.assessment.domain.validity import valid_until
from rubric.desk import members
from rubric.desk.members import SUCCESSOR_AFTER_MONTHS
from rubric.desk.tasks import Desk
from rubric.engagement import actions as engaging
from rubric.engagement.actions import Party
from rubric.engagement.choices import Ending, Interest, SeatRole
from rubric.engagement.domain.phases import Phase
from rubric.engagement.facts import day_words
from rubric.engagement.models import Engagement
from rubric.engagement.team_actions import Wanted, assign, end_assignment, set_seats
from rubric.framework.domain.levels import Level
from rubric.matching.changing.actions import refuse
from rubric.matching.choices import DeclineReason
from rubric.matching.proposing import actions
from rubric.matching.proposing.actions import propose
from rubric.matching.wording import rule_label
from rubric.supporters.models import SupporterProfile
from tests.factories import make_user
from tests.integration.matching.conftest import NAME

pytestmark = pytest.mark.django_db
DESK = reverse("desk")


def sections(client, query=""):
    return {one.slug: one for one in client.get(f"{DESK}{query}").context["sections"]}


@pytest.fixture
def hold(keeper):
    """Puts somebody into a seat, from some day on."""
    return lambda seat, person, since: assign(by=keeper, seat=seat, person=person, hours_a_month=8, starts_on=since)


@pytest.mark.parametrize(
    ("role", "status"), [("", 302), (Role.SUPPORTER, 403), (Role.EDITOR, 403), (Role.COORDINATOR, 200)]
)
@pytest.mark.parametrize("name", ["desk", "desk_board", "desk_load"])
def test_coordinators_alone_have_a_desk(client, engagement, role, status, name):
    if role:
        client.force_login(make_user(role=role))
    answer = client.get(reverse(name))
    assert answer.status_code == status
    assert NAME not in answer.text and engagement.alias not in answer.text


def test_desk_without_an_engagement_leads_to_the_first_one(at_desk):
    answer = at_desk.get(DESK)
    assert answer.context["sections"] == [] and not answer.context["has_engagements"]
    assert reverse("engagement_new") in answer.text


def test_desk_says_so_when_nothing_waits(at_desk, proposal):
    answer = at_desk.get(DESK)
    assert answer.context["sections"] == [] and answer.context["has_engagements"]
    assert reverse("desk_board") in answer.text


def test_answer_that_is_overdue_is_told_with_whom_and_since_when(at_desk, proposal, supporters):
    proposal.answer_by = timezone.localdate() - timedelta(days=1)
    proposal.save()
    late = sections(at_desk)["late-answers"]
    assert late.count == 1 and late.tasks[0].name == NAME
    assert str(supporters[0]) in late.tasks[0].text
    assert late.tasks[0].url == reverse("engagement_staffing", args=[proposal.engagement_id])


def test_answer_that_is_due_today_is_not_overdue(at_desk, proposal):
    proposal.answer_by = timezone.localdate()
    proposal.save()
    assert sections(at_desk) == {}


def test_question_is_told_in_its_words_and_is_no_overdue_answer(at_desk, proposal, supporters):
    actions.ask_back(by=supporters[0], proposal=proposal, text="移動の時間も含みますか")
    proposal.refresh_from_db()
    proposal.answer_by = timezone.localdate() - timedelta(days=1)
    proposal.save()
    found = sections(at_desk)
    assert list(found) == ["questions"] and "移動の時間" in found["questions"].tasks[0].text


def test_declined_seat_is_open_again_and_stands_there_once(at_desk, proposal, supporters):
    actions.decline(by=supporters[0], proposal=proposal, why=DeclineReason.PRIVATE, note="内緒の事情")
    found = sections(at_desk)
    assert list(found) == ["declined"] and found["declined"].count == 1
    assert "内緒の事情" not in at_desk.get(DESK).text


def test_declined_seat_for_which_the_next_one_is_asked_needs_nobody(at_desk, proposal, supporters, keeper, terms):
    actions.decline(by=supporters[0], proposal=proposal, why=DeclineReason.DATES)
    propose(by=keeper, seat=proposal.seat, person=supporters[1], terms=terms)
    assert sections(at_desk) == {}


def test_engagement_without_seats_is_without_a_team(at_desk, engagement):
    found = sections(at_desk)
    assert [task.name for task in found["unstaffed"].tasks] == [NAME]
    assert found["unstaffed"].wants_plan and not found["unstaffed"].tasks[0].team


def test_newest_plan_names_the_team_of_an_open_seat(at_desk, seat, supporters, plan):
    plan(seat, supporters[0])
    plan(seat, supporters[1])
    unstaffed = sections(at_desk)["unstaffed"]
    assert [(one.role, one.name) for one in unstaffed.tasks[0].team] == [
        (SeatRole.LEAD.label, str(supporters[1])),
    ]
    assert not unstaffed.wants_plan


def test_whoever_does_not_want_to_be_asked_any_more_is_not_named(at_desk, seat, supporters, plan):
    plan(seat, supporters[0])
    SupporterProfile.objects.filter(user=supporters[0]).update(may_be_asked=False)
    assert sections(at_desk)["unstaffed"].tasks[0].team[0].name == ""
    assert str(supporters[0]) not in at_desk.get(DESK).text


def test_plan_without_anybody_tells_which_rule_binds(at_desk, seat, plan):
    plan(seat, binding={"reach": 1, "level": 3})
    one = sections(at_desk)["unstaffed"].tasks[0].team[0]
    assert (one.name, one.missing) == ("", rule_label("level"))


def test_plan_of_a_seat_that_is_asked_for_by_now_is_passed_over(at_desk, seat, supporters, plan, keeper, terms):
    plan(seat, supporters[1])
    set_seats(by=keeper, engagement=seat.engagement, seats=[Wanted(SeatRole.LEAD, pk=seat.pk), Wanted(SeatRole.EXPERT)])
    propose(by=keeper, seat=seat, person=supporters[0], terms=terms)
    task = sections(at_desk)["unstaffed"].tasks[0]
    assert task.team == ()


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "starting"), (14, "starting"), (15, "unstaffed"), (-1, "unstaffed")]
)
def test_start_within_two_weeks_comes_before_the_others(at_desk, registered, days, expected):
    registered(wished_start=timezone.localdate() + timedelta(days=days))
    assert list(sections(at_desk)) == [expected]


def test_start_within_two_weeks_counts_an_unanswered_proposal_as_missing(at_desk, proposal):
    Engagement.objects.update(wished_start=timezone.localdate() + timedelta(days=3))
    assert list(sections(at_desk)) == ["starting"]


def test_phase_is_overdue_the_day_after_it_usually_ends(at_desk, engagement, reach):
    reach(engagement, Phase.PRE_VISIT, Phase.ISSUE_SETTING, days=200)
    assert sections(at_desk)["overdue"].count == 1
    Engagement.objects.update(phase_since=timezone.now() - timedelta(days=100))
    assert "overdue" not in sections(at_desk)


def test_consent_is_missing_before_the_issue_setting_only(at_desk, engagement, reach):
    assert "consent" not in sections(at_desk)
    reach(engagement, Phase.PRE_VISIT)
    assert sections(at_desk)["consent"].count == 1
    Engagement.objects.update(consent_on=timezone.localdate())
    assert "consent" not in sections(at_desk)


def test_levels_of_team_members_that_end_are_told(at_desk, proposal, supporters, sign):
    actions.accept(by=supporters[0], proposal=proposal)
    assert "levels" not in sections(at_desk)
    sign(supporters[0], Level.STARTER, until=timezone.localdate() + timedelta(days=30))
    sign(supporters[1], Level.STARTER, until=timezone.localdate() + timedelta(days=30))
    levels = sections(at_desk)["levels"]
    assert [task.name for task in levels.tasks] == [str(supporters[0])]


@pytest.mark.parametrize(("days", "expected"), [(0, False), (1, True)])
def test_change_without_an_answer_is_told_the_day_after_it_was_due(at_desk, change, supporters, days, expected):
    change.answer_by = timezone.localdate() - timedelta(days=days)
    change.save()
    found = sections(at_desk)
    assert ("late-changes" in found) is expected
    for task in found["late-changes"].tasks if expected else ():
        assert (task.name, task.alias) == (str(supporters[0]), change.assignment.engagement.alias)
        assert day_words(change.answer_by) in task.text


def test_answered_change_and_another_organisations_are_not_told(at_desk, client, change, supporters, stranger):
    change.answer_by = timezone.localdate() - timedelta(days=1)
    change.save()
    client.force_login(stranger)
    assert "late-changes" not in sections(client)
    refuse(by=supporters[0], change=change)
    client.force_login(change.asked_by)
    assert "late-changes" not in sections(client)


@pytest.mark.parametrize(("days", "expected"), [(-1, []), (0, ["successors"]), (400, ["successors"])])
def test_seat_held_for_thirty_months_asks_for_a_successor(at_desk, seat, supporters, hold, days, expected):
    today = timezone.localdate()
    began = valid_until(today, -SUCCESSOR_AFTER_MONTHS) - timedelta(days=days)
    hold(seat, supporters[0], began)
    found = sections(at_desk)
    assert list(found) == expected
    for task in found["successors"].tasks if expected else ():
        assert (task.name, task.alias) == (str(supporters[0]), seat.engagement.alias)
        assert str(SeatRole.LEAD.label) in task.text and day_words(began) in task.text
        assert task.url == reverse("engagement_staffing", args=[seat.engagement_id])


def test_longest_held_seat_stands_first_and_all_are_counted_in_one_query(
    at_desk, keeper, registered, supporters, hold, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(members, "MOST", 2)
    for number, years in enumerate((3, 5, 4)):
        one = registered(company_name=f"株式会社ためし{number}", alias=f"会社{number}")
        seats = set_seats(by=keeper, engagement=one, seats=[Wanted(SeatRole.LEAD)])
        hold(seats[0], supporters[number], timezone.localdate() - timedelta(days=366 * years))
    with django_assert_num_queries(1):
        found = members.successors(Desk(keeper, Engagement.objects.kept_by(keeper), timezone.localdate()))
    assert [task.alias for task in found.tasks] == ["会社1", "会社2"]
    assert (found.count, found.rest) == (3, 1)


def test_no_successor_is_sought_where_nobody_works_or_the_seat_was_left(at_desk, keeper, seat, supporters, hold, reach):
    assignment = hold(seat, supporters[0], timezone.localdate() - timedelta(days=1200))
    reach(seat.engagement, Phase.SUSPENDED)
    assert "successors" not in sections(at_desk)
    reach(seat.engagement, Phase.APPROACHED)
    assert "successors" in sections(at_desk)
    end_assignment(by=keeper, assignment=assignment, why=Ending.TRANSFER)
    assert "successors" not in sections(at_desk)


def test_another_organisations_seats_ask_for_no_successor(client, stranger, seat, supporters, hold):
    hold(seat, supporters[0], timezone.localdate() - timedelta(days=1200))
    client.force_login(stranger)
    assert "successors" not in sections(client)
    assert str(supporters[0]) not in client.get(DESK).text


def test_mine_leaves_out_what_a_colleague_answers_for(client, home, engagement):
    colleague = make_user(role=Role.COORDINATOR, organisation=home)
    client.force_login(colleague)
    assert list(sections(client)) == ["unstaffed"]
    assert sections(client, "?people=mine") == {}


def test_another_organisation_sees_nothing_of_it(client, stranger, proposal, supporters, sign):
    proposal.answer_by = timezone.localdate() - timedelta(days=1)
    proposal.save()
    client.force_login(stranger)
    for name in ("desk", "desk_board", "desk_load", "desk_fairness"):
        text = client.get(reverse(name)).text
        assert NAME not in text and "金属加工" not in text and str(supporters[0]) not in text


def test_conflicts_of_interest_never_show(at_desk, engagement, keeper, supporters):
    party = Party(person=supporters[2])
    engaging.declare_interest(by=keeper, engagement=engagement, kind=Interest.RELATIVE, party=party)
    for name in ("desk", "desk_board", "desk_load", "desk_fairness"):
        assert str(Interest.RELATIVE.label) not in at_desk.get(reverse(name)).text


def test_queries_do_not_grow_with_what_there_is_to_do(
    at_desk, registered, reach, keeper, django_assert_max_num_queries
):
    for number in range(12):
        one = registered(
            company_name=f"株式会社ためし{number:02}", wished_start=timezone.localdate() + timedelta(days=number * 3)
        )
        if number % 2:
            reach(one, Phase.PRE_VISIT)
        if number % 3 == 0:
            set_seats(by=keeper, engagement=one, seats=[Wanted(SeatRole.LEAD), Wanted(SeatRole.EXPERT)])
    with django_assert_max_num_queries(40):
        found = sections(at_desk)
    assert {"starting", "unstaffed", "consent"} <= found.keys()
