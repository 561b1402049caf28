"""Looking for new cases: what a search finds and its owner has not been told is noted, with an alert that tells it.

Noting and the alert are one transaction, and a case is noted once a search (a constraint): two looks at the same time,
or one that was killed, tell nothing twice and forget nothing. Sending is another step (`delivery.py`).
"""

import logging
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from casebook.cases.models import CasePage
from casebook.library.criteria import Criteria
from casebook.library.find import find_as_typed
from casebook.saved.delivery import deliver
from casebook.saved.models import Alert, SavedSearch, SavedSearchQuerySet, ToldCase
from casebook.saved.naming import criteria_of
from casebook.taxonomy.words import Taxonomies, load_taxonomies
from platform_site.accounts.models import User
from search.engines.base import DEEPEST_HIT, EngineError

log = logging.getLogger(__name__)
BATCH = 500


def look(now: datetime | None = None) -> int:
    """Look at every search that is due; one mail to each person who has news. Returns how many mails.

    Raises EngineError where no engine answers. What else goes wrong for one person keeps nobody else waiting.
    """
    now = now or timezone.now()
    taxonomies = load_taxonomies()
    owners = User.objects.filter(pk__in=SavedSearch.objects.due(now).values("owner"))
    alerts = [_look_for(owner, now, taxonomies) for owner in owners]
    return sum(alert is not None for alert in alerts)


def note_what_is_there(search: SavedSearch) -> None:
    """The cases that a search finds when its mails begin are no news. A silent engine is asked at the next look."""
    now = timezone.now()
    with suppress(EngineError):
        note_news(search.owner, SavedSearch.objects.due(now).filter(pk=search.pk), now, load_taxonomies())


def note_news(owner: User, searches: SavedSearchQuerySet, now: datetime, taxonomies: Taxonomies) -> Alert | None:
    """Note what is new for these searches of `owner`, and an alert where there is news."""
    found = {}
    for search in searches:
        criteria = criteria_of(search, taxonomies)
        if not criteria.ignored:  # a condition that is gone would let in what was never asked for
            found[search.pk] = _case_ids(criteria, owner)
    with transaction.atomic():
        locked = list(searches.filter(pk__in=found).select_for_update(of=("self",)))
        unknown = {search: _unknown(search, found[search.pk]) for search in locked}
        news = any(case_ids for search, case_ids in unknown.items() if search.looked_at)
        alert = Alert.objects.create(owner=owner) if news else None
        for search, case_ids in unknown.items():
            _note(search, case_ids, alert if search.looked_at else None)
        SavedSearch.objects.filter(pk__in=found).update(looked_at=now)
        if alert:
            deliver.enqueue(alert.pk)
    return alert


def _look_for(owner: User, now: datetime, taxonomies: Taxonomies) -> Alert | None:
    try:
        return note_news(owner, SavedSearch.objects.due(now).filter(owner=owner), now, taxonomies)
    except EngineError:
        raise
    except Exception:
        log.exception("no look for new cases for %s", owner.pk)
        return None


def _case_ids(criteria: Criteria, owner: User) -> list[str]:
    """The ids of the cases that `owner` finds and may read, the newest first; translations share an id."""
    pages = find_as_typed(criteria.only(sort="newest"), owner, limit=DEEPEST_HIT)
    ids = dict(CasePage.objects.visible_to(owner).filter(pk__in=pages).values_list("pk", "external_id"))
    return list(dict.fromkeys(ids[pk] for pk in pages if pk in ids))


def _unknown(search: SavedSearch, case_ids: list[str]) -> list[str]:
    told = set(search.told.values_list("case_id", flat=True))
    return [case_id for case_id in case_ids if case_id not in told]


def _note(search: SavedSearch, case_ids: list[str], alert: Alert | None) -> None:
    rows = [ToldCase(search=search, case_id=case_id, alert=alert) for case_id in case_ids]
    ToldCase.objects.bulk_create(rows, batch_size=BATCH)
