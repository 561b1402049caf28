"""Who answers: our engines through the library's own way of finding, and stock Wagtail search.

Profiles are asked of "cases like mine"; stock search has nothing to answer them with.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from django.core.management import call_command
from django.http import QueryDict
from django.test import override_settings
from django.utils.datastructures import MultiValueDict

from benchmarks.quality.judged import Question
from benchmarks.quality.measures import FIRST_PAGE
from benchmarks.steps.stock import CaseFilter, search_fields
from casebook.cases.models import CasePage
from casebook.library.criteria import Criteria, read_criteria
from casebook.library.find import find
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.alike import similar_cases
from casebook.taxonomy.words import load_taxonomies
from scripts.elasticsearch import serving
from search.engines import elastic_engine
from search.projection.rebuild import rebuild

Answer = Callable[[Question], Sequence[str]]


@contextmanager
def answering_cluster() -> Iterator[None]:
    """An Elasticsearch of its own answers everything inside. Raises Unavailable where none can be had."""
    with serving() as urls, override_settings(ELASTICSEARCH_URL=urls, ELASTICSEARCH_PREFIX="quality"):
        cluster = elastic_engine()
        if cluster is None:
            raise AssertionError("a cluster was started and is not used")
        rebuild(engines=[cluster])
        with (
            patch("casebook.library.find.engine", lambda: cluster),
            patch("casebook.similarity.alike.engine", lambda: cluster),
        ):
            yield


def ours(ids: Mapping[int, str], user) -> Answer:
    """The library page's way: query language, relaxation, engine."""
    taxonomies = load_taxonomies()

    def answer(question: Question) -> list[str]:
        found = find(criteria_of(question, taxonomies), user, facets=(), limit=FIRST_PAGE)
        return [ids[pk] for pk in found.page_ids]

    return answer


def alike(ids: Mapping[int, str], user) -> Answer:
    """ "Cases like mine", with the weights in force."""

    def answer(question: Question) -> list[str]:
        return [ids[found.case.pk] for found in similar_cases(profile_of(question), user=user, limit=FIRST_PAGE)]

    return answer


def stock(ids: Mapping[int, str]) -> Answer:
    """Wagtail's database search with django-filter, as their documentation shows it."""
    CasePage.search_fields = search_fields()
    call_command("update_index", verbosity=0)

    def answer(question: Question) -> list[str]:
        chosen = QueryDict(mutable=True)
        for name, values in question.filters.items():
            chosen.setlist(name, list(values))
        cases = CaseFilter(chosen, CasePage.objects.live()).qs
        found = cases.search(question.text)[:FIRST_PAGE] if question.text else cases[:FIRST_PAGE]
        return [ids[case.pk] for case in found]

    return answer


def profile_of(question: Question) -> CompanyProfile:
    """A question's profile, as `POST /api/v1/similar` would read it. Raises TypeError for a key that it has not."""
    return CompanyProfile(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in question.profile.items()}
    )


def criteria_of(question: Question, taxonomies) -> Criteria:
    """A question as the library's form reads it."""
    data = MultiValueDict({name: list(values) for name, values in question.filters.items()})
    data["q"] = question.text
    return read_criteria(data, taxonomies)
