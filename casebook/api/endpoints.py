"""The addresses of the API. Each asks as its reader; what she may not read does not exist for her."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from casebook.api import answers, schemas
from casebook.api.questions import asked_criteria, asked_profile, refuse_unknown
from casebook.cases.models import CasePage
from casebook.library.criteria import Criteria
from casebook.library.find import find
from casebook.similarity.alike import similar_cases
from casebook.taxonomy.words import load_taxonomies

router = Router()
READING = ["GET", "HEAD"]
MOST_SIMILAR = 20
PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 405, 429, 503), schemas.Problem)


@router.api_operation(
    READING,
    "/cases",
    response={200: schemas.CaseList, **PROBLEMS},
    operation_id="findCases",
    summary=_("Find cases"),
    description=_(
        "Values of one facet are alternatives, facets are conditions. Counts are those of the reader and of this "
        "question. Up to 10,000 cases can be paged through."
    ),
)
def find_cases(request: HttpRequest, asked: Query[schemas.AskCases]) -> schemas.CaseList:
    """A page of found cases with facet counts."""
    taxonomies, user = load_taxonomies(), request.auth.user
    criteria = asked_criteria(request.GET, user, taxonomies)
    return answers.case_list(find(criteria, user), criteria, user, taxonomies)


@router.api_operation(
    READING,
    "/cases/{case_id}",
    response={200: schemas.CaseStory, **PROBLEMS, 404: schemas.Problem},
    operation_id="readCase",
    summary=_("Read one case"),
    description=_("By its stable id. A translated case is told in the language asked for."),
)
def read_case(request: HttpRequest, case_id: str, asked: Query[schemas.Ask]) -> schemas.CaseStory:
    """One whole case."""
    refuse_unknown(request)
    versions = CasePage.objects.visible_to(request.auth.user).filter(external_id=case_id)
    case = min(versions, key=lambda version: (version.text_language != get_language(), version.pk), default=None)
    if case is None:
        raise Http404
    return answers.case_story(case, load_taxonomies())


@router.api_operation(
    READING,
    "/facets",
    response={200: schemas.FacetList, **PROBLEMS},
    operation_id="listFacets",
    summary=_("List facets"),
    description=_("Every facet with its values, labels, and the number of cases that the reader may read."),
)
def list_facets(request: HttpRequest, asked: Query[schemas.Ask]) -> schemas.FacetList:
    """What may be asked for."""
    refuse_unknown(request)
    found = find(Criteria(), request.auth.user, limit=0)
    return answers.facet_list(found, load_taxonomies())


@router.post(
    "/similar",
    response={200: schemas.SimilarList, **PROBLEMS},
    operation_id="findSimilarCases",
    summary=_("Find cases like a company"),
    description=_("All fields are optional. Each case says in words what agrees and what differs. Nothing is kept."),
)
def find_similar(
    request: HttpRequest, question: schemas.SimilarQuestion, asked: Query[schemas.Ask]
) -> schemas.SimilarList:
    """The most similar cases with reasons."""
    refuse_unknown(request)
    taxonomies = load_taxonomies()
    profile = asked_profile(question, taxonomies)
    alike = similar_cases(profile, text=question.text, user=request.auth.user, limit=MOST_SIMILAR)
    return answers.similar_list(alike, taxonomies)
