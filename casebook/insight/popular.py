"""Questions that many have asked, for the suggestions below the search box."""

from casebook.insight.models import Asked, Kind
from casebook.insight.questions import folded

#: Nobody is helped by what was sought half a year ago.
DAYS = 180


def popular(prefix: str, limit: int) -> list[str]:
    """Words that begin with `prefix`, asked often enough, with an answer; the most sought first.

    They may have been answered with cases that a reader may not see: whoever shows them asks for her first.
    """
    begun = Asked.objects.since(DAYS).filter(kind=Kind.WORDS, what__startswith=folded(prefix))
    answered = begun.totals().filter(most__gt=0).order_by("-times", "what")
    return [row["what"] for row in answered[:limit]]
