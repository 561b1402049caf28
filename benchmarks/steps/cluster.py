"""The other engine: the same library in an Elasticsearch of one node, started for the occasion."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.test import override_settings

from benchmarks.measure import stopwatch, summary, timed
from benchmarks.queries import heavy_queries, mixed_queries
from benchmarks.steps.finding import read
from casebook.library.find import find
from scripts.elasticsearch import Unavailable, serving
from search.engines import elastic_engine
from search.engines.base import Fed
from search.projection import rebuild as product


def cluster(size: int, _seconds: float) -> dict[str, Any]:
    """Building the index of the cluster alone, then the mixed and the heavy questions."""
    try:
        with serving() as urls, override_settings(ELASTICSEARCH_URL=urls, ELASTICSEARCH_PREFIX="bench"):
            return _measured(size, elastic_engine())
    except Unavailable as reason:
        return {"skipped": f"no Elasticsearch: {reason}"}


def _measured(size: int, engine: Fed | None) -> dict[str, Any]:
    if engine is None:
        raise AssertionError("a cluster was started and is not used")
    with stopwatch() as watch:
        product.rebuild(engines=[engine])
    figures: dict[str, Any] = {"cases_per_second": size / watch.seconds}
    with patch("casebook.library.find.engine", _always(engine)):
        for name, queries in (("mixed", mixed_queries()), ("heavy", heavy_queries())):
            figures |= summary(name, timed(lambda criteria: find(criteria, AnonymousUser()), read(queries)))
    return figures


def _always(engine: Fed) -> Callable[[], Fed]:
    return lambda: engine
