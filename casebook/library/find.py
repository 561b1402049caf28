"""From a question to found cases: the one way in which pages, feeds and the API search the library."""

from dataclasses import dataclass, replace
from operator import attrgetter

from casebook.cases.audience import audience_for
from casebook.library.criteria import FIELD_NAMES, PAGE_SIZE, Criteria
from casebook.library.projection import FACETS, KIND, pk_of
from platform_site.reference.prefectures import PREFECTURES, neighbours
from search.engines import engine
from search.engines.base import Matching, Order, SearchRequest, SearchResponse
from search.meant import meant
from search.plan import can_be_loosened
from search.query import TextQuery, parse
from search.synonyms.thesaurus import current_thesaurus

#: How the demand for the words is loosened, and how many cases are enough not to loosen it further.
STEPS = (Matching.WORDS, Matching.MOST, Matching.ANY)
ENOUGH = {Matching.PHRASES: 5, Matching.WORDS: 5, Matching.MOST: 1, Matching.ANY: 0}


@dataclass(frozen=True)
class Found:
    """What was found, how far the words had to be loosened for it, and how many cases hold them as they are typed.

    `meant` is the question that was answered instead of one that finds nothing.
    """

    response: SearchResponse
    text: TextQuery
    matching: Matching
    as_typed: int
    meant: str = ""

    @property
    def question(self) -> str:
        """The words that were sought, as they could be typed."""
        return self.text.written()

    @property
    def page_ids(self) -> list[int]:
        """The cases in order."""
        return [pk_of(hit.key) for hit in self.response.hits]

    @property
    def sought(self) -> frozenset[tuple[str, ...]]:
        """What is to be marked in the hits."""
        return self.text.sought(as_typed=self.matching is Matching.PHRASES)


def find(
    criteria: Criteria, user, *, kind: str = KIND, facets: tuple[str, ...] = FACETS, limit: int = PAGE_SIZE
) -> Found:
    """Search for what `user` may find. Raises EngineError where no engine answers.

    Words that find nothing as they are typed are read as what they sound like; words that find few are loosened.
    Of cases only: shorter documents lack many words of the field, so that one they lack is seldom a slip of the pen.
    """
    asked = _request(criteria, user, kind, facets, limit)
    response = engine().search(asked)
    if response.total or not asked.text.required or kind != KIND:
        return _loosened(asked, response)
    reworded = meant(engine(), asked)
    if not reworded:
        return _loosened(asked, response)
    request = replace(asked, text=_text(reworded))
    return replace(_loosened(request, engine().search(request)), meant=reworded)


def _loosened(asked: SearchRequest, response: SearchResponse) -> Found:
    """Ask again with less demand on the words, until enough is found.

    What is enough is decided without the filters: whoever then chooses one finds as many as its count has promised.
    """
    typed = found = Found(response, asked.text, asked.matching, as_typed=response.total)
    for matching in STEPS if can_be_loosened(asked.text) else ():
        if found.response.total and _is_enough(asked, found):
            break
        response = engine().search(replace(asked, matching=matching, counts_when_empty=matching is STEPS[-1]))
        found = replace(found, response=response, matching=matching)
    return found if found.response.total > typed.response.total else typed


def _is_enough(asked: SearchRequest, found: Found) -> bool:
    """Whether the words find enough as strictly as in `found`, whatever the filters."""
    enough = ENOUGH[found.matching]
    if found.response.total >= enough or not (asked.filters or asked.left_out):
        return found.response.total >= enough
    bare = replace(asked, matching=found.matching, filters={}, left_out={}, facets=(), order=Order.NEWEST, limit=0)
    return engine().search(bare).total >= enough


def _request(criteria: Criteria, user, kind: str, facets: tuple[str, ...], limit: int) -> SearchRequest:
    return SearchRequest(
        audience=audience_for(user),
        kind=kind,
        text=_text(criteria.q),
        filters=criteria.filters,
        left_out=criteria.left_out,
        facets=facets,
        order=Order(criteria.order),
        near=tiers(viewpoint(criteria, user)),
        offset=(criteria.page - 1) * PAGE_SIZE,
        limit=limit,
    )


def _text(q: str) -> TextQuery:
    thesaurus = current_thesaurus()
    return parse(q, thesaurus=thesaurus, fields=FIELD_NAMES).heard_in(engine().lexicon(), thesaurus)


def count(criteria: Criteria, user, *, kind: str = KIND) -> int:
    """How many cases (or documents of another kind) `user` would find, as the words are typed."""
    return find(criteria, user, kind=kind, facets=(), limit=0).response.total


def find_as_typed(criteria: Criteria, user, *, limit: int) -> list[int]:
    """The cases that hold the words as they are typed, in order. Raises EngineError where no engine answers."""
    response = engine().search(_request(criteria, user, KIND, (), limit))
    return [pk_of(hit.key) for hit in response.hits]


def is_answered(criteria: Criteria, user) -> bool:
    """Whether any case holds the words as they are typed. Raises EngineError where no engine answers."""
    return engine().search(_request(criteria, user, KIND, (), limit=0)).total > 0


def viewpoint(criteria: Criteria, user) -> str:
    """The prefecture from which "near" is measured; empty where nothing is sorted by it, or none is known."""
    return (criteria.place or user_place(user)) if criteria.order == "near" else ""


def user_place(user) -> str:
    """The prefecture from which a person looks: her own, otherwise that of the organisation she works for."""
    if not user.is_authenticated:
        return ""
    if user.prefecture:
        return user.prefecture
    organisations = sorted((membership.organisation for membership in user.held), key=attrgetter("name"))
    return next((one.prefecture for one in organisations if one.prefecture), "")


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
