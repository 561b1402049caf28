"""Whole responses through the real middleware, as an anonymous reader gets them."""

from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.measure import percentile, resident_mb, stopwatch, summary, timed, transferred
from benchmarks.queries import Query, heavy_queries, mixed_queries
from casebook.cases.models import CasePage
from casebook.library.criteria import Criteria
from casebook.library.find import find

#: Cases whose own page is opened, and cases that are published.
OPENED = 50
PUBLISHED = 10
#: How many of the questions are asked again to count SQL queries and bytes.
COUNTED = 50


def pages(_size: int, _seconds: float) -> dict[str, Any]:
    """The library page for mixed and heavy questions, a case's page, the first page."""
    paths = {
        "mixed": [_address(query) for query in mixed_queries()],
        "heavy": [_address(query) for query in heavy_queries()],
        "case": [f"/cases/{slug}/" for slug in _slugs(OPENED)],
        "home": ["/"] * 20,
    }
    figures: dict[str, Any] = {}
    for name, addresses in paths.items():
        figures |= summary(name, timed(_get, addresses))
        figures |= _cost(name, addresses[:COUNTED])
    return {**figures, **resident_mb()}


def publish(_size: int, _seconds: float) -> dict[str, Any]:
    """From the editor's "publish" to the case being found by a new word."""
    publishing, until_found = [], []
    _get("/accounts/login/")  # a web process has its addresses, and the CMS's hooks, loaded
    for number, page in enumerate(CasePage.objects.filter(slug__in=_slugs(PUBLISHED))):
        word = f"Kensaku{number}"
        page.title = f"{page.title} {word}"
        with stopwatch() as until:
            with stopwatch() as saving:
                page.save_revision().publish()
            while not find(Criteria(q=word), AnonymousUser()).response.total:
                pass
        publishing.append(saving.milliseconds)
        until_found.append(until.milliseconds)
    return {**summary("publish", publishing), **summary("searchable", until_found)}


def _cost(name: str, addresses: list[str]) -> dict[str, Any]:
    """The most SQL queries and bytes of any of `addresses`."""
    counts, sizes = [], []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            sizes.append(_get(address))
        counts.append(len(captured))
    return {f"{name}_sql": max(counts), f"{name}_sql_p50": percentile(counts, 0.5), f"{name}_kb": max(sizes) / 1000}


def _get(address: str) -> int:
    """Fetch a page; returns the bytes on the line. Raises AssertionError where the page is not there."""
    response = _visitor().get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address} answered {response.status_code}")
    return transferred(response.content, is_compressed=response.get("Content-Encoding") == "gzip")


def _address(query: Query) -> str:
    return f"/cases/?{query.query_string}"


def _slugs(count: int) -> list[str]:
    cases = CasePage.objects.filter(external_id__startswith="bench-", disclosure="public").order_by("pk")
    return list(cases.values_list("slug", flat=True)[:count])


@cache
def _visitor() -> Client:
    """One for all: each would load the middleware anew, as no web process does."""
    return Client(headers={"accept-encoding": "gzip"})
