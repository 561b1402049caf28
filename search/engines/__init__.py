"""Engines that find: one protocol, several machines behind it."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.embedded import EmbeddedEngine


def embedded_engine() -> EmbeddedEngine:
    """The embedded engine on the configured directory."""
    from search.projection.registry import facet_names

    return _opened(Path(settings.SEARCH_INDEX_DIR), facet_names())


@lru_cache(maxsize=4)
def _opened(folder: Path, facets: tuple[str, ...]) -> EmbeddedEngine:
    folder.mkdir(parents=True, exist_ok=True)
    return EmbeddedEngine(folder, facets)
