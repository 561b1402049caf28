"""Pages of staffing: who gets them, what they say, and that nothing on them tells what they must not."""

import re

import pytest
from django.urls import reverse

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.framework.domain.levels import Level
from rubric.matching.actions import settle_seats
from rubric.matching.domain.weights import DEFAULT_WEIGHTS
from rubric.matching.models import Proposal, SeatDecision, StaffingPolicy, TermWeights
from rubric.matching.models.decided import policy_of, weights_of
from rubric.matching.proposing.actions import accept, ask_back
from rubric.supporters import actions as supporting
from rubric.supporters.choices import ConflictKind
from tests.factories import make_organisation, make_user
from tests.integration.matching.conftest import NAME

pytestmark = pytest.mark.django_db

KEPT = ("engagement_staffing", "engagement_seats", "engagement_letter")
OWN = ("staffing_policy", "staffing_policy_edit", "staffing_weights")


@pytest.fixture
def logged_in(client, keeper):
    client.force_login(keeper)
    return client


def test_only_those_who_keep_the_engagement_staff_it(client, engagement, proposal, supporters, keeper, stranger, home):
    readers = {
        keeper: 200,
        make_user(role=Role.COORDINATOR, organisation=home): 200,
        stranger: 404,
        supporters[0]: 403,
        make_user(role=Role.EDITOR): 403,
        User.objects.create_superuser("super@example.org", "correct horse battery"): 404,
    }
    for reader, expected in readers.items():
        client.force_login(reader)
        for name in KEPT:
            answer = client.get(reverse(name, args=[engagement.pk]))
            assert answer.status_code in {expected, 403 if expected == 404 else expected}, (reader, name)
            assert expected == 200 or "ひみつ" not in answer.text


def test_nobody_else_writes(client, engagement, proposal, supporters, stranger):
    paths = [
        reverse("engagement_ask", args=[engagement.pk]),
        reverse("engagement_apply_rule", args=[engagement.pk]),
        reverse("engagement_withdraw", args=[engagement.pk, proposal.pk]),
        reverse("engagement_reply", args=[engagement.pk, proposal.pk]),
    ]
    for reader in (stranger, supporters[1]):
        client.force_login(reader)
        for path in paths:
            assert client.post(path, {"ask": f"0-{supporters[1].pk}", "text": "?"}).status_code in (403, 404)
    assert Proposal.objects.get().is_open and Proposal.objects.count() == 1


def test_team_is_proposed_with_reasons_that_add_up(logged_in, engagement, supporters):
    page = logged_in.get(reverse("engagement_staffing", args=[engagement.pk])).text
    assert "初段 一葉" in page and "同じ都道府県を拠点としている" in page and "必要な段階にちょうど合っている" in page
    tables = re.findall(r'<table class="staffing__points">(.*?)</table>', page, re.S)
    assert tables
    for table in tables:
        *points, total = (int(number.replace(",", "")) for number in re.findall(r"<td>([\d,]+)</td>", table))
        assert sum(points) == total


def test_whole_team_is_asked_in_one_go_and_each_gets_a_page(logged_in, engagement, supporters, client):
    path = reverse("engagement_ask", args=[engagement.pk])
    form = logged_in.get(f"{path}?ask=0-{supporters[0].pk}").context["form"]
    data = {name: form[name].value() for name in form.fields} | {"ask": f"0-{supporters[0].pk}", "message": "ぜひ"}
    assert "ひみつ" in (logged_in.post(path, {**data, "message": "ひみつ製作所です"}).text)
    assert not Proposal.objects.exists()
    assert logged_in.post(path, data).status_code == 302
    asked = Proposal.objects.get()
    assert (asked.person, asked.message, asked.hours_a_month) == (supporters[0], "ぜひ", 8)
    client.force_login(supporters[0])
    page = client.get(reverse("proposal", args=[asked.pk])).text
    assert "金属加工のA社" in page and "ぜひ" in page and "ひみつ" not in page


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"ends_on": "2001-01-01"}, "ends_on"),
        ({"hours_a_month": 0}, "hours_a_month"),
        ({"answer_by": "x"}, "answer_by"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_lost(logged_in, engagement, supporters, changed, wrong):
    path = reverse("engagement_ask", args=[engagement.pk])
    form = logged_in.get(f"{path}?ask=0-{supporters[0].pk}").context["form"]
    data = {name: form[name].value() for name in form.fields} | {"ask": f"0-{supporters[0].pk}", "message": "残る言葉"}
    answer = logged_in.post(path, {**data, **changed})
    assert wrong in answer.context["form"].errors and "残る言葉" in answer.text


def test_somebody_who_is_not_able_is_named_with_the_reason(logged_in, engagement, supporters, make_supporter):
    busy = make_supporter("忙野 忙", hours=2)
    path = reverse("engagement_ask", args=[engagement.pk])
    form = logged_in.get(f"{path}?ask=0-{busy.pk}").context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"ask": f"0-{busy.pk}"}
    answer = logged_in.post(path, data, follow=True)
    assert "忙野 忙" in answer.text and not Proposal.objects.exists()


