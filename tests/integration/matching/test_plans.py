"""Plans: who sees them, what they say, how they end, and what becomes of them."""

import json
from dataclasses import fields
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import AuditEntry, User
from platform_site.accounts.roles import Role
from rubric.engagement import actions as engaging
from rubric.engagement.actions import Party
from rubric.engagement.choices import Interest, Urgency
from rubric.framework.domain.levels import Level
from rubric.matching.actions import settle_seats
from rubric.matching.choices import PlanState
from rubric.matching.domain.planning.instance import Open
from rubric.matching.domain.planning.plan import make_plan
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.rules import RULES
from rubric.matching.models import PlanRun, Proposal
from rubric.matching.needs import staffing_of
from rubric.matching.people import person_of, roster_of
from rubric.matching.planning import actions, daily, making, tasks
from rubric.matching.planning.list_screen import plans_screen
from rubric.matching.planning.outlook import outlook_of
from rubric.matching.planning.presenters import plan_screen
from rubric.matching.planning.result import Figures, read_facts, read_result, write_facts
from rubric.matching.policies import Refusal, Refused
from rubric.matching.proposing.actions import propose
from rubric.supporters import actions as supporting
from tests.factories import make_organisation, make_user
from tests.integration.matching.conftest import NAME

pytestmark = pytest.mark.django_db
OK, AWAY, NO, GONE = 200, 302, 403, 404


@pytest.fixture
def made(home, keeper, django_capture_on_commit_callbacks):
    """Asks for a plan, and lets the worker make it."""

    def one(*, by=keeper, organisation=home, **asked):
        with django_capture_on_commit_callbacks(execute=True):
            run = actions.start(by=by, organisation=organisation, **asked)
        run.refresh_from_db()
        return run

    return one


@pytest.fixture
def hard(registered):
    """A regional core company: its seat asks for a Change Maker's signed level."""
    return registered(company_name="株式会社中核工業", alias="中核のB社", sales_yen=2_000_000_000)


def lines_of(run):
    return {(engagement, line.number): line for engagement, line in read_result(run.result).lines()}


def named(run):
    return {key: line.person for key, line in lines_of(run).items()}


def waiting(home, **fields):
    return PlanRun.objects.create(organisation=home, **fields)


# -- what a plan says


def test_plan_is_what_the_pure_core_makes(made, home, engagement, hard, supporters):
    roster = roster_of(home)
    asked = [Open(staffing_of(one).need, making.urgency_of(one)) for one in (engagement, hard)]
    expected = make_plan(roster, asked)

    run = made()

    assert run.state == PlanState.DONE and run.progress == 100 and run.ended_at
    assert named(run) == {(int(key), seat): person_of(person) for (key, seat), person in expected.chosen.items()}
    assert named(run) == {(engagement.pk, 0): supporters[0].pk, (hard.pk, 0): supporters[2].pk}
    assert run.result["staffed"] == run.result["staffed_bound"] and run.result["is_optimal"]
    assert run.result["points"] == expected.points
    assert (run.result["seats"], run.result["people"]) == (2, 3)


def test_points_are_what_the_reasons_add_up_to(made, engagement, hard, supporters):
    run = made()
    for line in lines_of(run).values():
        assert line.points == sum(reason["points"] for reason in line.reasons) > 0
    assert run.result["points"] == sum(line.points for line in lines_of(run).values())


def test_result_holds_no_name(made, engagement, hard, supporters):
    written = json.dumps(made().result, ensure_ascii=False)
    for name in (NAME, "金属加工", "中核", *(one.name for one in supporters)):
        assert name not in written


def test_unchanged_question_has_the_same_answer(made, engagement, hard, supporters, make_supporter):
    make_supporter("初段 一輪", level=Level.STARTER)
    first, second = made(), made()
    assert named(first) == named(second)
    assert not any(line.kept for line in lines_of(first).values())
    assert all(line.kept for line in lines_of(second).values())


def test_slightly_better_newcomer_does_not_reshuffle(made, engagement, supporters, make_supporter):
    before = named(made())
    make_supporter("初段 次郎", level=Level.STARTER, hours=24)
    assert named(made()) == before


def test_kept_choice_stays_and_says_so(made, engagement, supporters, make_supporter):
    first = made()
    line = lines_of(first)[engagement.pk, 0]
    other = {**making.lock_of(engagement.pk, line), "person": supporters[1].pk}
    run = made(locked=[other])
    assert named(run) == {(engagement.pk, 0): supporters[1].pk}
    assert lines_of(run)[engagement.pk, 0].locked


