"""Pages of engagements: who opens which, what is kept on an error, and what never shows."""

from itertools import product

import pytest
from django.urls import reverse

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.engagement import actions, sections
from rubric.engagement.actions import Party
from rubric.engagement.choices import Ending, Interest
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import ConflictOfInterest, Engagement
from rubric.engagement.sections import Section, register_engagement_section
from rubric.engagement.team_actions import end_assignment
from rubric.supporters.choices import Language
from tests.factories import make_organisation, make_user
from tests.integration.engagement.conftest import NAME

pytestmark = pytest.mark.django_db
#: Required fields, as the browser sends them.
LEAST = {
    "company_name": "株式会社あたらし屋",
    "alias": "小売のZ社",
    "urgency": "normal",
    "style_wanted": "either",
    "languages": [Language.JA.value],
}


def entered(who, **more):
    """What `who` sends, at least."""
    return LEAST | {"coordinator": who.pk} | more


OK, AWAY, NO, GONE = 200, 302, 403, 404
#: Who gets what: the list, registering, the page, and those of whoever changes it.
READERS = {
    "nobody": (AWAY, AWAY, AWAY, AWAY),
    "keeper": (OK, OK, OK, OK),
    "other coordinator of the body": (OK, OK, OK, OK),
    "team": (OK, NO, OK, GONE),
    "team from another body": (OK, NO, OK, GONE),
    "former team": (OK, NO, GONE, GONE),
    "colleague": (OK, NO, GONE, GONE),
    "stranger": (OK, OK, GONE, GONE),
    "editor": (NO, NO, GONE, GONE),
    "administrator": (NO, NO, GONE, GONE),
    "administrator of the body": (NO, NO, GONE, GONE),
    "superuser": (OK, OK, GONE, GONE),
    "gone from work": (NO, NO, GONE, GONE),
}
PAGES = {
    "engagements": 0,
    "engagement_new": 1,
    "engagement": 2,
    "engagement_edit": 3,
    "engagement_phase": 3,
    "engagement_interests": 3,
}


@pytest.fixture
def readers(home, keeper, helper, stranger, seats, assign):
    """Everybody of the table."""
    away = make_user(role=Role.SUPPORTER, organisation=make_organisation())
    former = make_user(role=Role.SUPPORTER, organisation=home)
    end_assignment(by=keeper, assignment=assign(seats[0], former), why=Ending.TRANSFER)
    assign(seats[0], helper)
    assign(seats[1], away)
    left = make_user(role=Role.SUPPORTER, organisation=home)
    left.memberships.all().delete()
    return {
        "keeper": keeper,
        "other coordinator of the body": make_user(role=Role.COORDINATOR, organisation=home),
        "team": helper,
        "team from another body": away,
        "former team": former,
        "colleague": make_user(role=Role.SUPPORTER, organisation=home),
        "stranger": stranger,
        "editor": make_user(role=Role.EDITOR),
        "administrator": make_user(role=Role.ADMINISTRATOR),
        "administrator of the body": make_user(role=Role.ADMINISTRATOR, organisation=home),
        "superuser": User.objects.create_superuser("super@example.org", "correct horse battery"),
        "gone from work": left,
    }


def address(name, engagement):
    return reverse(name) if name in {"engagements", "engagement_new"} else reverse(name, args=[engagement.pk])


