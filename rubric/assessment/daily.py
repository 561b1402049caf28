"""What self-assessments need each day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rubric.assessment.domain.validity import reminder_due
from rubric.assessment.mail import send_reminder
from rubric.assessment.models import LevelPolicy, Reminder, Standing, in_force


def remind() -> str:
    """Tell people whose signed levels end soon, at the days that editors decided. Of missed days the last counts."""
    today, days = timezone.localdate(), in_force(LevelPolicy.objects.timeline(), timezone.now()).remind_days
    if not days:
        return "no reminders are sent"
    ending = Standing.objects.newest().filter(
        person__is_active=True, valid_until__range=(today, today + timedelta(days=max(days)))
    )
    told = 0
    for standing in ending.prefetch_related("reminders"):
        due = reminder_due(standing.valid_until, today, days, [one.days for one in standing.reminders.all()])
        if due is not None:
            _remind(standing, due)
            told += 1
    return f"{told} people told that their levels end"


@transaction.atomic
def _remind(standing: Standing, days: int) -> None:
    reminder = Reminder.objects.create(standing=standing, days=days)
    send_reminder.enqueue(reminder.pk)
