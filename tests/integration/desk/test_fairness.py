"""Who is asked how often and who never is, which seats stay empty, and what the national body may know of it."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from rubric.assessment.cohort.figure_tables import HIDDEN
from rubric.desk.acts import DeskAct
from rubric.desk.fairness.asking import asked_people, never_asked
from rubric.desk.fairness.national import national_groups, quarter_of
from rubric.desk.fairness.seats import OpenSeats
from rubric.engagement import actions as engaging
from rubric.engagement.actions import Party
from rubric.engagement.choices import Interest
from rubric.engagement.domain.complexity import Complexity
from rubric.framework.domain.levels import Level
from rubric.matching.choices import DeclineReason
from rubric.matching.models import Proposal
from rubric.matching.people import roster_of
from rubric.matching.proposing import actions
from rubric.matching.proposing.actions import propose
from rubric.supporters.models import SupporterProfile
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FAIRNESS = reverse("desk_fairness")


def tables_of(client, query=""):
    groups = client.get(f"{FAIRNESS}{query}").context["groups"]
    return {table.slug: {line.name: line for line in table.lines} for group in groups for table in group.tables}


def seats_of(home):
    return OpenSeats(home, roster_of(home))


def test_answers_of_own_people_are_counted_by_name(proposal, supporters, home, keeper, terms):
    actions.decline(by=supporters[0], proposal=proposal, why=DeclineReason.DATES)
    propose(by=keeper, seat=proposal.seat, person=supporters[1], terms=terms)
    counted = {one.name: (one.asked, one.accepted, one.declined, one.waiting) for one in asked_people(home)}
    assert counted == {str(supporters[0]): (1, 0, 1, 0), str(supporters[1]): (1, 0, 0, 1)}


def test_people_of_other_organisations_are_one_sum(proposal, supporters, home):
    supporters[0].memberships.all().delete()
    (together,) = asked_people(home)
    assert together.asked == 1 and together.name != str(supporters[0])


def test_proposals_of_more_than_a_year_ago_are_not_counted(proposal, home):
    Proposal.objects.update(asked_at=timezone.now() - timedelta(days=366))
    assert asked_people(home) == []


def test_never_matched_are_told_why(engagement, supporters, home, make_supporter):
    """The seat takes a Starter of Saitama."""
    make_supporter("遠方 五郎", prefectures=["okinawa"], base="okinawa")
    make_supporter("無級 六子", level=None)
    shy = make_supporter("辞退 七美")
    SupporterProfile.objects.filter(user=shy).update(may_be_asked=False)
    why = {one.name: one.why for one in never_asked(home, seats_of(home))}
    assert set(why) == {str(one) for one in supporters} | {"遠方 五郎", "無級 六子", "辞退 七美", "調整 太郎"}
    assert why[str(supporters[0])] == why[str(supporters[2])]
    assert len({why["遠方 五郎"], why["無級 六子"], why["辞退 七美"], why["調整 太郎"], why[str(supporters[0])]}) == 5


def test_whoever_was_asked_once_is_not_among_the_never_matched(proposal, supporters, home):
    names = {one.name for one in never_asked(home, seats_of(home))}
    assert str(supporters[0]) not in names and str(supporters[1]) in names


def test_conflict_changes_nothing_that_is_told(engagement, supporters, home, keeper):
    before = never_asked(home, seats_of(home))
    party = Party(person=supporters[1])
    engaging.declare_interest(by=keeper, engagement=engagement, kind=Interest.RELATIVE, party=party)
    assert never_asked(home, seats_of(home)) == before


def test_seat_that_nobody_may_take_is_a_gap_with_the_rule_that_binds(registered, home, make_supporter):
    make_supporter("二段 二葉", level=Level.MASTER)
    registered(complexity=Complexity.COMPLEX, industry="M", prefecture="saitama")
    seats = seats_of(home)
    assert [(one.seat.level, one.binding) for one in seats.seats] == [(Level.CHANGE_MAKER, "level"), (Level.MASTER, "")]
    assert [one.seat.level for one in seats.gaps] == [Level.CHANGE_MAKER]


def test_page_tells_gaps_by_level_industry_barrier_and_place(at_desk, registered, make_supporter):
    make_supporter("二段 二葉", level=Level.MASTER)
    registered(complexity=Complexity.COMPLEX, industry="M", prefecture="saitama")
    tables = tables_of(at_desk)
    assert [line.numbers for line in tables["levels"].values()] == [(1, 1), (1, 0)]
    for slug in ("industries", "barriers", "places"):
        assert [line.numbers for line in tables[slug].values()] == [(2, 1)]


def test_load_and_growth_of_the_own_organisation(at_desk, home, proposal, supporters, sign):
    actions.accept(by=supporters[0], proposal=proposal)
    sign(supporters[0], Level.MASTER)
    (line,) = tables_of(at_desk)["organisations"].values()
    assert line.numbers == (4, 720, 24, "3%", 1, 1, 2)


def test_file_holds_a_table_and_stands_in_the_trail(at_desk, home, engagement, supporters):
    answer = at_desk.get(reverse("desk_fairness_file", kwargs={"table": "never", "kind": "csv"}))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {*map(str, supporters), "調整 太郎"}
    assert AuditEntry.objects.get(what=DeskAct.EXPORTED).on_id == str(home.pk)
    assert at_desk.get(reverse("desk_fairness_file", kwargs={"table": "nothing", "kind": "csv"})).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("", 302), (Role.SUPPORTER, 403), (Role.EDITOR, 200), (Role.ADMINISTRATOR, 200), (Role.COORDINATOR, 200)],
)
def test_coordinators_and_the_national_body_open_it(client, proposal, supporters, role, status):
    if role:
        client.force_login(make_user(role=role))
    answer = client.get(FAIRNESS)
    assert answer.status_code == status
    assert str(supporters[0]) not in answer.text


def test_small_figures_are_hidden_from_the_national_body(client, proposal):
    last_quarter = timezone.now() - timedelta(days=100)
    Proposal.objects.update(asked_at=last_quarter)
    client.force_login(make_user(role=Role.EDITOR))
    tables = tables_of(client)
    shown = {number for line in tables["asked"].values() for number in line.numbers}
    assert shown <= {0, HIDDEN} and HIDDEN in shown


def test_national_figures_count_until_the_quarter_began(proposal):
    def total():
        return national_groups()[0].tables[0].lines[-1].numbers[-1]

    assert total() == 0
    began = quarter_of(timezone.localdate())
    Proposal.objects.update(asked_at=timezone.now() - (timezone.localdate() - began) - timedelta(days=1))
    assert total() == HIDDEN


def test_national_gaps_come_from_the_newest_plans(seat, plan):
    plan(seat)
    gaps = national_groups()[1].tables[0]
    assert gaps.lines[-1].numbers[-1] == HIDDEN
    assert seat.engagement.company_name not in str(gaps)


def test_queries_do_not_grow_with_engagements_nor_people(
    at_desk, registered, make_supporter, django_assert_max_num_queries
):
    for number in range(8):
        registered(company_name=f"株式会社ためし{number:02}", alias="小売のA社")
        make_supporter(f"支援 {number}")
    with django_assert_max_num_queries(50):
        assert at_desk.get(FAIRNESS).status_code == 200
