"""Turning points as their page shows them: the sentence first, then the barrier it moved and whose story it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.cases.terms import terms_of
from casebook.library.addresses import address, turning_points_address
from casebook.library.cards import case_cards
from casebook.library.conditions import chips, notes_on
from casebook.library.criteria import PAGE_SIZE, Criteria
from casebook.library.find import Found, count
from casebook.library.labels import facet_label, value_label
from casebook.library.pagination import pagination
from casebook.library.paging import find_page
from casebook.library.presenters import CaseCard, Chip, FacetOption, FacetPanel, LinkOption, Loosening, Pagination
from casebook.library.readings import readings
from casebook.library.turning_points.projection import KIND
from casebook.library.ways_out import leaving_out
from casebook.taxonomy.words import Taxonomies
from search.engines.base import EngineError

#: By what turning points are browsed. Every other condition of the library works in the address too.
BROWSED_BY = ("barrier", "approach")


@dataclass(frozen=True)
class TurningPoint:
    """A case told by its turning point; `barriers` lead to others that moved the same."""

    card: CaseCard
    barriers: tuple[LinkOption, ...]


@dataclass(frozen=True)
class TurningPointsScreen:
    """The whole page. `library_url` asks the same of the whole cases."""

    q: str
    chips: tuple[Chip, ...]
    notes: tuple[str, ...]
    hidden_fields: tuple[tuple[str, str], ...]
    clear_url: str
    library_url: str
    total: int = 0
    turning_points: tuple[TurningPoint, ...] = ()
    panels: tuple[FacetPanel, ...] = ()
    readings: tuple[str, ...] = ()
    ways: tuple[Loosening, ...] = ()
    pagination: Pagination = Pagination()
    is_silent: bool = False

    @property
    def chosen(self) -> int:
        """How many barriers and approaches are chosen."""
        return sum(panel.chosen for panel in self.panels)


def turning_points_screen(criteria: Criteria, taxonomies: Taxonomies, request: HttpRequest) -> TurningPointsScreen:
    """Search and shape the page. Where no engine answers, the page says so instead of failing."""
    try:
        criteria, found = find_page(criteria, request.user, kind=KIND, facets=BROWSED_BY)
    except EngineError:
        return replace(_conditions(criteria, taxonomies), is_silent=True)
    total = found.response.total
    return replace(
        _conditions(criteria, taxonomies),
        total=total,
        turning_points=tuple(_turning_points(found, request.user, taxonomies)),
        panels=tuple(_panels(criteria, taxonomies, found.response.facets)),
        readings=readings(found),
        ways=() if total else tuple(_ways(criteria, taxonomies, request.user)),
        pagination=pagination(
            criteria.page, total, PAGE_SIZE, lambda page: turning_points_address(criteria.only(page=page))
        ),
    )


def _conditions(criteria: Criteria, taxonomies: Taxonomies) -> TurningPointsScreen:
    """What the page says whatever is found."""
    return TurningPointsScreen(
        q=criteria.q,
        chips=tuple(chips(criteria, taxonomies, turning_points_address, except_for=BROWSED_BY)),
        notes=notes_on(criteria.ignored),
        hidden_fields=tuple((name, value) for name, values in criteria.filters.items() for value in values),
        clear_url=turning_points_address(Criteria(q=criteria.q)),
        library_url=address(criteria.only()),
    )


def _turning_points(found: Found, user, taxonomies: Taxonomies) -> Iterator[TurningPoint]:
    cards = tuple(case_cards(found.page_ids, user, found.sought, taxonomies))
    terms = terms_of([card.pk for card in cards], ["barriers"])
    for card in cards:
        yield TurningPoint(card, tuple(_barrier_links(terms[card.pk].barriers, taxonomies)))


def _barrier_links(slugs: Iterable[str], taxonomies: Taxonomies) -> Iterator[LinkOption]:
    language = get_language() or "ja"
    for slug in slugs:
        url = turning_points_address(Criteria(filters={"barrier": (slug,)}))
        yield LinkOption(taxonomies.barrier[slug].label(language), url, is_current=False, value=slug)


def _panels(criteria: Criteria, taxonomies: Taxonomies, counts) -> Iterator[FacetPanel]:
    for name in BROWSED_BY:
        options = tuple(_options(name, criteria, taxonomies, counts[name]))
        if options:
            yield FacetPanel(name, facet_label(name), options, is_open=True)


def _options(name: str, criteria: Criteria, taxonomies: Taxonomies, counted) -> Iterator[FacetOption]:
    """The values in the editors' order; those without a turning point are shown only while they are chosen."""
    chosen = criteria.filters.get(name, ())
    for term in taxonomies[name]:
        if counted.get(term.slug) or term.slug in chosen:
            yield FacetOption(
                term.slug,
                value_label(name, term.slug, taxonomies),
                counted.get(term.slug, 0),
                term.slug in chosen,
                turning_points_address(criteria.toggled(name, term.slug)),
            )


def _ways(criteria: Criteria, taxonomies: Taxonomies, user) -> Iterator[Loosening]:
    """For each condition, how many turning points there would be without it."""
    for sentence, way in leaving_out(criteria, taxonomies):
        yield Loosening(sentence, turning_points_address(way), count(way, user, kind=KIND))


def page_title(q: str) -> str:
    """What the browser's tab and its history call this state of the page."""
    return _("Turning points about “%(q)s”") % {"q": q} if q else _("Turning points")
