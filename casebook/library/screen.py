"""A question and its answer as the library page shows them."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.insight.recording import record
from casebook.library.addresses import address, map_address, turning_points_address
from casebook.library.cards import case_cards
from casebook.library.conditions import chips, notes_on
from casebook.library.criteria import BOTH, PAGE_SIZE, Criteria, vocabulary
from casebook.library.find import viewpoint
from casebook.library.labels import facet_label, value_label
from casebook.library.pagination import pagination
from casebook.library.paging import find_page
from casebook.library.presenters import (
    FacetOption,
    FacetPanel,
    LibraryScreen,
    LinkOption,
    Viewpoint,
)
from casebook.library.readings import readings
from casebook.library.sections import with_sections
from casebook.library.ways_out import ways_out
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.company_size import SizeClass
from platform_site.reference.prefectures import PREFECTURES
from search.engines.base import EngineError

#: The panels in the order of the page; those marked True are open from the start.
PANELS = (
    ("barrier", True),
    ("region", True),
    ("industry", True),
    ("size", True),
    ("result", False),
    ("approach", False),
    ("support", False),
    ("org", False),
    ("model", False),
    ("year", False),
    ("tag", False),
)
MOST_TAGS = 30


def library_screen(criteria: Criteria, taxonomies: Taxonomies, request: HttpRequest) -> LibraryScreen:
    """Search and shape the whole page. Where no engine answers, the page says so instead of failing."""
    try:
        shown, found = find_page(criteria, request.user)
    except EngineError:
        return _silent_screen(criteria, taxonomies, notes_on(criteria.ignored))
    record(criteria, found, request)
    criteria = shown
    cards = case_cards(found.page_ids, request.user, found.sought, taxonomies, found.question)
    return LibraryScreen(
        total=found.response.total,
        q=criteria.q,
        cards=with_sections(cards, request),
        facets=tuple(_panels(criteria, taxonomies, found.response.facets)),
        chips=tuple(chips(criteria, taxonomies)),
        sorts=tuple(_sorts(criteria)),
        pagination=pagination(criteria.page, found.response.total, PAGE_SIZE, lambda n: address(criteria.only(page=n))),
        clear_url=address(Criteria(q=criteria.q, sort=criteria.sort, place=criteria.place)),
        notes=notes_on(criteria.ignored),
        readings=readings(found),
        ways=ways_out(criteria, taxonomies, request.user, found.response.facets) if not found.response.total else None,
        hidden_fields=_hidden_fields(criteria),
        other_views=_other_views(criteria.only()),
        viewpoint=_viewpoint(criteria, request.user) if criteria.order == "near" else None,
    )


def _silent_screen(criteria: Criteria, taxonomies: Taxonomies, notes: tuple[str, ...]) -> LibraryScreen:
    sorry = _("The search is not answering at the moment. Please try again in a minute.")
    return LibraryScreen(
        total=0,
        q=criteria.q,
        cards=(),
        facets=(),
        chips=tuple(chips(criteria, taxonomies)),
        sorts=(),
        pagination=pagination(1, 0, PAGE_SIZE, str),
        clear_url=address(Criteria()),
        notes=(*notes, sorry),
    )


def _panels(criteria: Criteria, taxonomies: Taxonomies, counts) -> Iterable[FacetPanel]:
    for name, is_open in PANELS:
        options = tuple(_options(name, criteria, taxonomies, counts))
        if options:
            chosen = name in criteria.filters or (name == "region" and "prefecture" in criteria.filters)
            child = "prefecture" if name == "region" else ""
            yield FacetPanel(name, facet_label(name), options, is_open or chosen, child)


def _options(name: str, criteria: Criteria, taxonomies: Taxonomies, counts) -> Iterable[FacetOption]:
    """The values of a facet in a stable order; those without a case are shown only while they are chosen."""
    counted, chosen = counts.get(name, {}), criteria.filters.get(name, ())
    for value in _ordered(name, taxonomies, counted, chosen):
        children = tuple(_prefectures(value, criteria, counts)) if name == "region" else ()
        if counted.get(value) or value in chosen or children:
            yield FacetOption(
                value,
                value_label(name, value, taxonomies),
                counted.get(value, 0),
                value in chosen,
                address(criteria.toggled(name, value)),
                children,
                _hint(name, value),
            )


def _hint(name: str, value: str) -> str:
    """Why a value is what it is, where a reader would wonder."""
    if (name, value) == ("size", SizeClass.UNKNOWN):
        return _("The source does not publish the number of employees or the capital.")
    return ""


def _ordered(name: str, taxonomies: Taxonomies, counted, chosen) -> list[str]:
    if name == "year":
        return sorted({*counted, *chosen}, reverse=True)
    if name == "tag":
        most = sorted(counted, key=lambda tag: (-counted[tag], tag))[:MOST_TAGS]
        return list(dict.fromkeys([*chosen, *most]))
    words = vocabulary(name, taxonomies)
    order = [term.slug for term in words] if words else []
    return [*order, BOTH.slug] if name == "support" else order


def _prefectures(bureau: str, criteria: Criteria, counts) -> Iterable[FacetOption]:
    counted, chosen = counts.get("prefecture", {}), criteria.filters.get("prefecture", ())
    for prefecture in PREFECTURES.values():
        slug = prefecture.slug
        if prefecture.bureau == bureau and (counted.get(slug) or slug in chosen):
            url = address(criteria.toggled("prefecture", slug))
            label = prefecture.label(get_language() or "ja")
            yield FacetOption(slug, label, counted.get(slug, 0), slug in chosen, url)


def _sorts(criteria: Criteria) -> Iterable[LinkOption]:
    labels = {"relevance": _("Best match"), "newest": _("Newest"), "near": _("Near me")}
    for sort, label in labels.items():
        if sort == "relevance" and not criteria.q:
            continue
        url = address(criteria.only(sort=sort))
        yield LinkOption(label, url, criteria.order == sort, sort)


def _hidden_fields(criteria: Criteria) -> tuple[tuple[str, str], ...]:
    """What the form has no control for: it must not lose the chosen order and place."""
    kept = ("sort",) if criteria.order == "near" else ("sort", "place")
    return tuple((name, getattr(criteria, name)) for name in kept if getattr(criteria, name))


def _other_views(criteria: Criteria) -> tuple[LinkOption, ...]:
    return (
        LinkOption(_("By a company like yours"), reverse("similar"), is_current=False),
        LinkOption(_("On the map"), map_address(criteria), is_current=False),
        LinkOption(_("By turning point"), turning_points_address(criteria), is_current=False),
    )


def _viewpoint(criteria: Criteria, user) -> Viewpoint:
    """From where the nearest are sought, and how to look from elsewhere."""
    language, place = get_language() or "ja", viewpoint(criteria, user)
    places = tuple((prefecture.slug, prefecture.label(language)) for prefecture in PREFECTURES.values())
    return Viewpoint(place, places, _viewpoint_sentence(criteria, place, user))


def _viewpoint_sentence(criteria: Criteria, place: str, user) -> str:
    if criteria.place:
        return ""
    if place:
        return _("Your own prefecture, or that of your organisation, is used.")
    choose = _("Choose a prefecture: until then the newest cases stand first.")
    if user.is_authenticated:
        return choose
    later = _("Once you have signed in, the prefecture of your organisation is used.")
    return f"{choose} {later}"