def test_choice_that_a_rule_is_against_by_now_is_not_kept(made, engagement, supporters):
    lock = making.lock_of(engagement.pk, lines_of(made())[engagement.pk, 0])
    engaging.declare_interest(
        by=engagement.coordinator,
        engagement=engagement,
        kind=Interest.RELATIVE,
        party=Party(person=supporters[0]),
    )
    run = made(locked=[lock])
    assert run.state == PlanState.DONE
    assert named(run)[engagement.pk, 0] == supporters[1].pk


def test_two_kept_choices_never_take_more_hours_than_there_are(made, registered, supporters):
    both = [registered(hours_a_month=8), registered(company_name="株式会社べつ", alias="B社", hours_a_month=8)]
    first = made()
    locks = [making.lock_of(one.pk, lines_of(first)[one.pk, 0]) | {"person": supporters[0].pk} for one in both]
    supporting.offer_hours(
        by=supporters[0],
        first_month=timezone.localdate().replace(day=1),
        last_month=later_month(),
        hours=10,
    )
    run = made(locked=locks)
    assert [line.locked for line in lines_of(run).values()].count(True) == 1
    assert all(line.person for line in lines_of(run).values())


def later_month():
    return (timezone.localdate().replace(day=1) + timedelta(days=340)).replace(day=1)


def test_urgent_engagement_comes_first(made, registered, make_supporter):
    only = make_supporter("一人 だけ", hours=8)
    registered()
    urgent = registered(company_name="株式会社いそぎ", alias="急ぎのC社", urgency=Urgency.URGENT)
    assert {person for key, person in named(made()).items() if key[0] == urgent.pk} == {only.pk}


def test_waiting_counts_but_never_as_much_as_urgency(registered):
    today = timezone.localdate()
    normal, soon = registered(), registered(company_name="別", alias="B社", urgency=Urgency.SOON)
    weights = [making.urgency_of(normal, today + timedelta(days=days)) for days in (0, 28, 56, 84, 5000)]
    assert weights == [4, 5, 6, 7, 7]
    assert making.urgency_of(soon, today) > weights[-1]


def test_empty_seat_tells_which_rule_binds_and_who_is_nearest(made, hard, supporters, make_supporter, keeper):
    supporters[2].supporter_profile.prefectures = ["tokyo"]
    supporters[2].supporter_profile.save()
    line = lines_of(made())[hard.pk, 0]
    assert line.person is None and line.able == 0
    assert line.binding == {"level": 2, "reach": 1}
    assert {near.person for near in line.nearest} == {one.pk for one in supporters}


def test_private_conflict_is_never_told(made, hard, supporters, keeper, client):
    engaging.declare_interest(by=keeper, engagement=hard, kind=Interest.LENDER, party=Party(person=supporters[2]))
    run = made()
    line = lines_of(run)[hard.pk, 0]
    assert line.person is None and line.binding == {"level": 2}
    assert supporters[2].pk not in {near.person for near in line.nearest}
    client.force_login(keeper)
    page = client.get(reverse("plan", args=[run.pk])).text
    assert supporters[2].name not in page and "理由は非公開" not in page


def test_seat_whose_people_are_needed_elsewhere_says_so(made, registered, make_supporter, keeper):
    make_supporter("一人 だけ", hours=8)
    registered()
    registered(company_name="株式会社べつ", alias="B社")
    run = made()
    left = next(line for line in lines_of(run).values() if line.person is None)
    assert left.able == 1 and left.nearest == ()
    screen = plan_screen(run, keeper)
    (words,) = [seat.why_nobody for one in screen.engagements for seat in one.seats if not seat.name]
    assert len(words) == 1 and "1" in words[0]


def test_facts_of_every_rule_are_read_as_they_were_written(hard, supporters, make_supporter):
    roster = roster_of(hard.organisation)
    need = staffing_of(hard).need
    line_up = LineUp(roster, need, need.seats[0])
    checked = 0
    for candidate in roster.candidates:
        for rule in RULES:
            facts = rule.change(candidate, line_up.need, line_up.seat)
            if facts is not None:
                checked += 1
                assert read_facts(json.loads(json.dumps(write_facts(facts)))) == dict(facts), rule.name
    assert checked > len(RULES)


