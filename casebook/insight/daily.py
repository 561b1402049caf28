"""What search insight forgets each day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casebook.insight.models import Asked

#: What few have asked says more of them than of the library.
RARE_KEPT_FOR = timedelta(days=14)
KEPT_FOR = timedelta(days=400)


@transaction.atomic
def forget() -> str:
    """Forget rare questions after two weeks, and everything after a good year."""
    today = timezone.localdate()
    rare = list(Asked.objects.rare().filter(on__lt=today - RARE_KEPT_FOR).values_list("pk", flat=True))
    gone = Asked.objects.filter(pk__in=rare).delete()[0]
    gone += Asked.objects.filter(on__lt=today - KEPT_FOR).delete()[0]
    return f"{gone} counts forgotten"
