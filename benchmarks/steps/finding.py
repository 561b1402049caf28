"""The engine alone: parsing, searching and counting all facets, without database and page."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from benchmarks.generator import case
from benchmarks.measure import resident_mb, summary, timed
from benchmarks.queries import Query, heavy_queries, mixed_queries
from casebook.cases.audience import audience_for
from casebook.cases.models import CasePage
from casebook.library.criteria import Criteria, read_criteria
from casebook.library.find import find
from casebook.library.projection import KIND
from casebook.similarity.related import BROUGHT_BY, CANDIDATES, related_cases
from casebook.taxonomy.words import load_taxonomies
from search.engines import embedded_engine
from search.query import parse

VISITOR = AnonymousUser()
#: Length of the profile text of which similar cases are sought (characters).
PROFILE_TEXT = 400
#: Cases that similar ones are sought for.
PROFILES = 100


def engine(_size: int, _seconds: float) -> dict[str, Any]:
    """The mixed and the heavy questions, loosening included, on a warm cache."""
    figures: dict[str, Any] = {}
    for name, queries in (("mixed", mixed_queries()), ("heavy", heavy_queries())):
        asked = _read(queries)
        found = [find(criteria, VISITOR).response.total for criteria in asked]
        figures |= summary(name, timed(lambda criteria: find(criteria, VISITOR), asked))
        figures[f"{name}_answered"] = sum(total > 0 for total in found)
    return {**figures, **resident_mb()}


def similar(size: int, _seconds: float) -> dict[str, Any]:
    """Candidates for a profile with a text of 400 characters; and whole related cases with scores and reasons."""
    rows = [case(size + number) for number in range(PROFILES)]
    figures = summary("candidates", timed(_candidates, rows))
    cases = list(CasePage.objects.filter(external_id__startswith="bench-").order_by("pk")[: PROFILES * 5 : 5])
    return {**figures, **summary("scored", timed(lambda page: related_cases(page, VISITOR), cases))}


def _read(queries: list[Query]) -> list[Criteria]:
    taxonomies = load_taxonomies()
    return [read_criteria(QueryDict(query.query_string), taxonomies) for query in queries]


def _candidates(row: dict[str, Any]) -> None:
    values = {
        "barrier": tuple(row["barriers"].split(";")),
        "approach": tuple(row["approaches"].split(";")),
        "industry": (row["industry"],),
        "prefecture": (row["prefecture"],),
    }
    text = f"{row['background']}{row['surface_issue']}{row['underlying_issue']}"[:PROFILE_TEXT]
    embedded_engine().candidates(
        audience=audience_for(VISITOR),
        kind=KIND,
        text=parse(text),
        facets={name: values[name] for name in BROUGHT_BY if name in values},
        limit=CANDIDATES,
    )
