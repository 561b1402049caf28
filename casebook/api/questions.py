"""Strict reading of what the pages read leniently: whatever they would ignore is named and refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from casebook.api.problems import BadRequest, Fault
from casebook.api.schemas import SimilarQuestion
from casebook.intake.domain.words import WORDS
from casebook.library.criteria import BOTH, PARAMETERS, SORTS, TRACKING, Criteria, Ignored, read_criteria, vocabulary
from casebook.library.find import viewpoint
from casebook.profiles.domain.profile import CompanyProfile
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.recognise import INDUSTRY_WORDS, PREFECTURE_WORDS, Vocabulary

ONCE = ("q", "sort", "place", "page", "lang")
LONGEST_NAMED = 200


def asked_criteria(data: QueryDict, user: Any, taxonomies: Taxonomies) -> Criteria:
    """The question to the library. Raises BadRequest for anything that a page would ignore."""
    question = data.copy()
    question.pop("lang", None)
    criteria = read_criteria(question, taxonomies)
    faults = [*_repeated(data), *(_fault(ignored, taxonomies) for ignored in criteria.ignored)]
    if criteria.order == "near" and not viewpoint(criteria, user) and not faults:
        faults = [Fault("place", "", _("sort=near needs a place."), allowed=_allowed("place", taxonomies))]
    if faults:
        raise BadRequest(faults)
    return criteria


def refuse_unknown(request: HttpRequest, known: Iterable[str] = ("lang",)) -> None:
    """Raise BadRequest where the query string holds a parameter that this address does not take."""
    unknown = [name for name in request.GET if name not in known and not TRACKING.fullmatch(name)]
    faults = [*_repeated(request.GET), *(_unknown(name, request.GET.get(name, ""), tuple(known)) for name in unknown)]
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


def faults_of(errors: Iterable[Mapping[str, Any]], data: QueryDict) -> Iterator[Fault]:
    """What the schema found wrong, by the names that the sender knows."""
    for error in errors:
        place = [str(part) for part in error["loc"] if part not in {"query", "body", "question", "asked"}]
        name = ".".join(place) or "body"
        yield Fault(name, data.get(name, "")[:LONGEST_NAMED], str(error["msg"]))


def _recognised(name: str, words: Vocabulary, given: Sequence[str], faults: list[Fault]) -> Iterator[str]:
    for text in filter(None, given):
        slug = words.recognise(text) if len(text) <= LONGEST_NAMED else None
        if slug:
            yield slug
        else:
            nearest = next((term.slug for term in words.nearest(text[:LONGEST_NAMED])), "")
            faults.append(_refused(name, text, nearest, tuple(term.slug for term in words)))


def _repeated(data: QueryDict) -> Iterator[Fault]:
    """Values of which only one can count; which one was meant is not ours to guess."""
    for name in ONCE:
        if len(values := data.getlist(name)) > 1:
            yield Fault(name, ", ".join(values)[:LONGEST_NAMED], _("This parameter can be given once."))


def _fault(ignored: Ignored, taxonomies: Taxonomies) -> Fault:
    name, nearest = ignored.parameter, ignored.nearest
    if name not in PARAMETERS:
        return _unknown(name, ignored.value, (*PARAMETERS, "lang"), str(nearest))
    slug = nearest if isinstance(nearest, str) else nearest.slug
    return _refused(name, ignored.value, slug, _allowed(name, taxonomies))


def _allowed(name: str, taxonomies: Taxonomies) -> tuple[str, ...]:
    """The slugs of a closed list; empty for years, tags and words."""
    if name == "sort":
        return SORTS
    slugs = tuple(term.slug for term in vocabulary(name, taxonomies) or ())
    return (*slugs, BOTH.slug) if name == "support" else slugs


def _refused(name: str, value: str, nearest: str, allowed: tuple[str, ...]) -> Fault:
    said = {"value": value[:60], "nearest": nearest}
    if nearest:
        detail = _("“%(value)s” is not a value of this parameter. Did you mean “%(nearest)s”?") % said
    else:
        detail = _("“%(value)s” is not a value of this parameter.") % said
    return Fault(name, value[:LONGEST_NAMED], detail, nearest, allowed)


def _unknown(name: str, value: str, known: tuple[str, ...], nearest: str = "") -> Fault:
    detail = _("There is no parameter of this name.")
    return Fault(name[:LONGEST_NAMED], value[:LONGEST_NAMED], detail, nearest, known)
