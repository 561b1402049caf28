"""What is done with a commission. Each deed stands in its history."""

from django.db import transaction
from wagtail.log_actions import log

from casebook.insight.models import Commission
from platform_site.accounts.models import User

TAKEN = "insight.taken"
GIVEN_BACK = "insight.given_back"


@transaction.atomic
def take(*, by: User, commission: Commission) -> bool:
    """Let `by` write the case. Says whether it was still free: of two who press at once, one gets it."""
    taken = bool(Commission.objects.open().filter(pk=commission.pk).update(taken_by=by))
    if taken:
        log(instance=commission, action=TAKEN, user=by)
    return taken


@transaction.atomic
def give_back(*, by: User, commission: Commission) -> bool:
    """Let somebody else write the case. Says whether `by` had it."""
    free = bool(Commission.objects.taken().filter(pk=commission.pk, taken_by=by).update(taken_by=None))
    if free:
        log(instance=commission, action=GIVEN_BACK, user=by)
    return free
