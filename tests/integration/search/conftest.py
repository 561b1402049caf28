"""Engines to be held against one contract."""

import secrets

import pytest

from search.engines.elastic import ElasticEngine, connect
from search.engines.embedded import EmbeddedEngine
from tests.search_library import FACETS


@pytest.fixture(scope="module")
def new_engine(request, tmp_path_factory):
    """Makes an empty engine of a name; the cluster's indices are gone after the tests.

    The cluster's takes the words of the library from the embedded one that was made last.
    """
    embedded, clusters = [], []

    def new(name):
        if name == "embedded":
            embedded.append(EmbeddedEngine(tmp_path_factory.mktemp("index"), FACETS))
            return embedded[-1]
        client = connect(request.getfixturevalue("one_node"))
        lexicon = (embedded[-1] if embedded else new("embedded")).lexicon
        clusters.append(ElasticEngine(client, f"contract-{secrets.token_hex(4)}", FACETS, lexicon))
        return clusters[-1]

    yield new
    for cluster in clusters:
        cluster.retire_all_but("")
        cluster.client.close()
