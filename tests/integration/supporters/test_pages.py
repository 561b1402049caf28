"""The pages on which a supporter tells of himself, and the one on which his coordinators read it."""

import pytest
from django.urls import reverse

from platform_site.accounts.models import Membership, User
from platform_site.accounts.roles import Role
from rubric.assessment.cohort.person_pages import person_pages
from rubric.assessment.models import Offer
from rubric.supporters import actions
from rubric.supporters.domain.months import later, written
from rubric.supporters.models import OfferedMonth, SupporterProfile, WorkedOn
from tests.factories import make_approach, make_barrier, make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PROFILE, HOURS, CASES = "/me/profile/", "/me/profile/hours/", "/me/profile/cases/"
LEVELS = "/desk/levels/"


@pytest.fixture
def told():
    """A form as it is sent."""
    barrier, approach = make_barrier(), make_approach()
    return {
        "edit": 0,
        "base": "tokyo",
        "prefectures": ["tokyo", "saitama"],
        "online": "on",
        "industries": ["E", "I"],
        "barriers": [barrier.pk],
        "approaches": [approach.pk],
        "licences": ["smec", "lawyer"],
        "style": "proposing",
        "languages": ["ja", "vi"],
        "learn_barriers": [barrier.pk],
        "learn_industries": ["M"],
        "wants_to_learn": "初回面談\r\n",
        "declined_industries": ["P"],
        "cannot_serve": "夜間は不可",
        "may_be_asked": "on",
        "shows_own_level": "on",
    }


def test_profile_begins_where_one_lives_and_keeps_everything(client, me, told):
    assert client.get(PROFILE).context["form"]["base"].value() == "saitama"
    answer = client.post(PROFILE, told, follow=True)
    assert "プロフィールを保存しました" in answer.text
    mine = SupporterProfile.objects.get()
    assert (mine.base, mine.prefectures, mine.online) == ("tokyo", ["tokyo", "saitama"], True)
    assert (mine.industries, mine.licences, mine.style) == (["E", "I"], ["smec", "lawyer"], "proposing")
    assert (mine.languages, mine.wants_to_learn, mine.cannot_serve) == (["ja", "vi"], "初回面談", "夜間は不可")
    assert (mine.learn_industries, mine.declined_industries) == (["M"], ["P"])
    assert [one.count() for one in (mine.barriers, mine.approaches, mine.learn_barriers)] == [1, 1, 1]
    assert mine.may_be_asked and mine.shows_own_level


def test_everything_can_be_taken_back(client, me, told):
    client.post(PROFILE, told)
    client.post(PROFILE, {"edit": 1, "style": "either"})
    mine = SupporterProfile.objects.get()
    assert (mine.base, mine.prefectures, mine.barriers.count(), mine.may_be_asked) == ("", [], 0, False)


def test_error_keeps_what_was_entered_and_is_said_on_top_with_a_link(client, me, told):
    page = client.post(PROFILE, told | {"industries": ["Z"], "wants_to_learn": "長" * 501}).text
    assert 'href="#id_industries"' in page and 'href="#id_wants_to_learn"' in page and "夜間は不可" in page
    assert not SupporterProfile.objects.exists()


def test_second_window_does_not_overwrite_silently(client, me, told):
    client.post(PROFILE, told)
    page = client.post(PROFILE, told | {"cannot_serve": "別の画面の内容"})
    assert "別の画面または端末で" in page.text and "別の画面の内容" in page.text
    assert SupporterProfile.objects.get().cannot_serve == "夜間は不可"
    client.post(PROFILE, told | {"cannot_serve": "別の画面の内容", "edit": page.context["form"]["edit"].value()})
    assert SupporterProfile.objects.get().cannot_serve == "別の画面の内容"


def test_retired_term_is_kept_and_no_longer_offered(client, me, told):
    client.post(PROFILE, told)
    kept, gone = make_barrier(), make_barrier(slug="cannot-act")
    for term in (kept, gone):
        term.is_retired = True
        term.save()
    form = client.get(PROFILE).context["form"]
    assert list(form.fields["barriers"].queryset) == [kept]


def test_profile_leads_to_the_offer_and_is_reached_from_my_page(client, me):
    assert reverse("my_offer") in client.get(PROFILE).text
    step = "支援できる地域・時期・分野を、コーディネーターに伝えましょう"
    assert PROFILE in client.get("/me/").text and step in client.get("/me/").text
    actions.save_profile(by=me, entered={}, edit=0)
    assert "今後の時間が登録されていません" in client.get("/me/").text


def test_people_whom_the_rubric_does_not_describe_have_no_profile(client):
    client.force_login(make_user(role=Role.EDITOR))
    assert client.get(PROFILE).status_code == 403
    assert PROFILE not in client.get("/me/").text