@pytest.mark.parametrize("query", ["", "ask=x", "ask=0-999999", "ask=9-1", "ask=0-1&ask=drop table"])
def test_address_that_names_nobody_asks_nobody(logged_in, engagement, query):
    assert logged_in.get(f"{reverse('engagement_ask', args=[engagement.pk])}?{query}").status_code in (302, 404)


def test_why_not_says_what_would_do_and_keeps_private_reasons(logged_in, engagement, supporters, make_supporter):
    far = make_supporter("遠野 遠子", base="okinawa", prefectures=["okinawa"])
    supporting.declare_conflict(by=supporters[1], kind=ConflictKind.FORMER_EMPLOYER, company=NAME, note="元勤務先")
    path = reverse("engagement_staffing", args=[engagement.pk])
    told = logged_in.get(path, {"seat": 0, "person": far.pk}).context["screen"].why
    assert told.refusals == ("埼玉県には訪問していません。",) and told.changes == ("埼玉県への訪問が可能になる",)
    answer = logged_in.get(path, {"seat": 0, "person": supporters[1].pk})
    why = answer.context["screen"].why
    assert why.refusals == ("できません（理由は非公開）。",) and why.changes == () and not why.is_possible
    assert "元勤務先" not in answer.text and str(ConflictKind.FORMER_EMPLOYER.label) not in answer.text
    assert logged_in.get(path, {"seat": "x", "person": "'"}).context["screen"].why is None


def test_page_is_the_same_whatever_the_private_reason(logged_in, engagement, supporters, keeper):
    """A noted conflict and a declared one cannot be told apart."""
    from rubric.engagement import actions as engaging
    from rubric.engagement.actions import Party
    from rubric.engagement.choices import Interest

    path = reverse("engagement_staffing", args=[engagement.pk])
    conflict = supporting.declare_conflict(by=supporters[0], kind=ConflictKind.RELATIVE, company=NAME)
    declared = logged_in.get(path, {"seat": 0, "person": supporters[0].pk}).context["screen"]
    supporting.withdraw_conflict(by=supporters[0], conflict=conflict)
    engaging.declare_interest(by=keeper, engagement=engagement, kind=Interest.LENDER, party=Party(person=supporters[0]))
    noted = logged_in.get(path, {"seat": 0, "person": supporters[0].pk}).context["screen"]
    assert declared.why == noted.why and declared.seats == noted.seats


def test_nobody_fits_and_the_nearest_are_named(logged_in, registered, make_supporter):
    engagement = registered(sales_yen=3_000_000_000, employees=80)
    make_supporter("二段 二葉", level=Level.MASTER)
    screen = logged_in.get(reverse("engagement_staffing", args=[engagement.pk])).context["screen"]
    (seat,) = screen.seats
    assert seat.able == 0 and [one.name for one in seat.nearest] == ["二段 二葉"] and seat.binding == (("段階", 1),)


def test_other_seats_need_a_reason_and_are_told(logged_in, engagement):
    path = reverse("engagement_seats", args=[engagement.pk])
    form = logged_in.get(path).context["form"]
    data = {f"{row.prefix}-{name}": row[name].value() or "" for row in form.rows for name in row.fields}
    data = {name: value for name, value in data.items() if value != ""} | {"seat1-role": "recorder"}
    assert "why" in logged_in.post(path, data).context["form"].errors and not SeatDecision.objects.exists()
    assert logged_in.post(path, data | {"why": "専務も同席するため"}).status_code == 302
    assert [seat.role for seat in engagement.seats.wanted()] == ["lead", "recorder"]
    page = logged_in.get(reverse("engagement_staffing", args=[engagement.pk])).text
    assert "専務も同席するため" in page and "基準どおりの席にする" in page
    logged_in.post(reverse("engagement_apply_rule", args=[engagement.pk]))
    assert [seat.role for seat in engagement.seats.wanted()] == ["lead"]


