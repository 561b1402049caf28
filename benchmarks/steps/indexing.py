"""Building the index: from the database as the product does it, or straight from the generator."""

from pathlib import Path
from typing import Any

from django.conf import settings

from benchmarks.database import documents
from benchmarks.measure import folder_mb, largest_child_mb, peak_mb, processor_seconds, stopwatch
from search.engines import embedded_engine
from search.projection import rebuild as product
from search.projection.models import MarkedText
from search.projection.workers import segmented


def rebuild(size: int, _seconds: float) -> dict[str, Any]:
    """`search_index rebuild`: read, segment, index, keep the marked texts, swap."""
    before = processor_seconds()
    with stopwatch() as watch:
        done = product.rebuild()
    return {
        "cases_per_second": size / watch.seconds,
        "processor_ms": (processor_seconds() - before) / size * 1000,
        **_held(done),
        "marked_texts": MarkedText.objects.count(),
    }


def write_index(size: int, _seconds: float) -> dict[str, Any]:
    """Documents from the generator straight into an index: no database rows, nothing to show."""
    engine, name = embedded_engine(), f"bench{size}"
    with stopwatch() as watch:
        engine.create(name)
        with engine.filling(name) as fill:
            fill(segmented(documents(size)))
        engine.make_live(name)
    return {"cases_per_second": size / watch.seconds, **_held(size)}


def _held(done: int) -> dict[str, Any]:
    return {
        "documents": done,
        "peak_mb": peak_mb(),
        "worker_peak_mb": largest_child_mb(),
        "index_mb": folder_mb(Path(settings.SEARCH_INDEX_DIR)),
    }
