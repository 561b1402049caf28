"""The same cases and questions with what Wagtail and django-filter bring: the database's full-text search and counts.

Written the way their documentation shows it, with the whole story indexed. Everything has a time limit: what does not
finish in it is given up, and the table says so.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django_filters
from django.db import OperationalError, connection
from django.db.models import Count, Model
from django.http import QueryDict
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from benchmarks.measure import stopwatch, summary
from benchmarks.queries import Query, heavy_queries, mixed_queries
from casebook.cases.models import CaseApproach, CaseBarrier, CasePage, CaseSupportType, TaggedCase
from casebook.library.projection import STORY
from casebook.profiles.choices import Disclosure

BATCH = 500
PAGE_SIZE = 20
COLUMNS = {
    "region": "bureau",
    "prefecture": "prefecture",
    "size": "size",
    "industry": "industry",
    "result": "result",
    "year": "year",
}
#: Facet → the table of its values, the column of the case in it, the path to the value.
TABLES: dict[str, tuple[type[Model], str, str]] = {
    "barrier": (CaseBarrier, "page_id", "barrier__slug"),
    "approach": (CaseApproach, "page_id", "approach__slug"),
    "support": (CaseSupportType, "page_id", "support_type__slug"),
    "tag": (TaggedCase, "content_object_id", "tag__name"),
}
RELATED = {"case_barriers": "barrier", "case_approaches": "approach", "case_support_types": "support_type"}
#: An answer that takes longer than this is given up.
LONGEST_ANSWER = 60.0


class CaseFilter(django_filters.FilterSet):
    """The library's filters as django-filter has them; without kinds of body, which are a list in one column."""

    region = django_filters.CharFilter("bureau")
    barrier = django_filters.CharFilter("case_barriers__barrier__slug")
    approach = django_filters.CharFilter("case_approaches__approach__slug")
    support = django_filters.CharFilter("case_support_types__support_type__slug")
    tag = django_filters.CharFilter("tagged_items__tag__name")

    class Meta:
        model = CasePage
        fields = ["prefecture", "size", "industry", "result", "year"]


def stock(_size: int, seconds: float) -> dict[str, Any]:
    """Index, then ask, until the time is over."""
    CasePage.search_fields = search_fields()
    ends = time.monotonic() + seconds
    figures = _index(ends - seconds / 2)
    for name, queries in (("heavy", heavy_queries()), ("mixed", mixed_queries())):
        figures |= _ask(name, queries, ends if name == "mixed" else ends - seconds / 4)
    return figures


def search_fields() -> list[Any]:
    """The whole story is sought, and every filter may be used with a search, as Wagtail's documentation asks."""
    return [
        *CasePage.search_fields,
        *(index.SearchField(name) for name in STORY),
        *(index.FilterField(name) for name in ("disclosure", *COLUMNS.values())),
        *(
            index.RelatedFields(table, [index.RelatedFields(term, [index.FilterField("slug")])])
            for table, term in RELATED.items()
        ),
        index.RelatedFields("tagged_items", [index.RelatedFields("tag", [index.FilterField("name")])]),
    ]


def _index(ends: float) -> dict[str, Any]:
    """Fill Wagtail's index in batches, as `update_index` does."""
    cases, total, done = CasePage.objects.live().order_by("pk"), CasePage.objects.live().count(), 0
    stock_index = get_search_backend().get_index_for_model(CasePage)
    with stopwatch() as watch:
        while done < total and time.monotonic() < ends:
            batch = list(cases[done : done + BATCH])
            stock_index.add_items(CasePage, batch)
            done += len(batch)
    return {"indexed": done, "of": total, "cases_per_second": done / watch.seconds}


def _ask(name: str, queries: list[Query], ends: float) -> dict[str, Any]:
    took, answered = [], 0
    for query in queries:
        left = min(LONGEST_ANSWER, ends - time.monotonic())
        if left <= 0:
            break
        with stopwatch() as watch:
            total = _limited(query, left)
        took.append(watch.milliseconds)
        answered += bool(total)
        if total is None:
            break
    return {**summary(name, took), f"{name}_asked": len(took), f"{name}_answered": answered}


def _limited(query: Query, seconds: float) -> int | None:
    """How many cases were found; None where the database was stopped after `seconds`."""
    try:
        with _interrupted_after(seconds):
            return _answer(query)
    except OperationalError:
        return None


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    ends = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: int(time.monotonic() > ends), 50_000)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


def _answer(query: Query) -> int:
    """A page of hits, the total, and each facet counted under every filter but its own."""
    found = _found(query)
    list(found[:PAGE_SIZE])
    for facet, column in COLUMNS.items():
        others = _found(query, without=facet)
        others.facet(column) if query.q else dict(_counted(others, column))
    for facet, (table, case, path) in TABLES.items():
        others = _found(query, without=facet)
        ids = others.get_queryset().values("pk") if query.q else others.values("pk")
        dict(_counted(table.objects.filter(**{f"{case}__in": ids}), path))
    return len(found) if query.q else found.count()


def _found(query: Query, without: str = "") -> Any:
    data = QueryDict(mutable=True)
    data.update({name: value for name, value in query.filters.items() if name != without})
    visible = CasePage.objects.live().filter(disclosure=Disclosure.PUBLIC)
    cases = CaseFilter(data, queryset=visible).qs
    return cases.search(query.q) if query.q else cases


def _counted(rows: Any, path: str) -> Any:
    return rows.order_by().values_list(path).annotate(Count("pk"))
