"""Ways out of an empty result: what to take away, and what lies beside it."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from casebook.library.addresses import address
from casebook.library.criteria import Criteria
from casebook.library.find import count
from casebook.library.labels import value_label
from casebook.library.presenters import Loosening, WaysOut
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.company_size import SIZES_IN_ORDER, SizeClass
from platform_site.reference.prefectures import neighbours

_QUOTES = str.maketrans(dict.fromkeys('"“”「」', " "))


def ways_out(criteria: Criteria, taxonomies: Taxonomies, user, counts: Mapping[str, Mapping[str, int]]) -> WaysOut:
    """What would find cases. `counts` are the empty answer's facets, each counted under every filter but its own."""
    return WaysOut(tuple(_loosened(criteria, taxonomies, user)), tuple(_beside(criteria, taxonomies, counts)))


def _loosened(criteria: Criteria, taxonomies: Taxonomies, user) -> Iterator[Loosening]:
    for sentence, way in leaving_out(criteria, taxonomies):
        yield Loosening(sentence, address(way), count(way, user))


def leaving_out(criteria: Criteria, taxonomies: Taxonomies) -> Iterator[tuple[str, Criteria]]:
    """For each condition, and for the words, the question without it, and a sentence that says so."""
    for name, values in criteria.filters.items():
        for value in values:
            label = value_label(name, value, taxonomies)
            yield _("Without “%(value)s”") % {"value": label}, criteria.without(name, value)
    unquoted = " ".join(criteria.q.translate(_QUOTES).split())
    if unquoted and unquoted != criteria.q:
        yield _("Without quotation marks"), criteria.only(q=unquoted)
    if criteria.q:
        yield _("Without the words “%(q)s”") % {"q": criteria.q}, criteria.only(q="", sort="")


def _beside(criteria: Criteria, taxonomies: Taxonomies, counts) -> Iterator[Loosening]:
    for name, beside in (("prefecture", _near_prefectures), ("size", _near_sizes)):
        chosen, counted = criteria.filters.get(name, ()), counts.get(name, {})
        for value in beside(chosen):
            if counted.get(value) and value not in chosen:
                way = criteria.instead(name, value)
                yield Loosening(value_label(name, value, taxonomies), address(way), counted[value])


def _near_prefectures(chosen: Iterable[str]) -> list[str]:
    return sorted({near for value in chosen for near in neighbours(value)})


def _near_sizes(chosen: Iterable[str]) -> list[str]:
    places = {SIZES_IN_ORDER.index(SizeClass(value)) for value in chosen if value in set(SIZES_IN_ORDER)}
    return [size.value for place, size in enumerate(SIZES_IN_ORDER) if {place - 1, place + 1} & places]
