"""Reminders before signed levels end."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from rubric.assessment import daily
from rubric.assessment.models import LevelPolicy, Reminder, Standing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def days_before(signed, monkeypatch):
    """Lets so many days be left, counts what the job sends, and says what it sends."""
    until = Standing.objects.get().valid_until
    mail.outbox.clear()

    def jump(days: int) -> int:
        day: date = until - timedelta(days=days)
        monkeypatch.setattr(timezone, "localdate", lambda *given: day)
        before = len(mail.outbox)
        daily.remind()
        return len(mail.outbox) - before

    return jump


def test_reminders_go_at_the_days_that_were_decided_once_each(days_before):
    assert [days_before(left) for left in (61, 60, 60, 59, 14, 13, 0, -1)] == [0, 1, 0, 0, 1, 0, 0, 0]
    assert sorted(Reminder.objects.values_list("days", flat=True)) == [14, 60]


def test_what_was_missed_is_not_made_up_for(days_before):
    assert [days_before(left) for left in (10, 9)] == [1, 0]
    assert Reminder.objects.get().days == 14


def test_mail_names_the_end_and_where_to_go_on_but_no_level(days_before, me):
    days_before(60)
    (sent,) = mail.outbox
    assert sent.to == [me.email] and "/me/assessments/" in sent.body
    assert "マスター" not in sent.body
    assert "本人の申告" in sent.body


def test_nobody_is_told_who_has_left_or_where_editors_want_none(days_before, me):
    LevelPolicy.objects.create(remind_days="", why="送らない")
    assert days_before(60) == 0
    LevelPolicy.objects.create(remind_days="60", why="送る")
    me.is_active = False
    me.save()
    assert days_before(59) == 0
