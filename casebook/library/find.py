"""From a question to found cases: the one way in which pages, feeds and the API search the library."""

from dataclasses import dataclass

from casebook.cases.audience import audience_for
from casebook.library.criteria import PAGE_SIZE, Criteria
from casebook.library.projection import FACETS, KIND, pk_of
from platform_site.accounts.models import Organisation
from platform_site.reference.prefectures import PREFECTURES, neighbours
from search.engines import embedded_engine
from search.engines.base import Matching, Order, SearchRequest, SearchResponse
from search.query import TextQuery, parse

#: How the demand for the words is loosened until something is found.
STEPS = (Matching.PHRASES, Matching.WORDS, Matching.MOST, Matching.ANY)


@dataclass(frozen=True)
class Found:
    """What was found, and how far the words had to be loosened for it."""

    response: SearchResponse
    text: TextQuery
    matching: Matching

    @property
    def page_ids(self) -> list[int]:
        """The cases in order."""
        return [pk_of(hit.key) for hit in self.response.hits]

    @property
    def sought(self) -> frozenset[tuple[str, ...]]:
        """What is to be marked in the hits."""
        return self.text.sought(as_typed=self.matching is Matching.PHRASES)


def find(criteria: Criteria, user, *, facets: tuple[str, ...] = FACETS, limit: int = PAGE_SIZE) -> Found:
    """Search for what `user` may find. Raises EngineError where no engine answers."""
    text = parse(criteria.q)
    steps = STEPS if text.required else STEPS[:1]
    for matching in steps:
        request = SearchRequest(
            audience=audience_for(user),
            kind=KIND,
            text=text,
            matching=matching,
            filters=criteria.filters,
            facets=facets,
            order=Order(criteria.order),
            near=tiers(viewpoint(criteria, user)),
            offset=(criteria.page - 1) * PAGE_SIZE,
            limit=limit,
            counts_when_empty=matching is steps[-1],
        )
        response = embedded_engine().search(request)
        if response.total:
            break
    return Found(response, text, matching)


def count(criteria: Criteria, user) -> int:
    """How many cases `user` would find, as the words are typed."""
    return find(criteria, user, facets=(), limit=0).response.total


def viewpoint(criteria: Criteria, user) -> str:
    """The prefecture from which "near" is measured; empty where nothing is sorted by it, or none is known."""
    return (criteria.place or user_place(user)) if criteria.order == "near" else ""


def user_place(user) -> str:
    """The prefecture from which a person looks: her own, otherwise that of the organisation she works for."""
    if not user.is_authenticated:
        return ""
    if user.prefecture:
        return user.prefecture
    own = Organisation.objects.filter(pk__in=user.organisation_ids).exclude(prefecture="")
    return own.values_list("prefecture", flat=True).first() or ""


def tiers(prefecture: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Nearest first: the prefecture, those beside it, the rest of its region."""
    if not prefecture:
        return ()
    here = PREFECTURES[prefecture]
    return (
        ("prefecture", (here.slug,)),
        ("prefecture", tuple(sorted(neighbours(here.slug)))),
        ("region", (here.bureau,)),
    )
