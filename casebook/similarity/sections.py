"""Similar cases on a case's page, each with its reasons."""

from django.http import HttpRequest
from django.utils.translation import get_language

from casebook.cases.models import CasePage
from casebook.cases.presenters import RelatedCase
from casebook.cases.sections import register_case_section
from casebook.cases.terms import CaseTerms
from casebook.library.cards import case_url, place_of
from casebook.similarity.alike import Alike
from casebook.similarity.related import related_cases
from casebook.similarity.sentences import sentence
from casebook.taxonomy.words import Taxonomies, load_taxonomies


@register_case_section
def similar_section(case: CasePage, terms: CaseTerms, request: HttpRequest) -> dict:
    """The three most similar cases that this reader may see."""
    taxonomies = load_taxonomies()
    return {"related": tuple(_related(alike, taxonomies) for alike in related_cases(case, terms, request.user))}


def _related(alike: Alike, taxonomies: Taxonomies) -> RelatedCase:
    return RelatedCase(
        title=alike.case.title,
        language=alike.case.text_language,
        url=case_url(alike.case),
        place=place_of(alike.case, get_language() or "ja"),
        reasons=tuple(sentence(reason, taxonomies) for reason in alike.comparison.agreeing[:3]),
    )
