"""The coordinators' page: whose levels they see, what of them, and what training is needed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import AuditEntry, Membership, User
from platform_site.accounts.roles import Role
from rubric.assessment.acts import AssessmentAct
from rubric.assessment.cohort.permissions import parts_for
from rubric.assessment.domain.disclosing import Part
from rubric.assessment.models import Assessment, NamedSenior, Offer, Standing
from rubric.assessment.policies import Refusal, Refused
from rubric.assessment.review.seniors import end_senior, name_senior
from rubric.framework.actions import copy_version, publish_version, set_crosswalk
from rubric.framework.domain.crosswalk import Link
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db

LEVELS = reverse("cohort")


def screen_of(client, query=""):
    return client.get(f"{LEVELS}{query}").context["screen"]


def names(client, query=""):
    return [row.name for row in screen_of(client, query).rows]


def url_of(standing):
    return reverse("cohort_person", args=[standing.pk])


def fresh(user):
    return User.objects.get(pk=user.pk)


# -- who sees whom ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["", Role.SUPPORTER, Role.EDITOR])
def test_only_coordinators_open_the_page(client, version, role):
    client.force_login(make_user(role=role))
    assert client.get(LEVELS).status_code == 403
    assert client.get(reverse("cohort_file", kwargs={"table": "people", "kind": "csv"})).status_code == 403


def test_coordinator_sees_active_supporters_and_coordinators_of_the_organisation(client, coordinator, home, sign):
    mine = sign().person
    without = make_user(role=Role.SUPPORTER, organisation=home, name="未署名 竹子")
    make_user(role=Role.SUPPORTER, organisation=home, is_active=False, name="退会 梅子")
    sign(organisation=make_organisation())

    rows = {row.name: row for row in screen_of(client).rows}

    assert set(rows) == {coordinator.name, mine.name, without.name}
    assert rows[mine.name].level == "マスター" and rows[without.name].url == ""


def test_who_has_left_is_no_longer_seen(client, coordinator, sign):
    standing = sign()
    Membership.objects.filter(user=standing.person).delete()
    assert standing.person.name not in names(client)
    assert client.get(url_of(standing)).status_code == 404


def test_unsigned_assessment_leaves_no_trace(client, coordinator, home, version):
    person = make_user(role=Role.SUPPORTER, organisation=home, name="下書 花子")
    before = client.get(LEVELS).content.decode()
    Assessment.objects.create(author=person, version=version, state="submitted", submitted_at=timezone.now())
    assert _without_token(client.get(LEVELS).content.decode()) == _without_token(before)


def _without_token(html):
    return [line for line in html.splitlines() if "csrf" not in line and "nonce" not in line]


def test_other_organisations_coordinator_sees_somebody_only_as_long_as_he_offers_himself(client, sign):
    standing = sign()
    theirs = make_organisation(name="よその会議所")
    client.force_login(make_user(role=Role.COORDINATOR, organisation=theirs))
    assert not screen_of(client).lists and client.get(url_of(standing)).status_code == 404

    for place in (theirs, None):
        offer = Offer.objects.create(person=standing.person, organisation=place)
        assert standing.person.name not in names(client)
        (row,) = screen_of(client, "?people=offered").rows
        assert (row.name, row.organisation) == (standing.person.name, "試験商工会議所")
        assert client.get(url_of(standing)).status_code == 200

        offer.delete()
        assert names(client, "?people=offered") == [] and client.get(url_of(standing)).status_code == 404


def test_offer_to_one_organisation_is_none_to_another(client, sign):
    standing = sign()
    Offer.objects.create(person=standing.person, organisation=make_organisation())
    client.force_login(make_user(role=Role.COORDINATOR))
    assert names(client, "?people=offered") == [] and client.get(url_of(standing)).status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR])
def test_whoever_looks_for_the_national_body_too_sees_no_person(client, coordinator, home, sign, role):
    standing = sign()
    Offer.objects.create(person=standing.person)
    Membership.objects.create(user=coordinator, organisation=make_organisation(), role=role)

    page = client.get(LEVELS)

    assert page.status_code == 200 and standing.person.name not in page.content.decode()
    assert client.get(url_of(standing)).status_code == 404
    assert client.get(reverse("cohort_file", kwargs={"table": "people", "kind": "csv"})).status_code == 404


@pytest.mark.parametrize("is_national", [True, False])
@pytest.mark.parametrize("offers", [True, False])
@pytest.mark.parametrize("is_colleague", [True, False])
def test_list_and_detail_agree_with_the_table_of_who_sees_what(client, sign, home, is_colleague, offers, is_national):
    standing = sign()
    viewer = make_user(role=Role.COORDINATOR, organisation=home if is_colleague else make_organisation())
    if offers:
        Offer.objects.create(person=standing.person)
    if is_national:
        Membership.objects.create(user=viewer, organisation=make_organisation(), role=Role.EDITOR)
    client.force_login(viewer)
    seen = {"?", "?people=offered"} if not is_national else set()
    listed = any(row.url == url_of(standing) for query in seen for row in screen_of(client, query).rows)

    expected = Part.AGREED_LEVELS in parts_for(fresh(viewer), standing)

    assert expected is ((is_colleague or offers) and not is_national)
    assert listed is expected and (client.get(url_of(standing)).status_code == 200) is expected


def test_coordinator_of_several_chooses_and_gets_no_other(client, coordinator, home, sign):
    second = make_organisation(name="第二会議所")
    Membership.objects.create(user=coordinator, organisation=second, role=Role.COORDINATOR)
    here, there = sign(), sign(organisation=second)

    assert {link.label for link in screen_of(client).organisations} == {"試験商工会議所", "第二会議所"}
    assert here.person.name in names(client, f"?organisation={home.pk}")
    assert names(client, f"?organisation={second.pk}") == sorted([coordinator.name, there.person.name])
    strange = make_organisation()
    for query in (f"?organisation={strange.pk}", "?organisation=x"):
        assert client.get(f"{LEVELS}{query}").status_code == 404


# -- the list -----------------------------------------------------------------------------------------


def test_newest_levels_stand_in_the_list_and_ended_ones_count_as_self_stated(client, coordinator, sign):
    older = sign(level=Level.STARTER, days=-1)
    newer = sign(person=older.person, level=Level.CHALLENGER, days=89)
    ended = sign(days=-1)

    page = client.get(f"/en{LEVELS}")
    rows = {row.pk: row for row in page.context["screen"].rows}

    assert rows[newer.person.pk].url == url_of(newer) and rows[newer.person.pk].term == "Ends soon"
    assert rows[ended.person.pk].is_ended and page.content.decode().count("(counts as self-stated)") == 1
    assert page.context["screen"].signed == 1


def test_filters_and_order(client, coordinator, sign):
    soon, ended, long_ = (sign(days=days, level=level) for days, level in ((30, 2), (-5, 3), (400, 3)))
    by_end = [ended.person.name, soon.person.name, long_.person.name]
    assert names(client, "?sort=end") == [*by_end, coordinator.name]
    assert names(client, "?level=challenger&sort=end") == [ended.person.name, long_.person.name]
    assert names(client, "?level=challenger&term=ended") == [ended.person.name]
    assert names(client, "?term=none") == [coordinator.name]
    assert names(client, "?q=調整松子") == [coordinator.name]
    counted = {link.label: link.count for link in screen_of(client, "?term=none").terms}
    assert list(counted.values()) == [4, 1, 1, 1, 1]


@pytest.mark.parametrize(
    "query", ["?level=guru&term=never&sort=random&target=top&page=-1", "?page=99999999999", "?page=7"]
)
def test_what_is_not_known_is_left_out(client, coordinator, sign, query):
    sign()
    assert client.get(f"{LEVELS}{query}").status_code == 200


def test_list_has_pages_of_fifty(client, coordinator, home):
    for number in range(51):
        make_user(role=Role.SUPPORTER, organisation=home, name=f"人 {number:02}")
    first, second = names(client), names(client, "?page=2")
    assert (len(first), len(second)) == (50, 2) and not set(first) & set(second)


def test_list_without_anybody_signed_says_what_to_do(client, coordinator):
    page = client.get(f"/en{LEVELS}").content.decode()
    assert "Nobody here has signed levels yet." in page and reverse("rubric") in page


# -- one person ---------------------------------------------------------------------------------------


def test_person_is_shown_with_the_signed_levels_and_nothing_else(client, me, senior, signed):
    """`me` saw himself higher in one element, with a note and evidence; the reviewer noted something too."""
    client.force_login(senior)
    page = client.get(url_of(Standing.objects.get()))
    html = page.content.decode()

    assert "マスター" in html and "チャレンジャー" not in html
    for secret in ("本人の覚え", "技能の根拠", "確認者の覚え"):
        assert secret not in html
    levels = {element.level for domain in page.context["screen"].domains for element in domain.elements}
    assert levels == {"マスター"}


def test_levels_of_an_older_version_are_shown_by_the_one_in_use(client, coordinator, sign, version):
    standing = sign(creativity=Level.CHANGE_MAKER, skill=Level.CHALLENGER)
    _new_version_apart_from(version, "skill")

    screen = client.get(url_of(standing)).context["screen"]

    found = {element.name: element for domain in screen.domains for element in domain.elements}
    assert screen.shown_by and screen.unknown == screen.lost and len(screen.lost) == 1
    assert [name for name, element in found.items() if element.number is None] == list(screen.unknown)
    assert Level.CHANGE_MAKER in {element.number for element in found.values()}
    assert {row.name: row.unknown for row in screen_of(client).demand if row.unknown} == {screen.unknown[0]: 1}


def test_levels_that_no_crosswalk_reaches_stand_as_they_were_signed(client, coordinator, sign, monkeypatch, version):
    standing = sign()
    _new_version_apart_from(version, "skill")
    monkeypatch.setattr("rubric.assessment.cohort.detail.way", lambda old, new: None)
    monkeypatch.setattr("rubric.assessment.cohort.demand.way", lambda old, new: None)

    screen = client.get(url_of(standing)).context["screen"]

    assert screen.is_incomparable and all(one.number for domain in screen.domains for one in domain.elements)
    assert {row.unknown for row in screen_of(client).demand} == {1}


def _new_version_apart_from(version, slug):
    """A version in use in which `slug` means something else than before."""
    newer = copy_version(by=None, version=version)
    slugs = RubricElement.objects.filter(domain__version=newer).exclude(slug=slug).values_list("slug", flat=True)
    set_crosswalk(by=None, old=version, new=newer, links=[Link(one, one) for one in slugs])
    return publish_version(by=None, version=newer)


# -- demand -------------------------------------------------------------------------------------------


def test_demand_counts_levels_that_count_and_the_greatest_stands_first(client, coordinator, sign):
    for _each in range(3):
        sign(creativity=Level.STARTER)
    sign(creativity=Level.CHALLENGER, skill=Level.STARTER)
    sign(days=-1, level=Level.STARTER)

    demand = screen_of(client).demand

    assert [row.below for row in demand[:2]] == [3, 1] and demand[2].below == 0
    assert demand[0].counts == (3, 0, 1, 0) and all(sum(row.counts) == 4 for row in demand)
    assert {row.below for row in screen_of(client, "?target=change-maker").demand} == {4}


# -- named seniors ------------------------------------------------------------------------------------


def test_coordinator_names_a_senior_and_ends_it(client, coordinator, home):
    person = make_user(role=Role.SUPPORTER, organisation=home)
    answer = client.post(f"{reverse('cohort_name_senior')}?sort=end", {"person": person.pk})
    assert answer.url == f"{LEVELS}?sort=end#people"
    client.post(reverse("cohort_name_senior"), {"person": person.pk})
    assert NamedSenior.objects.get().named_by == coordinator

    client.post(reverse("cohort_end_senior"), {"person": person.pk})
    assert not NamedSenior.objects.exists()
    acts = [entry.what for entry in AuditEntry.objects.about(person).order_by("pk")]
    assert acts == [AssessmentAct.NAMED, AssessmentAct.UNNAMED]


def test_nobody_but_an_active_supporter_of_the_organisation_is_named(client, coordinator, home):
    def refusal(person):
        with pytest.raises(Refused) as caught:
            name_senior(by=coordinator, organisation=home, person=person)
        return caught.value.refusal

    assert refusal(make_user(role=Role.SUPPORTER)) is Refusal.NO_MEMBER
    assert refusal(make_user(role=Role.SUPPORTER, organisation=home, is_active=False)) is Refusal.NO_MEMBER
    assert refusal(coordinator) is Refusal.NEEDS_NO_NAME
    stranger = make_user(role=Role.SUPPORTER)
    assert client.post(reverse("cohort_name_senior"), {"person": stranger.pk}).status_code == 404
    assert client.post(reverse("cohort_name_senior"), {"person": "x"}).status_code == 404


@pytest.mark.parametrize("action", [name_senior, end_senior])
def test_only_the_organisations_own_coordinator_names(home, version, action):
    from django.core.exceptions import PermissionDenied

    person = make_user(role=Role.SUPPORTER, organisation=home)
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        with pytest.raises(PermissionDenied):
            action(by=make_user(role=role), organisation=home, person=person)


# -- cost, and the way in -----------------------------------------------------------------------------


def test_number_of_queries_does_not_grow_with_the_people(client, coordinator, sign, django_assert_max_num_queries):
    for _each in range(12):
        sign()
    with django_assert_max_num_queries(22):
        client.get(LEVELS)


def test_own_page_leads_coordinators_here_and_the_national_body_to_the_figures(client, coordinator):
    assert LEVELS in client.get(reverse("my_page")).content.decode()
    client.force_login(make_user(role=Role.EDITOR))
    page = client.get(reverse("my_page")).content.decode()
    assert reverse("figures") in page and f'"{LEVELS}"' not in page
