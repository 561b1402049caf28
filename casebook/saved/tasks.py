"""Looking for news soon after a case was published: one look for whatever is published in between."""

from datetime import timedelta

from django_tasks import task

from casebook.saved.alerts import look
from casebook.saved.delivery import BEFORE_OTHERS
from casebook.saved.later import is_waiting, run_later
from casebook.saved.models import Frequency, SavedSearch
from search.engines.base import EngineError
from search.projection.drain import drain

#: Cases that are published within this time come in one mail.
GATHERING = timedelta(seconds=30)
SILENT_ENGINE = timedelta(minutes=2)


@task(priority=BEFORE_OTHERS)
def look_for_news() -> None:
    """Bring the index up to date, then look. Whatever a killed worker leaves undone, `manage.py daily` does."""
    drain()
    try:
        look()
    except EngineError:
        run_later(look_for_news, SILENT_ENGINE)


def look_soon() -> None:
    """Called after a commit: any look that has not begun by now will see what was committed."""
    if SavedSearch.objects.alerting().filter(frequency=Frequency.AT_ONCE).exists() and not is_waiting(look_for_news):
        run_later(look_for_news, GATHERING)
