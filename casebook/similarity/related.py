"""Cases like a given one: candidates from the engine, scored and explained by the pure module."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook.cases.audience import audience_for
from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms, terms_of
from casebook.library.projection import KIND, facets_of, key_of, pk_of
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.domain.compare import Comparison, compare
from search.engines import engine
from search.engines.base import EngineError
from search.query import TextQuery

CANDIDATES = 60
#: Below this only place or size agree: not worth a reader's time.
LEAST_SCORE = 25.0
#: The facets by which candidates are brought; the pure module decides.
BROUGHT_BY = ("barrier", "industry", "prefecture", "size", "approach")
PROFILE_FIELDS = (
    "pk",
    "title",
    "slug",
    "text_language",
    "prefecture",
    "city",
    "industry",
    "industry_detail",
    "employees",
    "capital_yen",
    "sales_yen",
    "situation",
    "owner_age",
    "owner_origin",
)


@dataclass(frozen=True)
class Alike:
    """A case and how it is like the one in hand."""

    case: CasePage
    comparison: Comparison


def related_cases(case: CasePage, terms: CaseTerms, user, limit: int = 3) -> list[Alike]:
    """The cases most like `case` (which has `terms`) that `user` may read, best first; ties by page number."""
    facets = {name: values for name, values in facets_of(case, terms).items() if name in BROUGHT_BY}
    try:
        hits = engine().candidates(
            audience=audience_for(user), kind=KIND, text=TextQuery(), facets=facets, limit=CANDIDATES
        )
    except EngineError:
        return []
    ids = [pk_of(hit.key) for hit in hits if hit.key != key_of(case.pk)]
    mine = profile_of(case, terms)
    alike = [Alike(other, compare(mine, profile)) for other, profile in _profiles(ids, user)]
    alike = [found for found in alike if found.comparison.score >= LEAST_SCORE]
    return sorted(alike, key=lambda found: (-found.comparison.score, found.case.pk))[:limit]


def profile_of(case: CasePage, terms: CaseTerms) -> CompanyProfile:
    """The pure profile of a case, its barriers and approaches included."""
    return replace(case.profile, barriers=terms.barriers, approaches=terms.approaches)


def _profiles(ids: list[int], user) -> Iterable[tuple[CasePage, CompanyProfile]]:
    cases = list(CasePage.objects.visible_to(user).filter(pk__in=ids).only(*PROFILE_FIELDS))
    terms = terms_of((case.pk for case in cases), ["barriers", "approaches"])
    return [(case, profile_of(case, terms[case.pk])) for case in cases]