@pytest.mark.parametrize("path", [PROFILE, HOURS, CASES, "/me/profile/conflicts/", "/desk/supporters/1/"])
def test_outsider_is_sent_to_the_login(client, db, path):
    assert client.get(path).url.startswith("/accounts/login/")


def test_hours_are_filled_for_many_months_at_once(client, me, months):
    sent = {"first": written(months[1]), "last": written(months[11]), "hours": "12"}
    page = client.post(HOURS, sent, follow=True)
    assert "時間を保存しました" in page.text
    assert [row.hours for row in page.context["rows"]] == [None] + [12] * 11


def test_row_fills_the_form_with_its_month(client, me, months, offered):
    key = written(months[1])
    assert client.get(HOURS, {"month": key}).context["form"].initial == {"first": key, "last": key, "hours": 10}
    assert client.get(HOURS, {"month": "x"}).context["form"].initial["last"] == written(months[11])


def test_hours_below_what_is_booked_are_said_with_the_months(client, me, profile, months, offered):
    actions.book(profile=profile, months=months[:1], hours=6)
    sent = {"first": written(months[0]), "last": written(months[2]), "hours": "5"}
    page = client.post(HOURS, sent)
    month = f"{months[0].year}年{months[0].month}月：6時間"
    assert month in page.text and 'href="#id_hours"' in page.text
    assert set(OfferedMonth.objects.values_list("hours", flat=True)) == {10}


@pytest.mark.parametrize(
    "changed", [{"hours": "201"}, {"hours": "-1"}, {"hours": ""}, {"last": 0}, {"first": -1}, {"last": 12}]
)
def test_what_are_no_hours_or_months_is_refused(client, me, months, changed):
    sent = {"first": 1, "last": 3, "hours": "5"} | changed
    sent = {name: written(later(months[0], by)) if isinstance(by, int) else by for name, by in sent.items()}
    assert "error-summary" in client.post(HOURS, sent).text and not OfferedMonth.objects.exists()


def test_case_is_found_by_word_number_and_address_and_added(client, me):
    case = make_case(external_id="inn-1", title="旅館の事例Ａ社")
    make_case(title="別の事例")
    for sought in (
        "旅館",
        "A社 旅館",
        "inn-1",
        f"https://example.org/cases/{case.slug}/",
        f"/en/cases/{case.slug}/?q=x",
    ):
        assert [row.title for row in client.get(CASES, {"q": sought}).context["found"]] == [case.title], sought
    page = client.post(reverse("supporter_claim", args=[case.pk]), follow=True)
    assert [row.title for row in page.context["claimed"]] == [case.title]
    assert client.get(CASES, {"q": "旅館"}).context["found"][0].is_claimed


@pytest.mark.parametrize("hidden", [{"live": False}, {"disclosure": "organisation"}])
def test_hidden_case_is_neither_found_nor_added(client, me, hidden):
    hidden = hidden | ({"organisation": make_organisation()} if "disclosure" in hidden else {})
    case = make_case(title="旅館", **hidden)
    assert "当てはまる" in client.get(CASES, {"q": "旅館"}).text
    assert client.post(reverse("supporter_claim", args=[case.pk])).status_code == 404
    assert not WorkedOn.objects.exists()


def test_real_name_of_a_company_finds_nothing(client, me):
    make_case(title="旅館", company_name="ひみつ旅館株式会社")
    assert not client.get(CASES, {"q": "ひみつ"}).context["found"]


def test_many_cases_are_cut_and_that_is_said(client, me):
    for number in range(21):
        make_case(title=f"旅館{number}")
    page = client.get(CASES, {"q": "旅館"})
    assert len(page.context["found"]) == 20 and "先頭の20件" in page.text


def test_case_that_is_withdrawn_loses_its_title_and_can_be_removed(client, me):
    case = make_case(title="旅館の事例")
    claim = actions.claim_case(by=me, case=case)
    case.unpublish()
    page = client.get(CASES)
    assert "公開が終わった事例" in page.text and "旅館の事例" not in page.text
    client.post(reverse("supporter_unclaim", args=[claim.pk]))
    assert not WorkedOn.objects.exists()


def test_claim_of_another_is_not_found(client, me):
    other = make_user(role=Role.SUPPORTER)
    claim = actions.claim_case(by=other, case=make_case())
    assert client.post(reverse("supporter_unclaim", args=[claim.pk])).status_code == 404


@pytest.fixture
def look(client, profile):
    def at(user):
        client.force_login(user)
        return client.get(reverse("supporter", args=[profile.pk]))

    return at


@pytest.fixture
def names(client):
    """Where the names in the list of levels lead to, as somebody sees it."""

    def seen_by(reader, query=""):
        client.force_login(reader)
        return {row.pk: row.page_url for row in client.get(f"{LEVELS}{query}").context["screen"].rows}

    return seen_by


