"""Every write of this room."""

from dataclasses import asdict

from django.db import transaction

from casebook.similarity.acts import SimilarityAct
from casebook.similarity.domain.weights import Weights
from casebook.similarity.models import TunedWeights, current_weights
from casebook.similarity.permissions import require_may_tune
from platform_site.accounts.audit import record
from platform_site.accounts.models import User


@transaction.atomic
def put_in_force(*, weights: Weights, by: User | None) -> Weights:
    """Let similar cases be weighed by `weights` from now on; the trail keeps what was changed. Returns what was before.

    Raises PermissionDenied, and ValidationError for a weight out of bounds.
    """
    require_may_tune(by)
    before = current_weights()
    if weights == before:
        return before
    row = TunedWeights.holding(weights)
    row.clean_fields()
    row.save()
    record(by=by, what=SimilarityAct.CHANGED_WEIGHTS, on=row, **_changed(before, weights))
    return before


def _changed(before: Weights, after: Weights) -> dict[str, dict[str, int]]:
    """What was and what is, of the weights that differ."""
    was, becomes = asdict(before), asdict(after)
    names = [name for name in was if was[name] != becomes[name]]
    return {"before": {name: was[name] for name in names}, "after": {name: becomes[name] for name in names}}
