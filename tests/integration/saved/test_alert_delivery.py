"""A mail about new cases on its way: hidden cases, servers that are down and processes that are killed."""

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from casebook.profiles.choices import Disclosure
from casebook.saved import actions, alerts, daily, delivery
from casebook.saved.models import Alert, ToldCase
from platform_site.accounts.models import Membership, User
from tests.factories import make_case, make_user
from tests.integration.saved.alerts import look, no_server, save, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("library")]


@pytest.fixture
def me():
    return make_user(role="supporter", email="me@example.org", name="相沢")


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
