"""The library on the first page: how many cases, the newest turning points, the barriers to start from."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from casebook.library.cards import case_cards
from casebook.library.criteria import Criteria
from casebook.library.find import find
from casebook.pages.sections import register_home_section
from casebook.taxonomy.models import Barrier
from casebook.taxonomy.words import load_taxonomies
from search.engines.base import EngineError

NEWEST = 3


@dataclass(frozen=True)
class BarrierDoor:
    """A barrier as a way into the library."""

    name: str
    meaning: str
    url: str
    count: int


@register_home_section
def library_section(request: HttpRequest) -> dict:
    """What the first page shows of the library; counts and cases are those the reader may see."""
    taxonomies = load_taxonomies()
    try:
        found = find(Criteria(), request.user, facets=("barrier",), limit=12)
    except EngineError:
        return {"total_cases": 0, "newest": (), "barriers": ()}
    counts = found.response.facets["barrier"]
    cards = case_cards(found.page_ids, request.user, frozenset(), taxonomies)
    return {
        "total_cases": found.response.total,
        "newest": [card for card in cards if card.turning_point][:NEWEST],
        "barriers": [_door(barrier, counts.get(barrier.slug, 0)) for barrier in Barrier.objects.in_use()],
    }


def _door(barrier: Barrier, cases: int) -> BarrierDoor:
    return BarrierDoor(barrier.name, barrier.meaning, f"{reverse('library')}?barrier={barrier.slug}", cases)
