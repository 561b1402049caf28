"""Pages of plans: who sees them, what they say, what they lead to."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.matching.actions import settle_seats
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun, Proposal
from rubric.matching.planning import making
from rubric.matching.planning.list_screen import plans_screen
from rubric.matching.planning.presenters import plan_screen
from rubric.matching.planning.result import Figures
from tests.factories import make_organisation, make_user
from tests.integration.matching.conftest import NAME, lines_of, waiting

pytestmark = pytest.mark.django_db
OK, AWAY, NO, GONE = 200, 302, 403, 404


def addresses(run):
    compare = f"{reverse('plan_compare')}?one={run.pk}&other={run.pk}"
    return [reverse("plan", args=[run.pk]), reverse("plan_progress", args=[run.pk]), compare]


def test_pages_are_for_coordinators_of_the_organisation(client, made, engagement, supporters, keeper, stranger):
    run = made()
    readers = {None: AWAY, keeper: OK, stranger: GONE, supporters[0]: NO, make_user(role=Role.EDITOR): NO}
    readers[User.objects.create_superuser("super@example.org", "correct horse battery")] = GONE
    for reader, expected in readers.items():
        client.logout()
        if reader:
            client.force_login(reader)
        got = [client.get(url, headers={"HX-Request": "true"}) for url in addresses(run)]
        assert [one.status_code for one in got] == [expected] * 3, reader
        if reader is not keeper:
            assert not any(NAME in one.text or engagement.alias in one.text for one in got)
    for name in ("plan_stop", "plan_accept"):
        client.force_login(stranger)
        assert client.post(reverse(name, args=[run.pk])).status_code == GONE


def test_plans_of_another_organisation_are_not_listed_nor_made(client, made, engagement, supporters, home, stranger):
    made()
    client.force_login(stranger)
    page = client.get(reverse("plans"), {"organisation": home.pk}).text
    assert "よその信用金庫" not in page and "試験商工会議所" not in page and NAME not in page
    client.post(reverse("plans"), {"organisation": home.pk})
    assert list(PlanRun.objects.filter(asked_by=stranger).values_list("organisation__name", flat=True)) == [
        "よその信用金庫"
    ]


def test_who_coordinates_two_organisations_chooses(client, engagement, keeper, home):
    other = make_organisation(name="二つ目の商工会")
    keeper.memberships.create(organisation=other, role=Role.COORDINATOR)
    client.force_login(User.objects.get(pk=keeper.pk))
    page = client.get(reverse("plans"), {"organisation": other.pk}).text
    assert "二つ目の商工会" in page and "試験商工会議所" in page
    client.post(reverse("plans"), {"organisation": other.pk})
    assert PlanRun.objects.get().organisation == other


@pytest.mark.parametrize("changed", [{}, {"is_optimal": False, "gap": 0.0231, "filled": 0}])
def test_list_tells_figures_as_the_plan_itself_does(made, engagement, supporters, keeper, home, changed):
    run = made()
    PlanRun.objects.update(result=run.result | changed)
    run.refresh_from_db()
    (row,) = plans_screen(keeper, home).finished
    screen = plan_screen(run, keeper)
    assert row.proof == screen.proof
    assert row.figures == Figures(**{one.name: getattr(screen.result, one.name) for one in fields(Figures)})
    assert ("2.3" in row.proof) is bool(changed)


def test_page_shows_people_points_and_reasons_in_words(client, made, engagement, hard, supporters, keeper):
    run = made()
    client.force_login(keeper)
    page = client.get(reverse("plan", args=[run.pk])).text
    assert NAME in page and "金属加工のA社" in page and supporters[0].name in page
    assert reverse("supporter", args=[supporters[0].supporter_profile.pk]) in page
    assert f"{lines_of(run)[engagement.pk, 0].points:,}" in page


def test_person_who_cannot_be_asked_any_more_is_not_named(client, made, engagement, supporters, keeper):
    run = made()
    supporters[0].supporter_profile.may_be_asked = False
    supporters[0].supporter_profile.save()
    client.force_login(keeper)
    assert supporters[0].name not in client.get(reverse("plan", args=[run.pk])).text


def sent(engagement, *, seats=(), hours=8, **more):
    """What the browser sends for one engagement."""
    today = timezone.localdate()
    told = {
        "starts_on": today + timedelta(days=20),
        "ends_on": today + timedelta(days=60),
        "hours_a_month": hours,
        "answer_by": today + timedelta(days=5),
    }
    fields = {f"e{engagement.pk}-{name}": str(value) for name, value in told.items()}
    return fields | {"seat": list(seats), "message": "よろしくお願いします。"} | more


def test_ticked_seat_is_proposed_and_the_page_says_so(client, made, engagement, hard, supporters, keeper):
    run = made()
    client.force_login(keeper)
    answer = client.post(
        reverse("plan_accept", args=[run.pk]), sent(engagement, seats=[f"{engagement.pk}-0"]), follow=True
    )
    (proposal,) = Proposal.objects.all()
    assert (proposal.person, proposal.hours_a_month, proposal.message) == (supporters[0], 8, "よろしくお願いします。")
    assert f'value="{engagement.pk}-0"' not in answer.text and f'value="{hard.pk}-0"' in answer.text


def test_all_seats_of_the_page_are_proposed_at_once(client, made, engagement, hard, supporters, keeper):
    run = made()
    client.force_login(keeper)
    client.post(reverse("plan_accept", args=[run.pk]), sent(engagement) | sent(hard) | {"all": "1"})
    assert {one.engagement_id for one in Proposal.objects.all()} == {engagement.pk, hard.pk}


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"message": f"{NAME}をお願いします"}], ids=["hours", "name"])
def test_wrong_terms_are_marked_and_nothing_is_proposed(client, made, engagement, supporters, keeper, wrong):
    run = made()
    client.force_login(keeper)
    told = sent(engagement, seats=[f"{engagement.pk}-0"], **wrong)
    answer = client.post(reverse("plan_accept", args=[run.pk]), told)
    assert answer.status_code == OK and "data-error-summary" in answer.text
    assert f'name="seat" value="{engagement.pk}-0" checked' in answer.text
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("keys", [[], ["x"], ["1-2-3"], ["999999-0"]])
def test_nothing_ticked_is_said(client, made, engagement, supporters, keeper, keys):
    run = made()
    client.force_login(keeper)
    answer = client.post(reverse("plan_accept", args=[run.pk]), sent(engagement, seats=keys), follow=True)
    assert answer.status_code == OK and not Proposal.objects.exists()
    assert "banner--warning" in answer.text


def test_ticked_choices_are_kept_in_the_next_plan(client, made, engagement, hard, supporters, keeper):
    run = made()
    client.force_login(keeper)
    key = f"{engagement.pk}-0"
    client.post(
        reverse("plans"),
        {"organisation": run.organisation_id, "plan": run.pk, "shown": [key, f"{hard.pk}-0"], "keep": [key]},
    )
    again = PlanRun.objects.exclude(pk=run.pk).get()
    assert [(one["engagement"], one["person"]) for one in again.locked] == [(engagement.pk, supporters[0].pk)]


def test_progress_asks_the_page_to_load_anew_once_it_is_ready(client, home, keeper, made):
    run = waiting(home, state=PlanState.RUNNING, progress=40)
    client.force_login(keeper)
    url = reverse("plan_progress", args=[run.pk])
    part = client.get(url, headers={"HX-Request": "true"})
    assert 'value="40"' in part.text and "<html" not in part.text
    assert client.get(url).status_code == AWAY
    PlanRun.objects.update(state=PlanState.STOPPED)
    assert client.get(url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.post(reverse("plan_stop", args=[run.pk])).status_code == AWAY


def test_comparison_tells_what_differs(client, made, engagement, hard, supporters, keeper, terms):
    one = made()
    settle_seats(by=keeper, engagement=hard)
    lock = making.lock_of(engagement.pk, lines_of(one)[engagement.pk, 0]) | {"person": supporters[1].pk}
    other = made(locked=[lock])
    client.force_login(keeper)
    page = client.get(reverse("plan_compare"), {"one": one.pk, "other": other.pk}).text
    assert supporters[0].name in page and supporters[1].name in page
    assert supporters[2].name not in page and "株式会社中核工業" not in page
    for wrong in ({}, {"one": one.pk}, {"one": "x", "other": other.pk}, {"one": one.pk, "other": 10**12}):
        assert client.get(reverse("plan_compare"), wrong).status_code == GONE


def test_plan_of_an_unfinished_one_is_not_compared(client, made, engagement, home, keeper):
    one = made()
    other = waiting(home)
    client.force_login(keeper)
    url = reverse("plan_compare")
    assert client.get(url, {"one": one.pk, "other": other.pk}).status_code == GONE
    assert client.post(reverse("plan_accept", args=[other.pk])).status_code == GONE


def test_pages_ask_the_same_for_any_number_of_seats(client, made, registered, supporters, keeper):
    def counted():
        run = made()
        counts = []
        for url in [reverse("plans"), reverse("plan", args=[run.pk]), *addresses(run)[2:]]:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == OK
            counts.append(len(captured))
        return counts

    client.force_login(keeper)
    registered()
    counted()  # whatever is remembered from now on
    few = counted()
    for number in range(12):
        registered(company_name=f"株式会社ためし{number}", alias=f"その{number}", hours_a_month=1)
    many = counted()
    assert many == few
    assert max(many) <= 20