def test_each_reader_gets_what_the_table_says_and_outsiders_never_the_name(client, engagement, readers):
    got = {}
    for (who, expected), (name, place) in product(READERS.items(), PAGES.items()):
        client.logout()
        if who != "nobody":
            client.force_login(readers[who])
        answer = client.get(address(name, engagement))
        got[who, name] = answer.status_code, expected[place]
        sees = expected[2] == OK
        if not sees:
            assert "ひみつ" not in answer.text and engagement.alias not in answer.text, (who, name)
    assert {key: pair for key, pair in got.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("who", [who for who in READERS if who != "nobody" and READERS[who][3] != OK])
def test_nobody_else_writes(client, engagement, readers, who):
    client.force_login(readers[who])
    conflict = ConflictOfInterest.objects.create(engagement=engagement, kind=Interest.LENDER, name="銀行")
    remove = reverse("engagement_interest_remove", args=[engagement.pk, conflict.pk])
    for url in [*(address(name, engagement) for name in PAGES if PAGES[name] == 3), remove]:
        assert client.post(url, LEAST).status_code == GONE
    engagement.refresh_from_db()
    assert (engagement.company_name, engagement.phase, engagement.edit) == (NAME, Phase.APPROACHED, 0)
    assert ConflictOfInterest.objects.exists()


def test_team_does_not_see_conflicts_nor_why_somebody_left(client, engagement, readers, keeper):
    party = Party(name="つきあいのある銀行")
    actions.declare_interest(by=keeper, engagement=engagement, kind=Interest.LENDER, party=party)
    pages = {}
    for who in ("team", "keeper"):
        client.force_login(readers[who])
        pages[who] = client.get(address("engagement", engagement)).text
    secrets = ["つきあいのある銀行", str(Ending.TRANSFER.label)]
    assert all(secret in pages["keeper"] for secret in secrets)
    assert not any(secret in pages["team"] for secret in secrets)


def test_title_and_path_tell_the_alias_only(client, engagement, keeper):
    client.force_login(keeper)
    for name in ("engagement", "engagement_edit", "engagement_phase", "engagement_interests"):
        answer = client.get(address(name, engagement))
        head = answer.text.partition("<main")[0]
        assert engagement.alias in head and "ひみつ" not in head
        assert "no-store" in answer["Cache-Control"]


def test_company_is_registered_with_figures_as_people_write_them(client, keeper, home):
    client.force_login(keeper)
    told = {"capital_yen": "1,100万円", "sales_yen": "13億円", "employees": "約120名", "complexity_signs": ["people"]}
    answer = client.post(reverse("engagement_new"), entered(keeper, **told))
    made = Engagement.objects.get()
    assert answer.url == reverse("engagement", args=[made.pk])
    assert (made.capital_yen, made.sales_yen, made.employees) == (11_000_000, 1_300_000_000, 120)
    assert (made.organisation, made.coordinator, made.complexity) == (home, keeper, "moderate")


def test_form_begins_with_oneself_and_japanese(client, keeper):
    client.force_login(keeper)
    form = client.get(reverse("engagement_new")).context["form"]
    assert (form["coordinator"].value(), form["languages"].value()) == (keeper.pk, ["ja"])
    assert "organisation" not in form.fields


def test_whoever_coordinates_two_bodies_says_for_which(client, keeper, home):
    second = make_organisation(name="もう一つの機関")
    keeper.memberships.create(organisation=second, role=Role.COORDINATOR)
    client.force_login(keeper)
    page = client.post(reverse("engagement_new"), entered(keeper))
    assert list(page.context["form"].errors) == ["organisation"]
    client.post(reverse("engagement_new"), entered(keeper, organisation=second.pk))
    assert Engagement.objects.get().organisation == second


def test_what_was_entered_stays_where_something_is_wrong(client, keeper):
    client.force_login(keeper)
    told = {
        "company_name": "",
        "owner_says": "まだ言えない話",
        "capital_yen": "たくさん",
        "situation": ["profit", "loss"],
    }
    page = client.post(reverse("engagement_new"), entered(keeper, **told))
    assert page.status_code == 200 and not Engagement.objects.exists()
    assert {"company_name", "capital_yen", "situation"} == set(page.context["form"].errors)
    assert "まだ言えない話" in page.text and "たくさん" in page.text
    assert 'href="#id_company_name"' in page.text


def test_alias_that_tells_the_name_and_consent_of_tomorrow_are_refused(client, keeper):
    client.force_login(keeper)
    page = client.post(reverse("engagement_new"), entered(keeper, alias="あたらし屋", consent_on="2999-01-01"))
    assert {"alias", "consent_on"} == set(page.context["form"].errors)


def test_known_company_is_shown_and_registered_again_only_deliberately(client, engagement, keeper):
    client.force_login(keeper)
    told = entered(keeper, company_name="ヒミツ製作所（株）")
    page = client.post(reverse("engagement_new"), told)
    assert [one.company_name for one in page.context["known"]] == [NAME]
    assert address("engagement", engagement) in page.text and Engagement.objects.count() == 1
    client.post(reverse("engagement_new"), told | {"go_on": "1"})
    assert Engagement.objects.count() == 2


def test_companies_of_other_bodies_are_never_betrayed(client, engagement, stranger):
    client.force_login(stranger)
    client.post(reverse("engagement_new"), entered(stranger, company_name=NAME))
    assert Engagement.objects.count() == 2
    listed = client.get(reverse("engagements"), {"q": "ひみつ"})
    assert [row.alias for row in listed.context["screen"].rows] == ["小売のZ社"]


def test_renaming_to_a_known_company_is_asked_about(client, registered, engagement, keeper):
    other = registered(company_name="別の会社", alias="B社")
    client.force_login(keeper)
    told = entered(keeper, company_name=NAME, edit="0")
    assert client.post(address("engagement_edit", other), told).context["known"]
    other.refresh_from_db()
    assert other.company_name == "別の会社"


def test_second_window_sees_what_the_first_wrote_and_decides(client, engagement, keeper):
    client.force_login(keeper)
    told = entered(keeper, company_name=NAME, edit="0")
    url = address("engagement_edit", engagement)
    assert client.post(url, told | {"city": "川口市"}).status_code == 302
    page = client.post(url, told | {"city": "戸田市"})
    assert [value for _label, value in page.context["overtaken"]] == ["川口市"]
    assert "戸田市" in page.text and page.context["form"]["edit"].value() == 1
    assert client.post(url, told | {"city": "戸田市", "edit": "1"}).status_code == 302
    engagement.refresh_from_db()
    assert engagement.city == "戸田市"


def test_phase_is_changed_with_reason_and_consent(client, engagement, keeper):
    client.force_login(keeper)
    url = address("engagement_phase", engagement)
    refused = client.post(url, {"to": "refused", "seen": "approached", "why": " "})
    assert list(refused.context["form"].errors) == ["why"]
    assert client.post(url, {"to": "pre-visit", "seen": "approached"}).status_code == 302
    refused = client.post(url, {"to": "issue-setting", "seen": "pre-visit"})
    assert list(refused.context["form"].errors) == ["consent_on"]
    client.post(url, {"to": "issue-setting", "seen": "pre-visit", "consent_on": "2026-05-01"})
    engagement.refresh_from_db()
    assert (engagement.phase, str(engagement.consent_on)) == ("issue-setting", "2026-05-01")


def test_phase_that_somebody_else_changed_is_asked_anew_with_the_note_kept(client, engagement, keeper, move):
    client.force_login(keeper)
    move(engagement, Phase.PRE_VISIT)
    url = address("engagement_phase", engagement)
    page = client.post(url, {"to": "pre-visit", "seen": "approached", "why": "訪問の約束"})
    form = page.context["form"]
    assert form.non_field_errors() and "to" not in form.errors
    assert "訪問の約束" in page.text and form["seen"].value() == "pre-visit"
    assert engagement.entries.count() == 2


def test_what_was_handed_over_has_no_next_phase(client, engagement, keeper, move):
    client.force_login(keeper)
    move(engagement, Phase.HANDED_OVER, why="別の機関へ")
    assert client.get(address("engagement_phase", engagement)).context["choices"] == []
    assert client.get(address("engagement", engagement)).context["screen"].steps == ()


def test_interest_is_of_one_party_and_removed_again(client, engagement, keeper, helper):
    client.force_login(keeper)
    url = address("engagement_interests", engagement)
    both = client.post(url, {"kind": "relative", "person": helper.pk, "name": "甲"})
    assert both.context["form"].non_field_errors()
    client.post(url, {"kind": "relative", "person": helper.pk})
    noted = engagement.conflicts.get()
    assert str(helper) in client.get(url).text
    client.post(reverse("engagement_interest_remove", args=[engagement.pk, noted.pk]))
    assert not engagement.conflicts.exists()


def test_list_is_filtered_searched_without_regard_to_writing_and_paged(client, registered, engagement, keeper, move):
    for number in range(60):
        registered(company_name=f"例の会社{number}", alias=f"{number}社")
    move(engagement, Phase.PRE_VISIT)
    client.force_login(keeper)

    def screen(**asked):
        return client.get(reverse("engagements"), asked).context["screen"]

    assert (screen().total, len(screen().rows), len(screen(page="2").rows)) == (61, 50, 11)
    assert len(screen(page="99").rows) == 11
    assert [row.company_name for row in screen(q="(株)ﾋﾐﾂ").rows] == [NAME]
    assert [row.company_name for row in screen(q="金属加工").rows] == [NAME]
    assert screen(phase="pre-visit").total == 1 and screen(phase="nonsense").total == 61
    assert screen(phase="under-way", people="mine").total == 61 and screen(phase="closed").total == 0
    assert not screen(q="どこにもない").rows


def test_list_takes_the_same_queries_however_long(client, registered, keeper, django_assert_max_num_queries):
    for number in range(12):
        registered(company_name=f"例の会社{number}", alias=f"{number}社")
    client.force_login(keeper)
    with django_assert_max_num_queries(10):
        client.get(reverse("engagements"))


def test_empty_list_says_what_to_do(client, keeper, helper):
    for who, does in ((keeper, True), (helper, False)):
        client.force_login(who)
        page = client.get(reverse("engagements"))
        assert page.context["screen"].is_empty
        assert (reverse("engagement_new") in page.text) is does


def test_own_page_leads_to_the_engagements(client, engagement, seats, assign, keeper, helper):
    def leads(who):
        client.force_login(who)
        return f'href="{reverse("engagements")}"' in client.get(reverse("my_page")).text

    assert (leads(keeper), leads(helper)) == (True, False)
    assign(seats[0], helper)
    assert leads(helper)


def test_similar_cases_stand_on_the_page_with_reasons(client, registered, keeper):
    from search.projection.rebuild import rebuild
    from tests.factories import make_barrier, make_case

    make_case(title="似た会社の事例", prefecture="saitama", industry="E", employees=30, barriers=("cannot-see",))
    make_barrier(slug="cannot-see")
    rebuild()
    client.force_login(keeper)
    bare, told = registered(), registered(alias="B社", prefecture="saitama", industry="E", barriers=["cannot-see"])
    assert not client.get(address("engagement", bare)).context["screen"].similar.has_asked
    similar = client.get(address("engagement", told)).context["screen"].similar
    assert similar.cases[0].title == "似た会社の事例" and similar.cases[0].agrees
    assert "cannot-see" in similar.more_url and "ひみつ" not in similar.more_url
    assert client.get(address("engagement_edit", told)).context["similar"].cases


def test_room_above_shows_itself_on_the_page(client, engagement, keeper, monkeypatch):
    monkeypatch.setattr(sections, "_registered", [])

    @register_engagement_section
    def of_another_room(shown, request):
        facts = [("見出し", shown.alias)]
        yield Section("other", "ほかの部屋", "engagement/_facts.html", facts)

    client.force_login(keeper)
    screen = client.get(address("engagement", engagement)).context["screen"]
    assert [section.heading for section in screen.sections] == ["ほかの部屋"]


def test_national_body_keeps_no_company(client, home):
    client.force_login(User.objects.create_superuser("super@example.org", "correct horse battery"))
    page = client.post(reverse("engagement_new"), LEAST)
    assert page.status_code == 200 and not Engagement.objects.exists()
    assert "form" not in page.context
