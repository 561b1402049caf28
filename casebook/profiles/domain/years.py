"""Of which years a case may tell."""

from datetime import date

#: The first year of which a support may be told: what is older is a slip of the pen.
FIRST_YEAR = 1945


def last_year(today: date) -> int:
    """The last year of which anything may be told: the next one, because supports are planned by fiscal years."""
    return today.year + 1
