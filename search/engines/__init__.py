"""Engines that find: one protocol, several machines behind it."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.base import Engine, Fed
from search.engines.embedded import EmbeddedEngine
from search.engines.serving import ServingEngine

if TYPE_CHECKING:
    from search.engines.elastic import ElasticEngine


def engine() -> Engine:
    """The engine that answers: the cluster where one is configured, with the embedded one behind it."""
    cluster = elastic_engine()
    return _serving(cluster, embedded_engine()) if cluster else embedded_engine()


def fed_engines() -> tuple[Fed, ...]:
    """Every engine that is kept in step with the database."""
    cluster = elastic_engine()
    return (embedded_engine(), cluster) if cluster else (embedded_engine(),)


def embedded_engine() -> EmbeddedEngine:
    """The embedded engine on the configured directory."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR), _facets())


def elastic_engine() -> "ElasticEngine | None":
    """The engine on the configured cluster; None where there is none."""
    return (
        _elastic(
            tuple(settings.ELASTICSEARCH_URL), settings.ELASTICSEARCH_CA_FILE, settings.ELASTICSEARCH_PREFIX, _facets()
        )
        or None
    )


def _facets() -> tuple[str, ...]:
    from search.projection.registry import facet_names

    return facet_names()


@lru_cache(maxsize=4)
def _embedded(folder: Path, facets: tuple[str, ...]) -> EmbeddedEngine:
    folder.mkdir(parents=True, exist_ok=True)
    return EmbeddedEngine(folder, facets)


@lru_cache(maxsize=4)
def _elastic(urls: tuple[str, ...], ca_file: str, prefix: str, facets: tuple[str, ...]) -> "ElasticEngine | None":
    if not urls:
        return None
    from search.engines.elastic import ElasticEngine, connect  # its client takes half a second to import

    return ElasticEngine(connect(urls, ca_file=ca_file), prefix, facets, lambda: embedded_engine().lexicon())


@lru_cache(maxsize=4)
def _serving(cluster: "ElasticEngine", embedded: EmbeddedEngine) -> ServingEngine:
    from search.projection.outbox import is_behind

    return ServingEngine(cluster, embedded, lambda: is_behind(cluster))
