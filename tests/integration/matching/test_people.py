"""People and engagements as matching reads them from the database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from platform_site.accounts.roles import Role
from rubric.assessment.domain.strength import Strength
from rubric.assessment.offers import offer
from rubric.engagement import actions as engaging
from rubric.engagement.actions import Party
from rubric.engagement.choices import Ending, Interest
from rubric.engagement.domain.phases import Phase
from rubric.framework.domain.levels import Level
from rubric.matching.actions import settle_seats
from rubric.matching.domain.ranking import LineUp
from rubric.matching.needs import months_of, staffing_of
from rubric.matching.people import key_of, person_of, roster_of
from rubric.matching.proposing.actions import accept
from rubric.supporters import actions as supporting
from rubric.supporters.choices import ConflictKind
from rubric.supporters.models import SupporterProfile
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db


def rules_against(engagement, person) -> set[str]:
    need = staffing_of(engagement).need
    line_up = LineUp(roster_of(engagement.organisation), need, need.seats[0])
    return {refusal.rule for refusal in line_up.refusals(key_of(person.pk))}


def test_everybody_whom_the_organisation_may_ask_is_there_with_his_levels(home, keeper, supporters, make_supporter):
    away = make_organisation(name="よその機関")
    make_supporter("余所 者", organisation=away)
    offered = make_supporter("協力 者", organisation=away)
    offer(by=offered, organisations=[home])
    quiet = make_supporter("休業 中")
    SupporterProfile.objects.filter(user=quiet).update(may_be_asked=False)
    roster = roster_of(home)
    assert [person_of(one.key) for one in roster.candidates] == [one.pk for one in (*supporters, offered)]
    assert [one.level for one in roster.candidates] == [1, 2, 4, 1]
    assert {one.strength for one in roster.candidates} == {Strength.SIGNED}
    seen = set(SupporterProfile.objects.visible_to(keeper).values_list("user", flat=True))
    assert {person_of(one.key) for one in roster.candidates} <= seen


def test_ended_levels_are_told_with_their_end(home, make_supporter, sign, engagement):
    person = make_supporter("期限 切子", level=None)
    sign(person, Level.CHANGE_MAKER, until=timezone.localdate() - timedelta(days=1))
    (one,) = roster_of(home).candidates
    assert (one.level, one.strength) == (4, Strength.SIGNED) and one.valid_until < timezone.localdate()


def test_number_of_questions_does_not_grow_with_people(home, make_supporter, django_assert_num_queries):
    def questions(count):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert len(roster_of(home)) == count
        return len(asked)

    make_supporter("一人 目")
    first = questions(1)
    for number in range(4):
        make_supporter(f"{number} 人目")
    assert questions(5) == first <= 20


def test_private_conflict_refuses_and_tells_nothing(engagement, supporters):
    supporting.declare_conflict(by=supporters[0], kind=ConflictKind.RELATIVE, company="（株）ひみつ製作所")
    assert rules_against(engagement, supporters[0]) == {"conflict"}
    need = staffing_of(engagement).need
    (refusal,) = LineUp(roster_of(engagement.organisation), need, need.seats[0]).refusals(key_of(supporters[0].pk))
    assert refusal.is_private and refusal.facts == {}


def test_noted_conflicts_of_persons_and_organisations_refuse(engagement, keeper, supporters, make_supporter, home):
    bank = make_organisation(name="取引銀行")
    banker = make_supporter("銀行 員", organisation=bank)
    offer(by=banker, organisations=[home])
    for party in (Party(person=supporters[1]), Party(organisation=bank)):
        engaging.declare_interest(by=keeper, engagement=engagement, kind=Interest.LENDER, party=party)
    assert [rules_against(engagement, one) for one in (*supporters, banker)] == [
        set(),
        {"conflict"},
        set(),
        {"conflict"},
    ]


def test_whoever_is_asked_is_not_asked_twice(proposal, engagement, supporters, keeper, registered):
    staffing = staffing_of(engagement)
    assert staffing.open_places == () and staffing.places[0].proposal == proposal
    assert key_of(supporters[0].pk) in staffing.need.team


def test_earlier_company_and_closed_engagements_are_known(proposal, engagement, supporters, keeper, registered):
    accept(by=supporters[0], proposal=proposal)
    for phase in (Phase.PRE_VISIT, Phase.HEALTH_CHECK, Phase.CLOSED):
        engagement.refresh_from_db()
        engaging.move(by=keeper, engagement=engagement, to=phase, seen=Phase(engagement.phase), why="。")
    again = registered(alias="金属加工のB社")
    assert staffing_of(again).need.earlier == {key_of(supporters[0].pk)}
    (closed,) = next(one for one in roster_of(again.organisation).candidates if one.closed).closed
    assert (closed.industry, closed.barriers) == ("E", ("cannot-see",))
    assert engagement.assignments.get().ended_why == Ending.ENGAGEMENT_ENDED


def test_seats_follow_from_the_policy_until_they_are_settled(engagement, keeper):
    staffing = staffing_of(engagement)
    assert staffing.rule.name == "community-rooted" and staffing.places[0].row is None and staffing.is_by_rule
    settled = settle_seats(by=keeper, engagement=engagement)
    assert settled.places[0].row and settled.decision.rule == "community-rooted" and not settled.decision.is_override
    assert settle_seats(by=keeper, engagement=engagement).decision == settled.decision


def test_months_begin_today_where_the_wish_has_gone_by_and_end_where_hours_are_offered(registered):
    today = timezone.localdate()
    late = registered(alias="遅", wished_start=today - timedelta(days=90), months=3)
    assert months_of(late)[0] == today.replace(day=1) and len(months_of(late)) == 3
    long = registered(alias="長", company_name="長い会社", wished_start=today, months=36)
    assert len(months_of(long)) == 12
    assert months_of(registered(alias="無", company_name="無い会社", wished_start=None)) == ()


def test_coordinator_who_is_no_supporter_is_not_in_the_roster(home, keeper):
    make_user(role=Role.SUPPORTER, organisation=home)
    assert len(roster_of(home)) == 0
