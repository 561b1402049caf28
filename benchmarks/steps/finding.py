"""The engine alone: parsing, searching and counting all facets, without database and page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from benchmarks.generator import case
from benchmarks.measure import resident_mb, summary, timed
from benchmarks.queries import Query, heavy_queries, mixed_queries
from casebook.insight.models import Asked, Kind
from casebook.insight.questions import folded
from casebook.library.criteria import Criteria, read_criteria
from casebook.library.find import find
from casebook.library.suggest import suggestions
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.alike import candidates, matters, similar_cases
from casebook.taxonomy.words import load_taxonomies

VISITOR = AnonymousUser()
#: Length of the profile text of which similar cases are sought (characters).
PROFILE_TEXT = 400
#: What people type, of which the first one, two and three characters are asked for.
BEGUN = (
    "後継者",
    "事業承継",
    "製造業",
    "こうけいしゃ",
    "はんろかいたく",
    "埼玉県",
    "資金繰り",
    "社長の",
    "人手不足",
    "DX推進",
)
#: Companies that similar cases are sought for.
PROFILES = 100


def engine(_size: int, _seconds: float) -> dict[str, Any]:
    """The mixed and the heavy questions, loosening included, on a warm cache."""
    figures: dict[str, Any] = {}
    for name, queries in (("mixed", mixed_queries()), ("heavy", heavy_queries())):
        asked = read(queries)
        found = [find(criteria, VISITOR).response.total for criteria in asked]
        figures |= summary(name, timed(lambda criteria: find(criteria, VISITOR), asked))
        figures[f"{name}_answered"] = sum(total > 0 for total in found)
    return {**figures, **resident_mb()}


def suggest(_size: int, _seconds: float) -> dict[str, Any]:
    """The list below the search box, for the beginnings of words that people type and that many have sought."""
    often = {"on": timezone.localdate(), "kind": Kind.WORDS, "asked": settings.INSIGHT_LEAST_ASKED, "found": 10}
    Asked.objects.bulk_create([Asked(what=folded(word), **often) for word in BEGUN], ignore_conflicts=True)
    taxonomies, begun = load_taxonomies(), [word[:length] for word in BEGUN for length in (1, 2, 3)]
    return summary("suggest", timed(lambda typed: suggestions(typed, VISITOR, taxonomies), begun))


def similar(size: int, _seconds: float) -> dict[str, Any]:
    """Candidates for a profile with a text of 400 characters; and similar cases with scores and reasons."""
    profiles = [_profile(case(size + number)) for number in range(PROFILES)]
    said = [(profile, matters(profile.text)) for profile in profiles]
    figures = summary("candidates", timed(lambda one: candidates(*one, VISITOR), said))
    return {**figures, **summary("scored", timed(lambda profile: similar_cases(profile, user=VISITOR), profiles))}


def read(queries: list[Query]) -> list[Criteria]:
    """The questions as the library's form reads them."""
    taxonomies = load_taxonomies()
    return [read_criteria(QueryDict(query.query_string), taxonomies) for query in queries]


def _profile(row: dict[str, Any]) -> CompanyProfile:
    return CompanyProfile(
        prefecture=row["prefecture"],
        industry=row["industry"],
        employees=int(row["employees"]),
        barriers=tuple(row["barriers"].split(";")),
        approaches=tuple(row["approaches"].split(";")),
        situation=tuple(row["situation"].split(";")),
        text=f"{row['background']}{row['surface_issue']}{row['underlying_issue']}"[:PROFILE_TEXT],
    )
