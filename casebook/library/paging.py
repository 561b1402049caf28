"""One page of what was found, and what happens to a page that there is not."""

from dataclasses import replace

from django.utils.translation import gettext as _

from casebook.library.criteria import PAGE_SIZE, Criteria, Ignored
from casebook.library.find import Found, find
from casebook.library.projection import FACETS, KIND
from search.engines.base import DEEPEST_HIT


class BeyondTheLast(Ignored):
    """A page after the last one."""

    @property
    def sentence(self) -> str:
        """The note in the reader's language."""
        return _("There is no page %(value)s. The last one is shown.") % {"value": self.value}


def find_page(
    criteria: Criteria, user, *, kind: str = KIND, facets: tuple[str, ...] = FACETS
) -> tuple[Criteria, Found]:
    """What was found; of a page beyond the last, the last one instead, with a note."""
    found = find(criteria, user, kind=kind, facets=facets)
    total = found.response.total
    if found.response.hits or not total or criteria.page == 1:
        return criteria, found
    beyond = BeyondTheLast("page", str(criteria.page))
    criteria = replace(criteria, page=last_page(total), ignored=(*criteria.ignored, beyond))
    return criteria, find(criteria, user, kind=kind, facets=facets)


def last_page(total: int) -> int:
    """The last page of `total` hits that can be paged to."""
    return max(1, -(-min(total, DEEPEST_HIT) // PAGE_SIZE))
