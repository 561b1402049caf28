"""A question's conditions as a page names them: in a line, to take away one by one, those that could not be used."""

from collections.abc import Callable, Container, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casebook.library.addresses import address as library_address
from casebook.library.criteria import Criteria, Ignored
from casebook.library.labels import facet_label, value_label
from casebook.library.presenters import Chip
from casebook.library.projection import FACETS
from casebook.taxonomy.words import Taxonomies

MOST_NOTES = 5
#: More conditions than these are not read in a line.
MOST_NAMED = 5


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


def in_words(criteria: Criteria, taxonomies: Taxonomies) -> str:
    """The conditions as a short line: 「後継者」・関東・製造業."""
    said = [_("“%(q)s”") % {"q": criteria.q}] if criteria.q else []
    said += [value_label(name, value, taxonomies) for name in FACETS for value in criteria.filters.get(name, ())]
    if not said:
        return _("All cases")
    rest = len(said) - MOST_NAMED
    if rest > 0:
        more = ngettext("%(n)s more condition", "%(n)s more conditions", rest) % {"n": rest}
        said = [*said[:MOST_NAMED], more]
    return _(" · ").join(said)


def notes_on(ignored: tuple[Ignored, ...]) -> tuple[str, ...]:
    """What was ignored, one sentence each; a mangled address is not answered with a page of notes."""
    said = tuple(one.sentence for one in ignored[:MOST_NOTES])
    rest = len(ignored) - len(said)
    if not rest:
        return said
    more = ngettext("%(n)s more condition was ignored.", "%(n)s more conditions were ignored.", rest) % {"n": rest}
    return (*said, more)