def test_held_and_asked_seats_are_no_part_of_it(made, engagement, proposal, hard, supporters):
    run = made()
    assert {key[0] for key in lines_of(run)} == {hard.pk}
    assert outlook_of(engagement.organisation).seats == 1


def test_nothing_open_gives_an_empty_plan(made, keeper, home):
    run = made()
    assert run.state == PlanState.DONE and run.result["engagements"] == []
    assert outlook_of(home).seats == 0
    assert plan_screen(run, keeper).engagements == ()


# -- how it is made


def test_only_coordinators_of_the_organisation_ask_stop_and_accept(home, stranger, supporters, engagement, made):
    run = made()
    for somebody in (stranger, supporters[0]):
        with pytest.raises(PermissionDenied):
            actions.start(by=somebody, organisation=home)
        with pytest.raises(PermissionDenied):
            actions.stop(by=somebody, plan=run)
        with pytest.raises(PermissionDenied):
            actions.accept(by=somebody, plan=run, choices=[(engagement.pk, 0)], terms={})


def test_second_plan_waits_for_the_first(home, keeper):
    waiting(home)
    with pytest.raises(Refused) as refused:
        actions.start(by=keeper, organisation=home)
    assert refused.value.refusal == Refusal.PLAN_RUNNING


def test_lost_plan_makes_room(home, keeper):
    long_ago = timezone.now() - actions.LOST_AFTER - timedelta(seconds=1)
    lost = waiting(home, state=PlanState.RUNNING, asked_at=long_ago, progress=40)
    assert plan_screen(lost, keeper).is_lost
    actions.start(by=keeper, organisation=home)
    lost.refresh_from_db()
    assert lost.state == PlanState.FAILED and lost.ended_at


def test_stopped_plan_is_not_made(home, keeper):
    run = actions.start(by=keeper, organisation=home)
    assert actions.stop(by=keeper, plan=run)
    tasks.make_plan_of.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.is_cancelled, run.result) == (PlanState.STOPPED, True, None)
    assert not actions.stop(by=keeper, plan=run)
    acts = list(AuditEntry.objects.filter(what__startswith="matching.plan").values_list("what", flat=True))
    assert sorted(acts) == ["matching.plan-stopped", "matching.planned"]


def test_plan_that_is_stopped_while_it_is_made_is_called_off(home, keeper, engagement, supporters, monkeypatch):
    run = actions.start(by=keeper, organisation=home)
    heard = []

    def answer(question, *, seconds, watch):
        """Goes on until somebody calls it off."""
        while not watch():
            tasks.time.sleep(0.01)
        heard.append("called off")

    move = tasks._move

    def stopping(plan, origin, **fields):
        if "progress" in fields and "result" not in fields:
            actions.stop(by=keeper, plan=run)
        return move(plan, origin, **fields)

    monkeypatch.setattr(tasks, "answer", answer)
    monkeypatch.setattr(tasks, "_move", stopping)
    monkeypatch.setattr(tasks, "LOOK_EVERY", 0.05)
    tasks.make_plan_of.func(run.pk)
    run.refresh_from_db()
    assert heard == ["called off"]
    assert (run.state, run.result) == (PlanState.STOPPED, None)


def test_progress_is_written_while_it_is_made(home, keeper, engagement, supporters, monkeypatch):
    run = actions.start(by=keeper, organisation=home)
    written = []

    def answer(question, **asked):
        while len(written) < 2:
            tasks.time.sleep(0.01)
        return making.answer(question, **asked)

    move = tasks._move

    def noting(plan, origin, **fields):
        written.extend([fields["progress"]] if set(fields) == {"progress"} else [])
        return move(plan, origin, **fields)

    monkeypatch.setattr(tasks, "answer", answer)
    monkeypatch.setattr(tasks, "_move", noting)
    monkeypatch.setattr(tasks, "LOOK_EVERY", 0.05)
    tasks.make_plan_of.func(run.pk)
    run.refresh_from_db()
    assert all(tasks.READ <= percent < 100 for percent in written)
    assert run.state == PlanState.DONE


def test_plan_that_breaks_off_says_so(made, engagement, supporters, monkeypatch, keeper, client):
    def breaks(*_args, **_asked):
        raise RuntimeError("no memory")

    monkeypatch.setattr(tasks, "answer", breaks)
    run = made()
    assert run.state == PlanState.FAILED and run.ended_at and run.result is None
    client.force_login(keeper)
    assert client.get(reverse("plan", args=[run.pk])).status_code == OK


