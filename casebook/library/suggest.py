"""Suggestions while a person types: conditions, tags and titles, only of cases that she may see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.cases.audience import audience_for
from casebook.cases.models import CasePage
from casebook.insight.popular import popular
from casebook.library.addresses import address
from casebook.library.cards import case_address
from casebook.library.criteria import Criteria, vocabulary
from casebook.library.find import is_answered
from casebook.library.labels import facet_label
from casebook.library.projection import KIND, pk_of
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.naming import fold
from platform_site.reference.recognise import Term
from search.begun import begun_titles
from search.engines import engine
from search.engines.base import EngineError, SearchRequest
from search.text.normalise import is_kana, to_hiragana
from search.text.segment import sound_of

#: The facets whose values are proposed, in the order of the list.
CONDITIONS = ("barrier", "approach", "industry", "prefecture", "region", "size", "org", "support", "model", "result")
MOST_CONDITIONS = 3
MOST_TAGS = 2
MOST_POPULAR = 2
MOST_TITLES = 4
#: Popular questions that are tried for this person: each costs one question to the engine.
MOST_TRIED = 6
#: Nobody needs help with a text that is longer.
LONGEST = 60


Counts = Mapping[str, Mapping[str, int]]


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
        there = _there(user)
        return (
            *islice(_conditions(typed, there, taxonomies), MOST_CONDITIONS),
            *islice(_tags(typed, there), MOST_TAGS),
            *islice(_popular(typed, user), MOST_POPULAR),
            *_titles(typed, user),
        )
    except EngineError:
        return ()


def _there(user) -> Counts:
    """The values of facets that the cases which `user` may see have, with how many have each."""
    facets = (*CONDITIONS, "tag")
    return engine().search(SearchRequest(audience_for(user), KIND, facets=facets, limit=0)).facets


def _conditions(typed: str, there: Counts, taxonomies: Taxonomies) -> Iterator[Suggestion]:
    language = get_language() or "ja"
    for name, term in _begun(typed, taxonomies):
        if term.slug in there[name]:
            url = address(Criteria(filters={name: (term.slug,)}))
            yield Suggestion(facet_label(name), term.label(language), url, language)


def _begun(typed: str, taxonomies: Taxonomies) -> Iterator[tuple[str, Term]]:
    """Terms of which a writing begins with `typed`, or that begin to sound so, then those that hold it elsewhere."""
    closed = {name: words for name in CONDITIONS if (words := vocabulary(name, taxonomies))}
    first = [(name, term) for name, words in closed.items() for term in words.beginning(typed)]
    sounding = ((name, term) for name, words in closed.items() for term in words if _sounds_so(term.ja, typed))
    yield from (first := list(dict.fromkeys([*first, *sounding])))
    if len(fold(typed)) > 1:
        held = ((name, term) for name, words in closed.items() for term in words.holding(typed))
        yield from (one for one in held if one not in first)


def _tags(typed: str, there: Counts) -> Iterator[Suggestion]:
    """Tags of her cases that hold or begin to sound like what is typed, the most used first."""
    sought = fold(typed)
    fitting = [name for name in there["tag"] if sought in fold(name) or _sounds_so(name, typed)]
    for name in sorted(fitting, key=lambda name: (-there["tag"][name], name)):
        yield Suggestion(_("Tag"), name, address(Criteria(filters={"tag": (name,)})), "ja")


def _sounds_so(name: str, typed: str) -> bool:
    """Whether a name begins to sound like what is typed in kana; a single sign tells too little."""
    return len(typed) > 1 and is_kana(typed) and sound_of(name).startswith(to_hiragana(typed).replace(" ", ""))


def _popular(typed: str, user) -> Iterator[Suggestion]:
    """What many have sought; it is asked for this person, because others may have found cases that she may not see."""
    for words in popular(typed, MOST_TRIED):
        if is_answered(Criteria(q=words), user):
            yield Suggestion(_("Often sought"), words, address(Criteria(q=words)), "ja")


def _titles(typed: str, user) -> Iterator[Suggestion]:
    hits = begun_titles(engine(), typed, audience=audience_for(user), kind=KIND, limit=MOST_TITLES)
    ids = [pk_of(hit.key) for hit in hits]
    visible = CasePage.objects.visible_to(user).filter(pk__in=ids).order_by()
    cases = {pk: told for pk, *told in visible.values_list("pk", "title", "slug", "text_language")}
    for title, slug, language in (cases[pk] for pk in ids if pk in cases):
        yield Suggestion(_("Case"), title, case_address(slug), language)
