"""Mails about new cases: to whom, about what, and when."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from casebook.cases.models import CasePage
from casebook.profiles.choices import Disclosure
from casebook.saved import actions, alerts, daily, delivery
from casebook.saved import mail as letters
from casebook.saved.models import SavedSearch
from casebook.saved.tasks import look_for_news
from search.engines.base import EngineError
from search.projection.outbox import paused
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_organisation, make_user
from tests.integration.saved.alerts import at, fresh, look, save, saved_at, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("library")]


@pytest.fixture
def me():
    return make_user(role="supporter", email="me@example.org", name="相沢")


def test_mail_tells_title_turning_point_place_and_address_in_text_and_html(me, settings):
    save(me)
    case = make_case(title="承継の話", turning_point="あと何年<続けますか>", prefecture="saitama", city="川口市")
    assert look() == 1
    (message,) = mail.outbox
    html, kind = message.alternatives[0]
    assert (message.to, kind) == (["me@example.org"], "text/html")
    assert "承継の検索" in message.subject
    for said in ("承継の話", "あと何年<続けますか>", "埼玉県川口市", f"{settings.BASE_URL}/cases/{case.slug}/", "相沢"):
        assert said in message.body
    assert "あと何年&lt;続けますか&gt;" in html
    assert f'href="{settings.BASE_URL}/cases/{case.slug}/"' in html


def test_mail_is_in_the_language_of_its_reader(settings):
    save(make_user(role="supporter", language="en", name="O'Brien"))
    case = make_case(title="承継の話")
    look()
    (message,) = mail.outbox
    assert message.subject == "Banso: 1 new case: 承継の検索"
    assert "Dear O'Brien," in message.body
    assert f"{settings.BASE_URL}/en/cases/{case.slug}/" in message.body
    assert '<html lang="en">' in message.alternatives[0][0]


def test_cases_that_were_there_before_are_no_news(me):
    make_case(title="前からある承継の話")
    save(me)
    assert look() == 0
    make_case(title="新しい承継の話")
    make_case(title="別の話")
    assert look() == 1
    assert "新しい承継の話" in mail.outbox[0].body
    assert "前からある" not in mail.outbox[0].body
    assert "別の話" not in mail.outbox[0].body


def test_case_is_told_once_even_when_it_is_published_again(me):
    save(me)
    case = make_case(title="承継の話")
    assert look() == 1
    case.unpublish()
    assert look() == 1
    case.save_revision().publish()
    assert look() == 1


def test_case_that_changes_so_that_it_fits_is_news(me):
    save(me)
    case = make_case(title="ほかの話")
    assert look() == 0
    case.title = "承継の話"
    case.save()
    assert look() == 1


def test_case_and_its_translation_are_one(me):
    save(me, "region=kanto")
    case = make_case(title="承継の話", prefecture="saitama")
    assert look() == 1
    english = case.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0], copy_parents=True)
    english.save_revision().publish()
    assert look() == 1


def test_forty_cases_come_in_one_mail_that_counts_what_it_does_not_list(me):
    save(me)
    with paused():
        for number in range(40):
            make_case(title=f"承継の話{number:02}")
    rebuild()
    assert look() == 1
    (message,) = mail.outbox
    assert message.body.count("承継の話") == letters.MOST_LISTED
    assert "40" in message.subject
    assert "20" in message.body.split("承継の話19")[-1]


def test_case_found_by_two_searches_is_listed_once_in_a_mail(me):
    first, second = save(me), save(me, "", name="すべて")
    case = make_case(title="承継の話")
    assert look() == 1
    assert mail.outbox[0].body.count("/cases/" + case.slug) == 1
    assert told(first) == told(second) == {case.external_id}


def test_searches_of_a_person_come_in_one_mail_and_each_person_gets_her_own(me):
    other = make_user(role="supporter")
    save(me), save(me, "q=販路", name="販路"), save(other)
    make_case(title="承継の話"), make_case(title="販路の話")
    assert look() == 2
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert "販路の話" in bodies[me.email]
    assert "販路の話" not in bodies[other.email]


@pytest.mark.parametrize(
    ("role", "disclosure", "is_told"),
    [
        ("", Disclosure.PUBLIC, True),
        ("", Disclosure.MEMBERS, False),
        ("supporter", Disclosure.MEMBERS, True),
        ("supporter", Disclosure.ORGANISATION, False),
        ("editor", Disclosure.ORGANISATION, True),
    ],
)
def test_only_what_the_person_may_read_is_told(role, disclosure, is_told):
    search = save(make_user(role=role))
    make_case(title="承継の話", disclosure=disclosure, organisation=make_organisation())
    assert (look() == 1) is is_told
    assert bool(told(search)) is is_told


def test_draft_is_not_told(me):
    save(me)
    make_case(title="承継の話", live=False)
    assert look() == 0


def test_condition_that_is_gone_stops_the_mails_instead_of_widening_them(me):
    search = save(me, "q=承継&region=kanto")
    SavedSearch.objects.filter(pk=search.pk).update(query="q=承継&barrier=nowhere")
    make_case(title="承継の話", prefecture="okinawa")
    assert look() == 0


def test_silent_engine_forgets_nothing(me, monkeypatch):
    make_case(title="前からある承継の話")

    def silent(*args, **kwargs):
        raise EngineError("silent")

    monkeypatch.setattr(alerts, "find_as_typed", silent)
    search = save(me)
    assert SavedSearch.objects.get(pk=search.pk).looked_at is None
    with pytest.raises(EngineError):
        alerts.look()
    monkeypatch.undo()
    assert look() == 0
    make_case(title="新しい承継の話")
    assert look() == 1


def test_daily_mail_comes_once_a_day(me):
    saved_at(at(25, 10), me, "daily")
    make_case(title="承継の話")
    assert look(at(25, 23)) == 0
    assert look(at(26)) == 1
    make_case(title="承継の次の話")
    assert look(at(26, 12)) == 1
    assert look(at(27)) == 2


def test_weekly_mail_comes_on_monday_or_as_soon_after_as_the_job_runs(me):
    saved_at(at(18, 10), me, "weekly")  # a Wednesday
    make_case(title="承継の話")
    assert look(at(22)) == 0
    assert look(at(24)) == 1  # Tuesday: Monday's run was missed
    make_case(title="承継の次の話")
    assert look(at(29)) == 1
    assert look(at(30)) == 2


def test_mails_that_begin_again_tell_nothing_of_the_time_between(me):
    search = save(me, frequency="never")
    make_case(title="間に出た承継の話")
    assert look() == 0
    actions.change_search(by=me, search=search, name="x", frequency="at-once")
    assert look() == 0
    make_case(title="新しい承継の話")
    assert look() == 1


def test_other_frequency_tells_nothing_twice(me):
    search = save(me, frequency="at-once")
    make_case(title="承継の話")
    assert look() == 1
    search = SavedSearch.objects.get(pk=search.pk)
    actions.change_search(by=me, search=search, name="x", frequency="daily")
    assert look(timezone.now() + timedelta(days=1)) == 1


def test_publishing_asks_the_worker_to_look_soon_and_once(me, database_tasks):
    make_case(title="関係のない話")
    assert not DBTaskResult.objects.filter(task_path=look_for_news.module_path).exists()
    save(me)
    make_case(title="承継の話"), make_case(title="承継の次の話")
    task = DBTaskResult.objects.get(task_path=look_for_news.module_path)
    assert timedelta(0) < task.run_after - timezone.now() <= timedelta(minutes=1)
    look_for_news.call()
    assert DBTaskResult.objects.filter(task_path=delivery.deliver.module_path).count() == 1


def test_daily_job_says_what_it_did(me):
    save(me)
    make_case(title="承継の話")
    assert daily.tell_news() == "1 alerts, 0 sent again"
    assert len(mail.outbox) == 1


def test_nobody_looks_where_nobody_waits(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        alerts.look()


def test_hidden_case_moves_nothing_for_an_outsider_account():
    user = make_user()
    search = save(user, "")
    make_case(title="承継の話", disclosure=Disclosure.MEMBERS)
    assert look() == 0
    assert (told(search), CasePage.objects.visible_to(fresh(user)).count()) == (set(), 0)
