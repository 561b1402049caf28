import pytest

from scripts.elasticsearch import given
from scripts.elasticsearch.given import given_urls, serving


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in given.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_no_variable_gives_no_address():
    assert given_urls() == []


def test_variable_of_the_tests_comes_first(environment):
    environment.setenv("ELASTICSEARCH_URL", "http://one:9200")
    assert given_urls() == ["http://one:9200"]
    for name in given.VARIABLES[:2]:
        environment.setenv(name, "http://two:9200, http://three:9200")
        assert given_urls() == ["http://two:9200", "http://three:9200"]
        environment.delenv(name)


def test_given_server_is_used_and_none_started(environment):
    environment.setenv("TEST_ELASTICSEARCH_URL", "http://two:9200")
    environment.setattr(given, "Cluster", None)
    with serving() as urls:
        assert urls == ["http://two:9200"]
