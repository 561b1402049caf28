"""One page of what was found, and what happens to a page that there is not."""

from dataclasses import replace

from casebook.library.criteria import PAGE_SIZE, BeyondTheLast, Criteria, Ignored
from casebook.library.find import Found, find
from casebook.library.projection import FACETS, KIND
from search.engines.base import DEEPEST_HIT


def find_page(
    criteria: Criteria, user, *, kind: str = KIND, facets: tuple[str, ...] = FACETS
) -> tuple[Criteria, Found]:
    """What was found; of a page beyond the last, the last one instead, with a note."""
    found = find(criteria, user, kind=kind, facets=facets)
    total = found.response.total
    if found.response.hits or not total or criteria.page == 1:
        return criteria, found
    criteria = replace(criteria, page=last_page(total), ignored=_with_the_page(criteria))
    return criteria, find(criteria, user, kind=kind, facets=facets)


def _with_the_page(criteria: Criteria) -> tuple[Ignored, ...]:
    """What is not understood, the page among it; one that no question has is among it already."""
    if any(one.parameter == "page" for one in criteria.ignored):
        return criteria.ignored
    return (*criteria.ignored, BeyondTheLast("page", str(criteria.page)))


def last_page(total: int) -> int:
    """The last page of `total` hits that can be paged to."""
    return max(1, -(-min(total, DEEPEST_HIT) // PAGE_SIZE))
