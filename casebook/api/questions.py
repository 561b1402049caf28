"""Strict reading of what the pages read leniently: whatever they would ignore is named and refused."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from casebook.api.mistakes import LONGEST_NAMED, given_twice, unknown_name, unknown_value
from casebook.api.problems import BadRequest, Fault
from casebook.api.schemas import SimilarQuestion
from casebook.intake.domain.words import WORDS
from casebook.library.criteria import BOTH, PARAMETERS, SORTS, TRACKING, Criteria, Ignored, read_criteria, vocabulary
from casebook.library.find import viewpoint
from casebook.profiles.domain.profile import CompanyProfile
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.recognise import INDUSTRY_WORDS, PREFECTURE_WORDS, Vocabulary

ONCE = ("q", "sort", "place", "page", "lang")


def asked_criteria(data: QueryDict, user: Any, taxonomies: Taxonomies) -> Criteria:
    """The question to the library. Raises BadRequest for anything that a page would ignore."""
    question = data.copy()
    question.pop("lang", None)
    criteria = read_criteria(question, taxonomies)
    faults = [*_repeated(data), *(_fault(ignored, taxonomies) for ignored in criteria.ignored)]
    if criteria.order == "near" and not viewpoint(criteria, user) and not faults:
        told = _("sort=near needs a place, such as place=saitama.")
        faults = [Fault("place", "", told, allowed=_allowed("place", taxonomies))]
    if faults:
        raise BadRequest(faults)
    return criteria


def refuse_unknown(request: HttpRequest, known: Iterable[str] = ("lang",)) -> None:
    """Raise BadRequest where the query string holds a parameter that this address does not take."""
    unknown = [name for name in request.GET if name not in known and not TRACKING.fullmatch(name)]
    faults = [
        *_repeated(request.GET),
        *(unknown_name(name, request.GET.get(name, ""), tuple(known)) for name in unknown),
    ]
    if faults:
        raise BadRequest(faults)


def asked_profile(question: SimilarQuestion, taxonomies: Taxonomies) -> CompanyProfile:
    """The company that is described. Raises BadRequest, naming each value that is not known."""
    faults: list[Fault] = []

    def slugs(name: str, words: Vocabulary, given: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_recognised(name, words, given, faults)))

    profile = CompanyProfile(
        prefecture="".join(slugs("prefecture", PREFECTURE_WORDS, [question.prefecture])),
        industry="".join(slugs("industry", INDUSTRY_WORDS, [question.industry])),
        employees=question.employees,
        capital_yen=question.capital_yen,
        sales_yen=question.sales_yen,
        situation=slugs("situation", WORDS["situation"], question.situation),
        barriers=slugs("barriers", taxonomies.barrier, question.barriers),
        approaches=slugs("approaches", taxonomies.approach, question.approaches),
        text=question.text,
    )
    if faults:
        raise BadRequest(faults)
    return profile


def _recognised(name: str, words: Vocabulary, given: Sequence[str], faults: list[Fault]) -> Iterator[str]:
    for text in filter(None, given):
        slug = words.recognise(text) if len(text) <= LONGEST_NAMED else None
        if slug:
            yield slug
        else:
            nearest = next((term.slug for term in words.nearest(text[:LONGEST_NAMED])), "")
            faults.append(unknown_value(name, text, nearest, tuple(term.slug for term in words)))


def _repeated(data: QueryDict) -> Iterator[Fault]:
    for name in ONCE:
        if len(values := data.getlist(name)) > 1:
            yield given_twice(name, values)


def _fault(ignored: Ignored, taxonomies: Taxonomies) -> Fault:
    name, nearest = ignored.parameter, ignored.nearest
    if name not in PARAMETERS:
        return unknown_name(name, ignored.value, (*PARAMETERS, "lang"), str(nearest))
    slug = nearest if isinstance(nearest, str) else nearest.slug
    return unknown_value(name, ignored.value, slug, _allowed(name, taxonomies))


def _allowed(name: str, taxonomies: Taxonomies) -> tuple[str, ...]:
    """The slugs of a closed list; empty for years, tags and words."""
    if name == "sort":
        return SORTS
    slugs = tuple(term.slug for term in vocabulary(name, taxonomies) or ())
    return (*slugs, BOTH.slug) if name == "support" else slugs