def test_team_of_trainees_alone_is_refused(logged_in, engagement):
    data = {"seat0-role": "trainee", "why": "試しに"}
    for number in range(6):
        data |= {f"seat{number}-level": 1, f"seat{number}-strength": 1, f"seat{number}-element_level": 2}
    answer = logged_in.post(reverse("engagement_seats", args=[engagement.pk]), data)
    assert "育成枠以外の席" in answer.text and not engagement.seats.exists()


def test_question_is_answered_without_the_name(logged_in, proposal, engagement, supporters):
    ask_back(by=supporters[0], proposal=proposal, text="平日でしょうか。")
    path = reverse("engagement_reply", args=[engagement.pk, proposal.pk])
    assert "平日でしょうか。" in logged_in.get(path).text
    assert logged_in.post(path, {"text": "ひみつ製作所は平日です"}).status_code == 200
    assert logged_in.post(path, {"text": "平日です"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "asked"


def test_letter_tells_reasons_without_points_and_nobody_else(logged_in, proposal, engagement, supporters):
    path = reverse("engagement_letter", args=[engagement.pk])
    assert "まだ承諾した方がいません" in logged_in.get(path).text
    accept(by=supporters[0], proposal=proposal)
    text = logged_in.get(path).text
    letter = text[text.index('class="letter"') : text.index("</article>")]
    assert NAME in letter and "初段 一葉" in letter and "訪問しやすい体制です" in letter and "スターター" in letter
    assert str(proposal.decision.points) not in letter and not re.search(r"\d点", letter)
    assert "二段 二葉" not in letter and "四段 四葉" not in letter


def test_assignment_ends_and_the_next_is_offered(logged_in, proposal, engagement, supporters):
    assignment = accept(by=supporters[0], proposal=proposal)
    path = reverse("engagement_end", args=[engagement.pk, assignment.pk])
    assert logged_in.post(path, {}).context["form"].errors
    answer = logged_in.post(path, {"why": "chemistry", "note": "話が合わない"}, follow=True)
    seat = answer.context["screen"].seats[0]
    assert [one.name for one in seat.ranked] == ["二段 二葉", "四段 四葉"]


def policy_data(client, **changed):
    form = client.get(reverse("staffing_policy_edit")).context["form"]
    data = {}
    for rule in form.rules:
        for row in (rule, *rule.seats):
            data |= {f"{row.prefix}-{name}": row[name].value() for name in row.fields}
    return {name: value for name, value in data.items() if value not in (None, "", [])} | changed


def test_policy_is_tried_then_holds_with_its_history(logged_in, engagement, supporters, home):
    path = reverse("staffing_policy_edit")
    data = policy_data(logged_in, **{"rule3-seat0-level": 4, "why": "試し"})
    tried = logged_in.post(path, data | {"try": "1"}).context["trial"]
    assert (tried.before, tried.after, tried.count) == (1, 1, 1) and len(tried.changed) == 1
    assert not StaffingPolicy.objects.exists()
    impossible = policy_data(
        logged_in, **{"rule3-seat0-level": 4, "rule3-seat1-role": "expert", "rule3-seat1-level": 4}
    )
    assert logged_in.post(path, impossible | {"try": "1"}).context["trial"].after == 0
    assert "why" in logged_in.post(path, data | {"save": "1", "why": " "}).context["form"].errors
    assert logged_in.post(path, data | {"save": "1"}).status_code == 302
    row, policy = policy_of(home)
    assert row.number == 1 and policy.rules[-1].seats[0].level == 4 and policy.rules[0].name == "complex-analysis"
    assert "試し" in logged_in.get(reverse("staffing_policy")).text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rule3-name": ""}, "最後の規則には条件を付けないでください"),
        ({"rule0-name": "地域中核企業"}, "別の名前"),
        ({"rule3-seat0-role": ""}, "席がありません"),
        ({"rule3-order": 1}, "最後の規則には条件"),
    ],
)
def test_policy_that_is_none_is_explained(logged_in, engagement, changed, said):
    answer = logged_in.post(
        reverse("staffing_policy_edit"), policy_data(logged_in) | changed | {"save": "1", "why": "x"}
    )
    assert said in answer.text and not StaffingPolicy.objects.exists()


