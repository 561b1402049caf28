"""Saving a search, and looking for its news, as many tests do."""

from datetime import datetime
from smtplib import SMTPServerDisconnected
from zoneinfo import ZoneInfo

from django.core import mail
from django.http import QueryDict

from casebook.library.criteria import read_criteria
from casebook.saved import actions, alerts
from casebook.saved.models import SavedSearch
from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.models import User

TOKYO = ZoneInfo("Asia/Tokyo")


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


def at(day: int, hour: int = 6) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=TOKYO)


def saved_at(moment: datetime, user, frequency: str) -> SavedSearch:
    search = save(user, frequency=frequency)
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=moment)
    return search
