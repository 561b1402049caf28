"""Sending an alert: at most once, and again only where the mail server has refused it."""

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone, translation
from django_tasks import task

from casebook.cases.models import CasePage
from casebook.saved.later import run_later
from casebook.saved.mail import digest_of, letter_of
from casebook.saved.models import Alert

log = logging.getLogger(__name__)

#: News does not wait behind the small tasks that an import leaves for Wagtail's own search.
BEFORE_OTHERS = 10
LONGEST_WAIT = timedelta(hours=1)
#: News that could not be sent for so long is no news any more.
GIVE_UP_AFTER = timedelta(days=3)


@task(priority=BEFORE_OTHERS)
def deliver(alert_id: int) -> None:
    """Send an alert that nobody has begun to send; where the mail server is down, try again later."""
    alert = Alert.objects.waiting().filter(pk=alert_id).select_related("owner").first()
    if alert is None:
        return
    try:
        send(alert)
    except OSError:
        log.exception("alert %s was not sent", alert)
        run_later(deliver, _wait(alert.attempts), alert_id)


def send(alert: Alert) -> bool:
    """Send what may still be told. Raises OSError, with the alert free again, where the server does not take it."""
    _release_hidden(alert)
    with translation.override(alert.owner.language):
        digest = digest_of(alert)
        if not digest.news:
            alert.delete()
            return False
        mail = letter_of(digest)
    if not _claim(alert):
        return False
    try:
        mail.send()
    except OSError:
        Alert.objects.filter(pk=alert.pk).update(claimed_at=None)
        raise
    Alert.objects.filter(pk=alert.pk).update(sent_at=timezone.now())
    return True


def send_waiting() -> int:
    """Hand every alert that still waits to the worker again. Returns how many there were."""
    young = Alert.objects.waiting().filter(created_at__gt=timezone.now() - GIVE_UP_AFTER)
    waiting = list(young.values_list("pk", flat=True))
    for pk in waiting:
        deliver.enqueue(pk)
    return len(waiting)


def _claim(alert: Alert) -> bool:
    """Whether nobody else sends it."""
    waiting = Alert.objects.waiting().filter(pk=alert.pk)
    return bool(waiting.update(claimed_at=timezone.now(), attempts=F("attempts") + 1))


def _release_hidden(alert: Alert) -> None:
    """A case that went into hiding before it was told can be told another time."""
    told = alert.told.values_list("case_id", flat=True)
    readable = CasePage.objects.visible_to(alert.owner).filter(external_id__in=told).values_list("external_id")
    alert.told.exclude(case_id__in=readable).delete()


def _wait(attempts: int) -> timedelta:
    """A minute at first, then twice as long each time."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_WAIT)