def test_name_in_the_list_of_levels_leads_to_whoever_has_a_profile(client, names, me, home, senior, profile, sign):
    other = make_user(role=Role.SUPPORTER, organisation=home)
    standings = [sign(me), sign(other)]
    address = reverse("supporter", args=[profile.pk])
    assert names(senior) == {me.pk: address, senior.pk: "", other.pk: ""}
    page = client.get(LEVELS).text
    assert f'<a href="{address}">{me.name}</a>' in page and f">{other.name}</a>" not in page
    assert all(f'<a href="{reverse("cohort_person", args=[one.pk])}">' in page for one in standings)
    assert client.get(address).status_code == 200


def test_name_of_somebody_who_offers_himself_leads_to_him_as_long_as_he_does(names, me, profile, sign, version):
    elsewhere = make_organisation()
    reader = make_user(role=Role.COORDINATOR, organisation=elsewhere)
    sign(me)
    offer = Offer.objects.create(person=me, organisation=elsewhere)
    assert names(reader, "?people=offered") == {me.pk: reverse("supporter", args=[profile.pk])}
    offer.delete()
    assert names(reader, "?people=offered") == {} and person_pages(reader, [me.pk]) == {}


def test_whoever_may_not_read_a_profile_gets_no_address(me, home, profile):
    readers = [
        make_user(role=Role.COORDINATOR),
        make_user(role=Role.SUPPORTER, organisation=home),
        make_user(role=Role.ADMINISTRATOR),
        make_user(role=Role.EDITOR),
    ]
    national = make_user(role=Role.COORDINATOR, organisation=home)
    Membership.objects.create(user=national, organisation=make_organisation(), role=Role.EDITOR)
    readers.append(User.objects.get(pk=national.pk))
    assert [person_pages(reader, [me.pk]) for reader in readers] == [{}] * 5


def test_names_of_a_page_are_looked_up_in_one_query(home, senior, django_assert_num_queries):
    people = [make_user(role=Role.SUPPORTER, organisation=home) for _each in range(5)]
    for one in people:
        actions.save_profile(by=one, entered={}, edit=0)
    assert senior.held
    with django_assert_num_queries(1):
        found = person_pages(senior, [one.pk for one in people])
    assert found.keys() == {one.pk for one in people}


def test_coordinator_reads_profile_hours_level_and_cases(look, me, senior, profile, offered, sign, client, told):
    client.post(PROFILE, told | {"edit": 1})
    actions.claim_case(by=me, case=make_case(title="旅館の事例"))
    actions.book(profile=profile, months=offered[:1], hours=4)
    standing = sign(me, level=3)
    page = look(senior)
    for words in (
        "支援 梅子",
        "チャレンジャー",
        "埼玉県",
        "製造業",
        "弁護士",
        "夜間は不可",
        "旅館の事例",
        "自機関のメンバー",
    ):
        assert words in page.text, words
    screen = page.context["screen"]
    assert [row.left for row in screen.months[:4]] == [6, 10, 10, 0] and screen.months[3].hours is None
    assert screen.level.valid_until == standing.valid_until and not screen.own_level
    assert reverse("cohort_person", args=[standing.pk]) in page.text


@pytest.mark.parametrize(
    ("days", "shows", "expected"), [(-1, True, "マスター"), (-1, False, ""), (1, True, ""), (None, True, "")]
)
def test_own_level_is_told_only_where_nothing_signed_counts(look, me, senior, sign, profile, days, shows, expected):
    if days is not None:
        sign(me, days=days)
    actions.save_profile(by=me, entered={"shows_own_level": shows}, edit=1)
    assert look(senior).context["screen"].own_level == expected


def test_person_who_offers_himself_is_read_elsewhere_and_nobody_else(look, me, profile):
    elsewhere = make_organisation()
    other = make_user(role=Role.COORDINATOR, organisation=elsewhere)
    assert look(other).status_code == 404
    Offer.objects.create(person=me, organisation=elsewhere)
    assert "他機関から協力の申し出" in look(other).text
    assert look(make_user(role=Role.SUPPORTER, organisation=elsewhere)).status_code == 404
    assert look(make_user(role=Role.ADMINISTRATOR)).status_code == 403
    Membership.objects.create(user=other, organisation=make_organisation(), role=Role.EDITOR)
    assert look(other).status_code == 404


def test_i_see_how_coordinators_see_me(look, me, profile):
    page = look(me)
    assert "コーディネーターからはこのように見えます" in page.text and PROFILE in page.text


def test_page_of_a_supporter_asks_few_questions(client, look, senior, profile, offered, django_assert_max_num_queries):
    look(senior)
    with django_assert_max_num_queries(20):
        client.get(reverse("supporter", args=[profile.pk]))
