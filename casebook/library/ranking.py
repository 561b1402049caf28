"""What raises a case in a list ordered by relevance, all in one place; chosen by `make quality` (docs/decisions.md)."""

from casebook.cases.models import CasePage

#: How many times the words of a part count. Weights of 2 and 3 for title, turning point, summary, underlying issue or
#: tags found no more of the judged cases, and mostly fewer.
WEIGHTS = {"title": 1, "turning_point": 1, "story": 1, "facets": 1}
#: What a case tells that has all of these is worth more than one that stops half-way.
TOLD = (
    *("background", "surface_issue", "underlying_issue", "turning_point", "actions"),
    *("outcome", "not_worked", "lessons", "voice"),
)
COMPLETENESS, RECENCY = 0.5, 0.1
#: Support of this year or earlier is not recent at all, and of fifteen years later wholly; fixed, because what an index
#: keeps of a case must not change with the date.
OLDEST, SPAN = 2010, 15


def worth_of(case: CasePage) -> float:
    """From 0 to 0.6: engines multiply a score by log(2 + worth), so that the best is worth 38 % more than nothing."""
    completeness = sum(bool(getattr(case, field)) for field in TOLD) / len(TOLD)
    recency = min(1.0, max(0.0, ((case.year or OLDEST) - OLDEST) / SPAN))
    return round(COMPLETENESS * completeness + RECENCY * recency, 3)