# -- what becomes of it


@pytest.fixture
def usual(terms):
    """The same terms for every engagement."""
    return lambda *engagements: {one.pk: terms for one in engagements}


def test_accepted_plan_becomes_proposals_with_mails(
    made, keeper, engagement, hard, supporters, usual, django_capture_on_commit_callbacks
):
    run = made()
    with django_capture_on_commit_callbacks(execute=True):
        accepted = actions.accept(
            by=keeper, plan=run, choices=[(engagement.pk, 0), (hard.pk, 0)], terms=usual(engagement, hard)
        )
    assert not accepted.refused
    assert {(one.engagement_id, one.person) for one in Proposal.objects.open()} == {
        (engagement.pk, supporters[0]),
        (hard.pk, supporters[2]),
    }
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([supporters[0].email, supporters[2].email])
    assert "ひみつ" not in "".join(letter.body + letter.subject for letter in mail.outbox)


def test_seat_that_was_taken_meanwhile_is_told_and_the_rest_goes_through(
    made, keeper, engagement, hard, supporters, usual, terms
):
    run = made()
    seat = settle_seats(by=keeper, engagement=engagement).places[0].row
    propose(by=keeper, seat=seat, person=supporters[1], terms=terms)
    accepted = actions.accept(
        by=keeper, plan=run, choices=[(engagement.pk, 0), (hard.pk, 0)], terms=usual(engagement, hard)
    )
    assert accepted.refused == {(engagement.pk, 0): Refusal.SEAT_TAKEN}
    assert [one.person for one in accepted.proposals] == [supporters[2]]


def test_second_acceptance_of_the_same_seat_is_told(made, keeper, engagement, supporters, usual):
    run, choices = made(), [(engagement.pk, 0)]
    actions.accept(by=keeper, plan=run, choices=choices, terms=usual(engagement))
    again = actions.accept(by=keeper, plan=run, choices=choices, terms=usual(engagement))
    assert again.proposals == [] and again.refused == {choices[0]: Refusal.SEAT_TAKEN}
    assert Proposal.objects.count() == 1


def test_person_who_cannot_any_more_is_told(made, keeper, engagement, supporters, usual):
    run = made()
    User.objects.filter(pk=supporters[0].pk).update(is_active=False)
    accepted = actions.accept(by=keeper, plan=run, choices=[(engagement.pk, 0)], terms=usual(engagement))
    assert accepted.refused == {(engagement.pk, 0): Refusal.NOT_ABLE}


def test_seats_that_ask_for_something_else_by_now_are_told(made, keeper, registered, make_supporter, usual):
    make_supporter("一人 だけ")
    engagement = registered()
    run = made()
    engagement.sales_yen = 2_000_000_000
    engagement.save()
    accepted = actions.accept(by=keeper, plan=run, choices=[(engagement.pk, 0), (999, 0)], terms=usual(engagement))
    assert set(accepted.refused.values()) == {Refusal.PLAN_GONE}
    assert not Proposal.objects.exists()


# -- the night


def test_night_makes_a_plan_where_something_is_open(
    home, engagement, supporters, stranger, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        said = daily.plan_for_the_morning()
    (run,) = PlanRun.objects.all()
    assert (run.organisation, run.asked_by, run.state) == (home, None, PlanState.DONE)
    assert "1" in said


def test_night_keeps_what_was_kept_and_waits_for_nobody(home, engagement, supporters, made):
    lock = making.lock_of(engagement.pk, lines_of(made())[engagement.pk, 0]) | {"person": supporters[1].pk}
    made(locked=[lock])
    daily.plan_for_the_morning()
    run = PlanRun.objects.first()
    assert run.locked == [lock]
    assert daily.plan_for_the_morning().startswith("0")


def test_night_forgets_old_plans_but_none_under_way(home, engagement, supporters):
    running = waiting(home, state=PlanState.RUNNING)
    for _number in range(daily.KEPT_PLANS + 3):
        waiting(home, state=PlanState.STOPPED)
    daily.plan_for_the_morning()
    assert PlanRun.objects.filter(state=PlanState.STOPPED).count() == daily.KEPT_PLANS
    assert PlanRun.objects.filter(pk=running.pk).exists()


# -- pages


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
