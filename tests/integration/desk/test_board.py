"""The board and its list: filters, numbers, files, and how many questions they take."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from platform_site.accounts.models import AuditEntry, Membership
from platform_site.accounts.roles import Role
from rubric.desk import conditions
from rubric.desk.acts import DeskAct
from rubric.desk.board import COLUMN_SIZE, COLUMNS, PAGE_SIZE
from rubric.engagement import actions as engaging
from rubric.engagement.choices import Urgency
from rubric.engagement.domain.phases import USUAL_MONTHS, Phase, is_overdue
from rubric.engagement.models import Engagement
from tests.factories import make_organisation, make_user
from tests.integration.matching.conftest import NAME

pytestmark = pytest.mark.django_db
BOARD = reverse("desk_board")


def screen_of(client, query=""):
    return client.get(f"{BOARD}{query}").context["screen"]


def aliases(client, query):
    """Of the list."""
    return {card.row.alias for card in screen_of(client, f"{query}&view=list").cards}


@pytest.fixture
def others(registered, keeper, reach):
    """Engagements that differ in what filters ask for."""
    shop = registered(
        company_name="株式会社みせ", alias="小売のB社", prefecture="gunma", industry="I", urgency="urgent"
    )
    inn = registered(company_name="有限会社やど", alias="旅館のC社", industry="M")
    reach(inn, Phase.PRE_VISIT, Phase.ISSUE_SETTING, days=300)
    gone = registered(company_name="株式会社さよなら", alias="製材のD社")
    reach(gone, Phase.REFUSED)
    return shop, inn, gone


def test_each_phase_is_a_column_and_what_has_ended_is_a_number(at_desk, engagement, others):
    screen = screen_of(at_desk)
    assert [column.slug for column in screen.columns] == [phase.value for phase in COLUMNS]
    counts = {column.slug: [card.row.alias for card in column.cards] for column in screen.columns if column.count}
    assert counts == {"approached": ["小売のB社", engagement.alias], "issue-setting": ["旅館のC社"]}
    assert [(link.count, link.url) for link in screen.ended] == [(1, f"{BOARD}?view=list&phase=refused")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=みせ", {"小売のB社"}),
        ("?q=ヤド", {"旅館のC社"}),
        ("?q=旅館", {"旅館のC社"}),
        ("?phase=refused", {"製材のD社"}),
        ("?prefecture=gunma", {"小売のB社"}),
        ("?industry=M", {"旅館のC社"}),
        ("?urgency=urgent", {"小売のB社"}),
        ("?prefecture=saitama&industry=E", {"金属加工のA社", "製材のD社"}),
        ("?attention=overdue", {"旅館のC社"}),
        ("?attention=waiting", set()),
        ("?attention=unstaffed", {"金属加工のA社", "小売のB社", "旅館のC社"}),
        ("?q=どこにもない", set()),
    ],
)
def test_filters_narrow_the_list(at_desk, engagement, others, query, expected):
    assert aliases(at_desk, query) == expected


@pytest.mark.parametrize(
    "query", ["?phase=nowhere", "?coordinator=x", "?organisation=99999", "?attention=boredom", "?page=²", "?q=%00"]
)
def test_what_is_not_known_is_left_out(at_desk, engagement, query):
    answer = at_desk.get(f"{BOARD}{query}")
    assert answer.status_code == 200


def test_waiting_are_those_of_whom_somebody_has_not_answered(at_desk, proposal, others):
    assert aliases(at_desk, "?attention=waiting") == {"金属加工のA社"}
    card = next(card for column in screen_of(at_desk).columns for card in column.cards if card.asked)
    assert (card.row.alias, card.asked, card.row.open_seats) == ("金属加工のA社", 1, 0)


def test_choices_keep_the_filters_and_are_counted_within_them(at_desk, engagement, others):
    screen = screen_of(at_desk, "?prefecture=saitama&view=list")
    assert [link.count for link in screen.people] == [3, 3]
    assert [link.count for link in screen.attention] == [None, 2, 0, 1]
    assert screen.attention[1].url == f"{BOARD}?prefecture=saitama&view=list&attention=unstaffed"
    assert screen.views[0].url == f"{BOARD}?prefecture=saitama"


def test_mine_and_the_coordinator_tell_colleagues_apart(at_desk, home, engagement):
    colleague = make_user(role=Role.COORDINATOR, organisation=home)
    theirs = Engagement(organisation=home, coordinator=colleague, company_name="株式会社べつ", alias="食品のE社")
    engaging.register(by=colleague, engagement=theirs)
    assert aliases(at_desk, "?people=mine") == {engagement.alias}
    assert aliases(at_desk, f"?coordinator={colleague.pk}") == {"食品のE社"}


def test_organisation_is_asked_for_only_where_there_are_several(at_desk, keeper, home, engagement):
    assert "organisation" not in screen_of(at_desk).form.fields
    second = make_organisation(name="もう一つの団体")
    Membership.objects.create(user=keeper, organisation=second, role=Role.COORDINATOR)
    del keeper.held
    engaging.register(
        by=keeper,
        engagement=Engagement(organisation=second, coordinator=keeper, company_name="株式会社ほか", alias="印刷のF社"),
    )
    assert aliases(at_desk, f"?organisation={second.pk}") == {"印刷のF社"}
    assert screen_of(at_desk).has_several_bodies


def test_column_shows_the_first_and_leads_to_all(at_desk, registered):
    for number in range(COLUMN_SIZE + 2):
        registered(company_name=f"株式会社ためし{number:02}", alias="小売のA社", urgency=Urgency.NORMAL)
    urgent = registered(company_name="株式会社急ぎ", alias="食品のU社", urgency=Urgency.URGENT)
    column = screen_of(at_desk).columns[0]
    assert (column.count, len(column.cards), column.rest) == (COLUMN_SIZE + 3, COLUMN_SIZE, 3)
    assert column.cards[0].row.alias == urgent.alias
    assert column.url == f"{BOARD}?view=list&phase=approached"


def test_list_has_pages_that_keep_the_question(at_desk, registered):
    for number in range(PAGE_SIZE + 1):
        registered(company_name=f"株式会社ためし{number:02}", alias="小売のA社")
    first = screen_of(at_desk, "?view=list&prefecture=saitama")
    assert len(first.cards) == PAGE_SIZE
    assert first.pagination.next_url == f"{BOARD}?prefecture=saitama&view=list&page=2"
    assert len(screen_of(at_desk, "?view=list&page=999").cards) == 1


def test_htmx_gets_the_changing_part_alone(at_desk, engagement):
    part = at_desk.get(BOARD, headers={"HX-Request": "true"})
    assert "<html" not in part.text and NAME in part.text
    assert "HX-Request" in part["Vary"]


def test_board_without_an_engagement_leads_to_the_first_one(at_desk):
    answer = at_desk.get(BOARD)
    assert answer.context["screen"].is_empty and reverse("engagement_new") in answer.text


def test_file_holds_all_that_is_asked_for_and_stands_in_the_trail(at_desk, home, engagement, others):
    answer = at_desk.get(f"{reverse('desk_board_file', kwargs={'kind': 'csv'})}?attention=unstaffed")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {NAME, "株式会社みせ", "有限会社やど"}
    entry = AuditEntry.objects.get(what=DeskAct.EXPORTED)
    assert entry.on_id == str(home.pk) and entry.details == {"table": "engagements", "rows": 3, "format": "csv"}
    assert NAME not in str(entry.details) + entry.on_name


def test_workbook_tells_the_same_as_the_page(at_desk, proposal):
    answer = at_desk.get(reverse("desk_board_file", kwargs={"kind": "xlsx"}))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    headings, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(headings, row, strict=True))
    assert told[headings[0]] == NAME and told[headings[11]] == 1


def test_file_of_another_organisation_is_empty(client, stranger, engagement):
    client.force_login(stranger)
    answer = client.get(reverse("desk_board_file", kwargs={"kind": "csv"}))
    assert NAME not in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("query", ["", "?view=list", "?prefecture=saitama&attention=unstaffed"])
def test_queries_do_not_grow_with_the_engagements(at_desk, registered, django_assert_max_num_queries, query):
    for number in range(30):
        registered(company_name=f"株式会社ためし{number:02}", alias="小売のA社")
    with django_assert_max_num_queries(20):
        assert at_desk.get(f"{BOARD}{query}").status_code == 200


def test_overdue_in_the_database_is_overdue_by_the_rule(registered):
    one, today = registered(), timezone.localdate()
    for phase, usual in USUAL_MONTHS.items():
        for days in range(usual.most * 28, usual.most * 31 + 3):
            since = timezone.now() - timedelta(days=days)
            fields = {"phase": phase, "phase_since": since, "consent_on": today}
            Engagement.objects.filter(pk=one.pk).update(**fields)
            found = Engagement.objects.filter(conditions.overdue(today)).exists()
            assert found is is_overdue(phase, timezone.localdate(since), today), (phase, days)