def test_rule_is_added(logged_in, engagement, home):
    added = {"rule4-name": "事業承継", "rule4-order": 5, "rule4-situation": ["succession"], "rule4-seat0-role": "lead"}
    data = policy_data(logged_in) | added | {"save": "1", "why": "承継が増えた"}
    form = logged_in.get(reverse("staffing_policy_edit")).context["form"]
    situation = form.rules[0].fields["situation"].choices[0][0]
    assert logged_in.post(reverse("staffing_policy_edit"), data | {"rule4-situation": [situation]}).status_code == 302
    assert [rule.name for rule in policy_of(home)[1].rules][0] == "事業承継"


def test_weights_are_tried_live_saved_and_reset(logged_in, engagement, supporters, home):
    path = reverse("staffing_weights")
    data = dict.fromkeys(DEFAULT_WEIGHTS, 0) | {"load": 100, "why": "負担を分ける"}
    live = logged_in.post(path, data, headers={"HX-Request": "true"})
    assert "金属加工のA社" in live.text and "<html" not in live.text and not TermWeights.objects.exists()
    assert logged_in.post(path, data | {"save": "1"}).status_code == 302
    assert weights_of(home)[1]["load"] == 100 and weights_of(home)[1]["barrier"] == 0
    assert "負担を分ける" in logged_in.get(path).text
    logged_in.post(path, {"reset": "1"})
    assert weights_of(home)[1] == dict(DEFAULT_WEIGHTS) and TermWeights.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"load": 101}, {"load": -1}, {"load": "viel"}, dict.fromkeys(DEFAULT_WEIGHTS, 0)])
def test_weights_that_are_none_change_nothing(logged_in, engagement, wrong):
    data = dict(DEFAULT_WEIGHTS) | wrong | {"save": "1"}
    answer = logged_in.post(reverse("staffing_weights"), data)
    assert answer.context["form"].errors and not TermWeights.objects.exists()


def test_policy_and_weights_are_each_organisations_own(client, engagement, stranger, keeper, home, supporters):
    client.force_login(stranger)
    answer = client.post(reverse("staffing_weights"), dict(DEFAULT_WEIGHTS) | {"save": "1", "organisation": home.pk})
    assert answer.status_code == 302 and not TermWeights.objects.filter(organisation=home).exists()
    for name in OWN:
        assert "金属加工のA社" not in client.get(reverse(name), {"organisation": home.pk}).text
    client.force_login(supporters[0])
    assert {client.get(reverse(name)).status_code for name in OWN} == {403}


def test_engagements_page_tells_how_far_the_team_is(logged_in, engagement, seat, supporters):
    assert "空席が1席あります" in logged_in.get(reverse("engagement", args=[engagement.pk])).text


def test_staffing_asks_the_database_as_often_however_many_people(
    logged_in, engagement, make_supporter, django_assert_max_num_queries
):
    path = reverse("engagement_staffing", args=[engagement.pk])
    for number in range(6):
        make_supporter(f"支援 {number}")
    with django_assert_max_num_queries(50):
        assert len(logged_in.get(path).context["screen"].people) == 6


def test_whoever_has_no_organisation_of_that_name_gets_nothing(client, engagement):
    client.force_login(make_user(role=Role.COORDINATOR, organisation=make_organisation()))
    page = client.get(reverse("staffing_weights"))
    assert page.status_code == 200 and "金属加工のA社" not in page.text


def test_ended_engagement_is_not_staffed(logged_in, engagement, supporters, keeper):
    from rubric.engagement import actions as engaging
    from rubric.engagement.domain.phases import Phase

    settle_seats(by=keeper, engagement=engagement)
    engaging.move(by=keeper, engagement=engagement, to=Phase.REFUSED, seen=Phase.APPROACHED, why="断られた")
    page = logged_in.get(reverse("engagement_staffing", args=[engagement.pk]))
    assert "終了しています" in page.text and not page.context["screen"].teams
