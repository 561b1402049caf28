"""Real nodes and a real nginx: what the product's own tests stand on."""

import pytest
from elastic_transport import TlsError
from elasticsearch import AuthenticationException, Elasticsearch

INDEX = "cases-of-the-launcher"


@pytest.fixture
def write():
    """Writes a text into a new index, which is removed after the test."""
    written = []

    def write(client: Elasticsearch, replicas: int = 0) -> None:
        written.append(client)
        mappings = {"properties": {"text": {"type": "text", "analyzer": "whitespace"}}}
        client.indices.create(index=INDEX, settings={"number_of_replicas": replicas}, mappings=mappings)
        client.index(index=INDEX, id="1", document={"text": "伴走 支援"}, refresh=True)

    yield write
    for client in written:
        client.indices.delete(index=INDEX)
        client.close()


def found(client: Elasticsearch) -> int:
    return client.search(index=INDEX, query={"match_phrase": {"text": "伴走 支援"}})["hits"]["total"]["value"]


def test_node_tells_its_version(one_node):
    with Elasticsearch(one_node) as client:
        assert client.info()["version"]["number"].startswith("8.")


def test_front_asks_for_a_password(front, write):
    known = {"ca_certs": str(front.ca_path), "basic_auth": (front.user, front.password)}
    client = Elasticsearch(front.url, **known)
    write(client)
    assert client.ping() and found(client) == 1
    with Elasticsearch(front.url, **known | {"basic_auth": (front.user, "wrong")}) as client:
        pytest.raises(AuthenticationException, client.info)


def test_certificate_of_the_front_needs_its_ca(front):
    with Elasticsearch(front.url, basic_auth=(front.user, front.password), max_retries=0) as client:
        pytest.raises(TlsError, client.info)
    with Elasticsearch(front.url_with_password, ca_certs=str(front.ca_path)) as client:
        assert client.info()["cluster_name"]


def test_search_survives_the_loss_of_a_node(three_nodes, write):
    client = Elasticsearch(three_nodes.urls, request_timeout=5, retry_on_timeout=True, max_retries=6)
    write(client, replicas=1)
    three_nodes.wait()
    three_nodes.kill(1)
    assert found(client) == 1
    three_nodes.restart(1)
    three_nodes.wait()
    assert client.cluster.health()["status"] == "green"
    three_nodes.pause(2)
    assert found(client) == 1
    three_nodes.resume(2)
    three_nodes.wait(nodes=3)
    assert found(client) == 1
