"""A cluster of three nodes that are killed and frozen while it is searched."""

import time

import pytest

from search.engines.base import EngineError, SearchRequest
from search.engines.elastic import ElasticEngine, connect
from search.engines.serving import ServingEngine
from search.query import parse
from tests.search_library import FACETS, PUBLIC, alike

REQUEST = SearchRequest(audience=PUBLIC, kind="case", text=parse("事業承継"), facets=("prefecture",), limit=100)
DOCUMENTS = [alike(number) for number in range(60)]


def fill(engine):
    engine.create("g1")
    with engine.filling("g1", version=1) as write:
        write(DOCUMENTS)
    engine.make_live("g1")
    return engine


@pytest.fixture(scope="module")
def embedded(new_engine):
    return fill(new_engine("embedded"))


@pytest.fixture(scope="module")
def index(three_nodes, embedded):
    """The library on every node."""
    engine = fill(ElasticEngine(connect(three_nodes.urls), "faults", FACETS, embedded.lexicon))
    three_nodes.wait()
    yield engine.prefix
    engine.client.close()


@pytest.fixture
def engine(three_nodes, index, embedded):
    """Knows of no fault yet."""
    engine = ElasticEngine(connect(three_nodes.urls), index, FACETS, embedded.lexicon)
    yield engine
    engine.client.close()


def assert_whole(response):
    assert (response.total, len(response.hits)) == (60, 60)
    assert response.facets == {"prefecture": {"nagano": 30, "tokyo": 30}}


def test_search_survives_a_killed_node(three_nodes, engine):
    three_nodes.kill(0)
    for _again in range(6):
        assert_whole(engine.search(REQUEST))
    three_nodes.restart(0)
    three_nodes.wait(nodes=3)
    assert_whole(engine.search(REQUEST))
    assert engine.health()["cluster"] == "green"


def test_reader_waits_little_for_a_frozen_node(three_nodes, engine):
    three_nodes.pause(1)
    try:
        for _again in range(3):
            begun = time.monotonic()
            try:
                assert_whole(engine.search(REQUEST))
            except EngineError:
                engine.breaker.left_alone_until = 0.0
            assert time.monotonic() - begun < 12
    finally:
        three_nodes.resume(1)
    three_nodes.wait(nodes=3)
    assert_whole(engine.search(REQUEST))


def test_document_written_before_a_node_dies_is_not_lost(three_nodes, engine):
    engine.write([alike(60)], version=2)
    three_nodes.kill(2)
    assert engine.search(REQUEST).total == 61
    three_nodes.restart(2)
    three_nodes.wait(nodes=3)
    engine.client.delete(index=f"{engine.prefix}-g1", id="case:60", refresh=True)


def test_embedded_engine_answers_while_no_node_does(three_nodes, engine, embedded):
    serving = ServingEngine(engine, embedded, lambda: False)
    assert not serving.search(REQUEST).is_fallback
    for number in range(3):
        three_nodes.kill(number)
    for _again in range(3):
        begun = time.monotonic()
        response = serving.search(REQUEST)
        assert response.is_fallback and time.monotonic() - begun < 5
        assert_whole(response)
    health = serving.health()
    assert health["answers"] and health["is_fallback"]
    for number in range(3):
        three_nodes.restart(number)
    three_nodes.wait(nodes=3)
    engine.breaker.left_alone_until = 0.0
    assert not serving.search(REQUEST).is_fallback
