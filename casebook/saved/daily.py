"""What the room of saved things does each day."""

from datetime import timedelta

from django.utils import timezone

from casebook.saved.alerts import look
from casebook.saved.delivery import send_waiting
from casebook.saved.models import Alert, Bookmark, CaseCollection, CollectedCase, SavedSearch
from search.projection.drain import drain

#: Well beyond what an undo needs; alerts are kept for questions to the operators.
KEPT_FOR = timedelta(days=30)


def tell_news() -> str:
    """Look at every search whose day or week has come, and send what still waits."""
    again = send_waiting()
    drain()
    return f"{look()} alerts, {again} sent again"


def forget_deleted() -> str:
    """Forget what was deleted a month ago."""
    before = timezone.now() - KEPT_FOR
    gone = sum(
        model.objects.filter(deleted_at__lt=before).delete()[0]
        for model in (SavedSearch, Bookmark, CollectedCase, CaseCollection)
    )
    gone += Alert.objects.filter(created_at__lt=before).delete()[0]
    return f"{gone} rows forgotten"
