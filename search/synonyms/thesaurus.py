"""The thesaurus in force, read again as soon as an editor has changed a group."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from search.synonyms.models import SynonymGroup
from search.thesaurus import Thesaurus, thesaurus_of

State = tuple[int, datetime | None]


@dataclass(frozen=True)
class _Read:
    state: State
    thesaurus: Thesaurus


_last: _Read | None = None


def current_thesaurus() -> Thesaurus:
    """What editors keep, as questions use it. One small query where nothing has changed."""
    global _last
    state = _state()
    if _last is None or _last.state != state:
        groups = SynonymGroup.objects.filter(is_active=True).order_by("pk")
        _last = _Read(state, thesaurus_of((group.alike, group.also) for group in groups))
    return _last.thesaurus


def _state() -> State:
    found = SynonymGroup.objects.aggregate(count=Count("pk"), newest=Max("updated_at"))
    return found["count"], found["newest"]
