"""A question and its answer as the library page shows them."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from casebook.library.cards import case_cards
from casebook.library.criteria import BOTH, PAGE_SIZE, Criteria, Ignored, vocabulary
from casebook.library.find import Found, count, find, viewpoint
from casebook.library.pagination import pagination
from casebook.library.presenters import (
    Chip,
    FacetOption,
    FacetPanel,
    LibraryScreen,
    LinkOption,
    Loosening,
    Viewpoint,
)
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.company_size import SizeClass
from platform_site.reference.prefectures import PREFECTURES
from search.engines.base import EngineError, Matching

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
MOST_NOTES = 5


def facet_label(name: str) -> str:
    """The heading of a facet."""
    return {
        "barrier": _("Barrier"),
        "region": _("Region"),
        "prefecture": _("Prefecture"),
        "industry": _("Industry"),
        "size": _("Size"),
        "result": _("Result"),
        "approach": _("Approach"),
        "support": _("Support type"),
        "org": _("Who supported"),
        "model": _("Delivery model"),
        "year": _("Year"),
        "tag": _("Tag"),
    }[name]


def library_screen(criteria: Criteria, taxonomies: Taxonomies, request: HttpRequest) -> LibraryScreen:
    """Search and shape the whole page. Where no engine answers, the page says so instead of failing."""
    notes = _notes(criteria.ignored)
    try:
        found = find(criteria, request.user)
    except EngineError:
        return _silent_screen(criteria, taxonomies, notes)
    return LibraryScreen(
        total=found.response.total,
        q=criteria.q,
        cards=tuple(case_cards(found.page_ids, request.user, found.sought, taxonomies)),
        facets=tuple(_panels(criteria, taxonomies, found.response.facets)),
        chips=tuple(_chips(criteria, taxonomies)),
        sorts=tuple(_sorts(criteria)),
        pagination=pagination(criteria.page, found.response.total, PAGE_SIZE, lambda n: address(criteria.only(page=n))),
        clear_url=address(Criteria(q=criteria.q, sort=criteria.sort, place=criteria.place)),
        notes=(*notes, *_relaxation(found)),
        loosenings=tuple(_loosenings(criteria, taxonomies, request.user)) if not found.response.total else (),
        hidden_fields=_hidden_fields(criteria),
        viewpoint=_viewpoint(criteria, request.user) if criteria.order == "near" else None,
    )


def address(criteria: Criteria) -> str:
    """The library's address for a question."""
    query = criteria.query()
    return f"{reverse('library')}?{query}" if query else reverse("library")


def _notes(ignored: tuple[Ignored, ...]) -> tuple[str, ...]:
    """What was ignored, one sentence each; a mangled address is not answered with a page of notes."""
    said = tuple(one.sentence for one in ignored[:MOST_NOTES])
    rest = len(ignored) - len(said)
    if not rest:
        return said
    more = ngettext("%(n)s more condition was ignored.", "%(n)s more conditions were ignored.", rest) % {"n": rest}
    return (*said, more)


def _silent_screen(criteria: Criteria, taxonomies: Taxonomies, notes: tuple[str, ...]) -> LibraryScreen:
    sorry = _("The search is not answering at the moment. Please try again in a minute.")
    return LibraryScreen(
        total=0,
        q=criteria.q,
        cards=(),
        facets=(),
        chips=tuple(_chips(criteria, taxonomies)),
        sorts=(),
        pagination=pagination(1, 0, PAGE_SIZE, str),
        clear_url=address(Criteria()),
        notes=(*notes, sorry),
    )


def value_label(name: str, value: str, taxonomies: Taxonomies) -> str:
    """A facet value in the reader's words."""
    language = get_language() or "ja"
    if name == "support" and value == BOTH.slug:
        return BOTH.label(language)
    if name == "year":
        return _("%(year)s") % {"year": value}
    words = vocabulary(name, taxonomies)
    try:
        return words[value].label(language) if words else value
    except KeyError:
        return value


def _relaxation(found: Found) -> Iterable[str]:
    sentences = {
        Matching.WORDS: _("Nothing holds these words side by side. Cases that hold all of them are shown."),
        Matching.MOST: _("Nothing holds all of these words. Cases that hold most of them are shown."),
        Matching.ANY: _("Nothing holds all of these words. Cases that hold any of them are shown."),
    }
    if not found.response.total:
        return
    if len(found.text.required) == 1 and found.matching in (Matching.MOST, Matching.ANY):
        yield _("Nothing holds this word. Cases that hold a part of it are shown.")
    elif found.matching in sentences:
        yield sentences[found.matching]


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


def _chips(criteria: Criteria, taxonomies: Taxonomies) -> Iterable[Chip]:
    for name, values in criteria.filters.items():
        for value in values:
            url = address(criteria.without(name, value))
            yield Chip(facet_label(name), value_label(name, value, taxonomies), url)


def _sorts(criteria: Criteria) -> Iterable[LinkOption]:
    labels = {"relevance": _("Best match"), "newest": _("Newest"), "near": _("Near me")}
    for sort, label in labels.items():
        if sort == "relevance" and not criteria.q:
            continue
        url = address(criteria.only(sort=sort))
        yield LinkOption(label, url, criteria.order == sort, sort)


def _loosenings(criteria: Criteria, taxonomies: Taxonomies, user) -> Iterable[Loosening]:
    """For each chosen filter, and for the words, how many cases there would be without it."""
    ways = [
        (_("Without “%(value)s”") % {"value": value_label(name, value, taxonomies)}, criteria.without(name, value))
        for name, values in criteria.filters.items()
        for value in values
    ]
    if criteria.q:
        ways.append((_("Without the words “%(q)s”") % {"q": criteria.q}, criteria.only(q="", sort="")))
    for sentence, way in ways:
        cases = count(way, user)
        if cases:
            yield Loosening(sentence, address(way), cases)


def _hidden_fields(criteria: Criteria) -> tuple[tuple[str, str], ...]:
    """What the form has no control for: it must not lose the chosen order and place."""
    kept = ("sort",) if criteria.order == "near" else ("sort", "place")
    return tuple((name, getattr(criteria, name)) for name in kept if getattr(criteria, name))


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
    return f"{choose} {_('Once you have signed in, the prefecture of your organisation is used.')}"
