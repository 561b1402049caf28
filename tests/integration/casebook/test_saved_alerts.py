"""Mails about new cases: to whom, about what, once, and whatever happens in between."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError
from django.http import QueryDict
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from casebook.cases.models import CasePage
from casebook.library.criteria import read_criteria
from casebook.profiles.choices import Disclosure
from casebook.saved import actions, alerts, daily, delivery
from casebook.saved import mail as letters
from casebook.saved.models import Alert, SavedSearch, ToldCase
from casebook.saved.tasks import look_for_news
from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.models import Membership, User
from search.engines.base import EngineError
from search.projection.outbox import paused
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_library, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture(autouse=True)
def library():
    make_library()
    rebuild()


@pytest.fixture
def me():
    return make_user(role="supporter", email="me@example.org", name="相沢")


@pytest.fixture
def database_tasks(settings):
    """The worker's own queue: nothing runs until it is called."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def save(user, query="q=承継", name="承継の検索", frequency="at-once") -> SavedSearch:
    criteria = read_criteria(QueryDict(query), load_taxonomies())
    return actions.save_search(by=user, criteria=criteria, name=name, frequency=frequency)


def look(now=None) -> int:
    alerts.look(now)
    return len(mail.outbox)


def told(search) -> set[str]:
    return set(search.told.values_list("case_id", flat=True))


def fresh(user):
    return User.objects.get(pk=user.pk)


def no_server(message, fail_silently=False):
    raise SMTPServerDisconnected


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


def test_case_hidden_before_the_mail_leaves_is_not_told_and_can_be_told_later(me, monkeypatch):
    search = save(me)
    case = make_case(title="承継の話")
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", no_server)
    look()
    case.unpublish()
    monkeypatch.undo()
    daily.tell_news()
    assert (mail.outbox, told(search), Alert.objects.count()) == ([], set(), 0)
    case.save_revision().publish()
    assert look() == 1


def test_members_cases_leave_the_mail_when_membership_ends_before_it_is_sent(me, monkeypatch):
    save(me)
    make_case(title="承継の公開事例")
    make_case(title="承継の会員事例", disclosure=Disclosure.MEMBERS)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", no_server)
    look()
    Membership.objects.filter(user=me).delete()
    monkeypatch.undo()
    daily.tell_news()
    (message,) = mail.outbox
    assert "承継の公開事例" in message.body
    assert "会員事例" not in message.body
    assert "1" in message.subject


@pytest.mark.parametrize("end", ["inactive", "never", "deleted"])
def test_nothing_is_sent_once_it_is_not_wanted(me, end, monkeypatch):
    search = save(me)
    make_case(title="承継の話")
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", no_server)
    look()
    monkeypatch.undo()
    if end == "inactive":
        User.objects.filter(pk=me.pk).update(is_active=False)
    elif end == "never":
        actions.change_search(by=me, search=search, name="x", frequency="never")
    else:
        actions.delete(thing=search)
    daily.tell_news()
    make_case(title="承継の次の話")
    assert look() == 0


def test_mail_server_that_is_down_loses_nothing_and_doubles_nothing(me, monkeypatch, caplog):
    save(me)
    make_case(title="承継の話")
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", no_server)
    assert look() == 0
    assert (Alert.objects.get().claimed_at, Alert.objects.get().attempts) == (None, 1)
    assert "was not sent" in caplog.text
    make_case(title="承継の次の話")
    look()
    monkeypatch.undo()
    daily.tell_news()
    assert sorted(message.body.count("承継の話") for message in mail.outbox) == [0, 1]
    daily.tell_news()
    assert len(mail.outbox) == 2


def test_process_killed_while_it_sends_never_sends_again(me, database_tasks, monkeypatch):
    """At most once: whoever was killed may have handed the mail over already."""
    save(me)
    make_case(title="承継の話")
    alerts.look()
    alert = Alert.objects.get()

    def killed(message, fail_silently=False):
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", killed)
    with pytest.raises(KeyboardInterrupt):
        delivery.deliver.call(alert.pk)
    monkeypatch.undo()
    delivery.deliver.call(alert.pk)
    assert delivery.send_waiting() == 0
    assert look() == 0


def test_process_killed_between_noting_and_sending_sends_later(me, monkeypatch):
    search = save(me)
    make_case(title="承継の話")
    monkeypatch.setattr(delivery.deliver.__class__, "enqueue", lambda *args: None)
    look()
    monkeypatch.undo()
    assert (len(told(search)), mail.outbox) == (1, [])
    daily.tell_news()
    assert len(mail.outbox) == 1


def test_process_killed_before_noting_is_done_tells_it_at_the_next_look(me, monkeypatch):
    search = save(me)
    make_case(title="承継の話")
    monkeypatch.setattr(alerts, "_note", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        look()
    monkeypatch.undo()
    assert (Alert.objects.count(), told(search)) == (0, set())
    assert look() == 1


def test_alert_is_claimed_by_one_sender_only(me):
    save(me)
    make_case(title="承継の話")
    look()
    alert = Alert.objects.get()
    assert alert.sent_at
    assert delivery.send(alert) is False
    assert len(mail.outbox) == 1


def test_database_refuses_to_tell_a_case_twice(me):
    search = save(me)
    ToldCase.objects.create(search=search, case_id="x")
    with pytest.raises(IntegrityError):
        ToldCase.objects.create(search=search, case_id="x")


def test_one_persons_trouble_keeps_nobody_else_waiting(me, monkeypatch, caplog):
    broken, other = save(me), make_user(role="supporter")
    save(other)
    make_case(title="承継の話")
    real = alerts.criteria_of

    def read(search, taxonomies):
        if search.pk == broken.pk:
            raise RuntimeError("broken")
        return real(search, taxonomies)

    monkeypatch.setattr(alerts, "criteria_of", read)
    look()
    assert [message.to for message in mail.outbox] == [[other.email]]
    assert "no look for new cases" in caplog.text


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


def at(day: int, hour: int = 6) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=TOKYO)


def saved_at(moment: datetime, user, frequency: str) -> SavedSearch:
    search = save(user, frequency=frequency)
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=moment)
    return search


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


def test_refused_mail_is_tried_again_later(me, database_tasks, monkeypatch):
    save(me)
    make_case(title="承継の話")
    alerts.look()
    alert = Alert.objects.get()
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", no_server)
    DBTaskResult.objects.all().delete()
    delivery.deliver.call(alert.pk)
    (again,) = DBTaskResult.objects.filter(task_path=delivery.deliver.module_path)
    assert again.run_after > timezone.now()
    monkeypatch.undo()
    delivery.deliver.call(alert.pk)
    delivery.deliver.call(alert.pk)
    assert len(mail.outbox) == 1


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
