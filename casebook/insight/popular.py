"""Questions that many have asked, for the suggestions below the search box."""

from django.core.cache import cache

from casebook.insight.models import Asked, Kind
from casebook.insight.questions import folded

#: Nobody is helped by what was sought half a year ago.
DAYS = 180
#: Seconds for which the list is kept in memory: it is asked at each key that anybody presses.
KEPT_FOR = 60
MOST = 2_000
KEY = "insight.popular"


def popular(prefix: str, limit: int) -> list[str]:
    """Words that begin with `prefix`, asked often enough, with an answer; the most sought first.

    They may have been answered with cases that a reader may not see: whoever shows them asks for her first.
    """
    start = folded(prefix)
    return [words for words in cache.get_or_set(KEY, _most_sought, KEPT_FOR) if words.startswith(start)][:limit]


def _most_sought() -> list[str]:
    answered = Asked.objects.since(DAYS).filter(kind=Kind.WORDS).totals().filter(most__gt=0)
    return [row["what"] for row in answered.order_by("-times", "what")[:MOST]]
