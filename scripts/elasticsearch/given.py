"""A server that somebody else runs, where the environment names one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.elasticsearch.cluster import Cluster

#: Looked up in this order; several addresses are separated by commas.
VARIABLES = ("ELASTICSEARCH_TEST_URL", "TEST_ELASTICSEARCH_URL", "ELASTICSEARCH_URL")


def given_urls() -> list[str]:
    """The addresses that the environment gives, or none."""
    value = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    return [url.strip() for url in value.split(",") if url.strip()]


@contextmanager
def serving() -> Iterator[list[str]]:
    """The addresses of the given server, or of one node that runs as long as the context."""
    if given := given_urls():
        yield given
        return
    with Cluster() as cluster:
        yield cluster.urls
