"""Fixtures of a real Elasticsearch. Where it cannot be had tests are left out with the reason; under CI they fail.

A server that `ELASTICSEARCH_TEST_URL` names is used for `one_node`; tests keep to indices of their own there. Nodes are
to be hurt only in `three_nodes`, which no other module sees.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

import pytest

from scripts.elasticsearch import Cluster, Front, Unavailable, serving

Thing = TypeVar("Thing")


@contextmanager
def had(thing: AbstractContextManager[Thing]) -> Iterator[Thing]:
    """`thing`, started, as long as the context; or the test is left out."""
    try:
        started = thing.__enter__()
    except Unavailable as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Elasticsearch here: {reason}")
    try:
        yield started
    finally:
        thing.__exit__(None, None, None)


@pytest.fixture(scope="session")
def one_node() -> Iterator[list[str]]:
    """Addresses of a server; one for all tests of a worker."""
    with had(serving()) as urls:
        yield urls


@pytest.fixture(scope="module")
def three_nodes() -> Iterator[Cluster]:
    """A cluster to be hurt; a test leaves it as it was."""
    with had(Cluster(nodes=3)) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def front(one_node: list[str]) -> Iterator[Front]:
    """TLS and a password before `one_node`."""
    if not one_node[0].startswith("http://"):
        pytest.skip("the given server has TLS of its own")
    with had(Front(one_node)) as front:
        yield front
