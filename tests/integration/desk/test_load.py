"""Who carries how much: hours by month, own people and those who offer themselves, and nobody else."""

import csv
import io

import pytest
from django.urls import reverse

from platform_site.accounts.models import AuditEntry, Membership
from platform_site.accounts.roles import Role
from rubric.assessment.offers import offer
from rubric.desk.acts import DeskAct
from rubric.desk.load import Hours
from rubric.matching.proposing import actions
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
LOAD = reverse("desk_load")


def rows_of(client, query=""):
    return {row.name: row for row in client.get(f"{LOAD}{query}").context["screen"].rows}


def test_asked_hours_become_booked_hours_when_he_accepts(at_desk, proposal, supporters):
    row = rows_of(at_desk)[str(supporters[0])]
    assert row.months[:5] == (Hours(20), Hours(20, 0, 8), Hours(20, 0, 8), Hours(20, 0, 8), Hours(20))
    assert row.last_asked == proposal.asked_at and row.engagements == 0
    actions.accept(by=supporters[0], proposal=proposal)
    row = rows_of(at_desk)[str(supporters[0])]
    assert row.months[1] == Hours(20, 8, 0) and row.engagements == 1
    assert row.total == Hours(240, 24, 0)


@pytest.mark.parametrize(
    ("hours", "is_full"), [(Hours(8, 8), True), (Hours(8, 4, 4), True), (Hours(8, 4, 3), False), (Hours(), False)]
)
def test_month_is_full_when_nothing_is_left_of_what_is_offered(hours, is_full):
    assert hours.is_full is is_full


def test_others_are_there_only_while_they_offer_themselves(at_desk, home, make_supporter):
    away = make_supporter("よそ 一郎", organisation=make_organisation(name="よその団体"))
    assert str(away) not in rows_of(at_desk)
    offer(by=away, organisations=[home])
    assert rows_of(at_desk)[str(away)].organisation == "よその団体"


def test_somebody_without_a_profile_is_there_without_hours(at_desk, keeper):
    row = rows_of(at_desk)[str(keeper)]
    assert row.total == Hours() and row.url == ""


def test_list_is_sorted_by_free_and_by_booked_hours(at_desk, proposal, supporters, make_supporter):
    make_supporter("多忙 九子", hours=4)
    actions.accept(by=supporters[0], proposal=proposal)
    assert list(rows_of(at_desk, "?sort=busy"))[0] == str(supporters[0])
    free = list(rows_of(at_desk, "?sort=free"))
    assert free.index(str(supporters[1])) < free.index(str(supporters[0])) < free.index("多忙 九子")


def test_name_narrows_the_list(at_desk, supporters):
    assert list(rows_of(at_desk, "?q=二葉")) == [str(supporters[1])]
    assert rows_of(at_desk, "?q=どこにもいない") == {}


def test_another_organisation_does_not_exist(at_desk):
    assert at_desk.get(f"{LOAD}?organisation={make_organisation().pk}").status_code == 404
    assert at_desk.get(f"{LOAD}?organisation=x").status_code == 404


def test_whoever_looks_for_the_national_body_sees_nobodys_hours(at_desk, keeper, supporters):
    Membership.objects.create(user=keeper, organisation=make_organisation(), role=Role.ADMINISTRATOR)
    answer = at_desk.get(LOAD)
    assert answer.status_code == 200 and str(supporters[0]) not in answer.text
    assert at_desk.get(reverse("desk_load_file", kwargs={"kind": "csv"})).status_code == 404


def test_file_holds_every_month_and_stands_in_the_trail(at_desk, proposal, supporters):
    answer = at_desk.get(reverse("desk_load_file", kwargs={"kind": "csv"}))
    headings, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert len(headings) == 4 + 3 * 12
    told = next(row for row in rows if row[0] == str(supporters[0]))
    assert told[4:10] == ["20", "0", "0", "20", "0", "8"]
    assert AuditEntry.objects.get(what=DeskAct.EXPORTED).details["table"] == "load"


def test_queries_do_not_grow_with_the_people(at_desk, make_supporter, django_assert_max_num_queries):
    for number in range(12):
        make_supporter(f"支援 {number}")
    with django_assert_max_num_queries(20):
        assert len(rows_of(at_desk)) == 13
