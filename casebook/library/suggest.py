"""Suggestions while a person types: conditions, tags and titles, only of cases that she may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.cases.audience import audience_for
from casebook.cases.models import CasePage, CaseTag
from casebook.insight.popular import popular
from casebook.library.addresses import address
from casebook.library.cards import case_url
from casebook.library.criteria import Criteria, vocabulary
from casebook.library.find import find_as_typed
from casebook.library.labels import facet_label
from casebook.library.projection import KIND, pk_of
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.naming import fold
from search.begun import begun_titles
from search.engines import engine
from search.engines.base import EngineError, SearchRequest

#: The facets whose values are proposed, in the order of the list.
CONDITIONS = ("barrier", "approach", "industry", "prefecture", "region", "size", "org", "support", "model", "result")
MOST_CONDITIONS = 3
MOST_TAGS = 2
MOST_POPULAR = 2
MOST_TITLES = 4
#: Candidates of a kind that are looked at: each costs one question to the engine.
MOST_TRIED = 6
#: Nobody needs help with a text that is longer.
LONGEST = 60


@dataclass(frozen=True)
class Suggestion:
    """A way to go: what kind of thing it is, its name, its address, and the language of its name."""

    kind: str
    text: str
    url: str
    language: str


def suggestions(text: str, user, taxonomies: Taxonomies) -> tuple[Suggestion, ...]:
    """What `text` may become; empty where nothing fits or no engine answers."""
    typed = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    if not typed:
        return ()
    try:
        return (
            *islice(_conditions(typed, user, taxonomies), MOST_CONDITIONS),
            *islice(_tags(typed, user), MOST_TAGS),
            *islice(_popular(typed, user), MOST_POPULAR),
            *_titles(typed, user),
        )
    except EngineError:
        return ()


def _conditions(typed: str, user, taxonomies: Taxonomies) -> Iterator[Suggestion]:
    language = get_language() or "ja"
    begun = ((name, term) for name in CONDITIONS for term in vocabulary(name, taxonomies) or ())
    for name, term in islice(_beginning_first(typed, begun), MOST_TRIED):
        if _has_cases(name, term.slug, user):
            url = address(Criteria(filters={name: (term.slug,)}))
            yield Suggestion(facet_label(name), term.label(language), url, language)


def _beginning_first(typed: str, named: Iterable) -> Iterator:
    """Terms of which a writing begins with `typed`, then those that hold it elsewhere."""
    key, elsewhere = fold(typed), []
    for name, term in named:
        writings = [fold(writing) for writing in term.writings]
        if any(writing.startswith(key) for writing in writings):
            yield name, term
        elif len(key) > 1 and any(key in writing for writing in writings):
            elsewhere.append((name, term))
    yield from elsewhere


def _tags(typed: str, user) -> Iterator[Suggestion]:
    names = CaseTag.objects.filter(name__icontains=typed).order_by("name").values_list("name", flat=True)
    for name in names[:MOST_TRIED]:
        if _has_cases("tag", name, user):
            yield Suggestion(_("Tag"), name, address(Criteria(filters={"tag": (name,)})), "ja")


def _popular(typed: str, user) -> Iterator[Suggestion]:
    """What many have sought; it is asked for this person, because others may have found cases that she may not see."""
    for words in popular(typed, MOST_TRIED):
        if find_as_typed(Criteria(q=words), user, limit=1):
            yield Suggestion(_("Often sought"), words, address(Criteria(q=words)), "ja")


def _has_cases(name: str, value: str, user) -> bool:
    request = SearchRequest(audience=audience_for(user), kind=KIND, filters={name: (value,)}, limit=0)
    return engine().search(request).total > 0


def _titles(typed: str, user) -> Iterator[Suggestion]:
    hits = begun_titles(engine(), typed, audience=audience_for(user), kind=KIND, limit=MOST_TITLES)
    ids = [pk_of(hit.key) for hit in hits]
    fields = ("pk", "title", "slug", "text_language")
    cases = {case.pk: case for case in CasePage.objects.visible_to(user).filter(pk__in=ids).only(*fields)}
    for pk in ids:
        if pk in cases:
            case = cases[pk]
            yield Suggestion(_("Case"), case.title, case_url(case), case.text_language)
