"""A question's conditions as a page names them: the chosen ones to take away, the ones that could not be used."""

from collections.abc import Callable, Container, Iterator

from django.utils.translation import ngettext

from casebook.library.addresses import address as library_address
from casebook.library.criteria import Criteria, Ignored
from casebook.library.labels import facet_label, value_label
from casebook.library.presenters import Chip
from casebook.taxonomy.words import Taxonomies

MOST_NOTES = 5


def chips(
    criteria: Criteria,
    taxonomies: Taxonomies,
    address: Callable[[Criteria], str] = library_address,
    *,
    except_for: Container[str] = (),
) -> Iterator[Chip]:
    """Every chosen value with the address of the page without it, but for facets that the page shows otherwise."""
    for name, values in criteria.filters.items():
        for value in values if name not in except_for else ():
            url = address(criteria.without(name, value))
            yield Chip(facet_label(name), value_label(name, value, taxonomies), url)


def notes_on(ignored: tuple[Ignored, ...]) -> tuple[str, ...]:
    """What was ignored, one sentence each; a mangled address is not answered with a page of notes."""
    said = tuple(one.sentence for one in ignored[:MOST_NOTES])
    rest = len(ignored) - len(said)
    if not rest:
        return said
    more = ngettext("%(n)s more condition was ignored.", "%(n)s more conditions were ignored.", rest) % {"n": rest}
    return (*said, more)
