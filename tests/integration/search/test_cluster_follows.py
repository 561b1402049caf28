"""The product on a real cluster: both engines follow the database, and the site does without the cluster."""

import secrets

import pytest

from casebook.library.projection import key_of
from search.engines import elastic_engine, embedded_engine, engine, fed_engines
from search.engines.base import EngineError
from search.projection.drain import drain
from search.projection.models import DirtyDocument
from search.projection.rebuild import differences, rebuild
from tests.factories import make_case, make_library
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def library(settings, one_node):
    """A library on a cluster, its index gone after the test."""
    settings.ELASTICSEARCH_URL = one_node
    settings.ELASTICSEARCH_PREFIX = f"follows-{secrets.token_hex(4)}"
    page = make_library()
    rebuild()
    yield page
    cluster = elastic_engine()
    cluster.breaker.left_alone_until = 0.0
    cluster.retire_all_but("")
    cluster.client.close()


def agree():
    return all(differences(one).keys == () for one in fed_engines())


def test_both_engines_follow_the_database(library):
    case = make_case(title="町工場の事業承継")
    assert engine().name == "elasticsearch"
    assert found_ids("承継") == [case.pk] and agree()
    case.unpublish()
    assert found_ids("承継") == [] and agree()
    assert not DirtyDocument.objects.exists()


def test_rebuild_swaps_both(library):
    case = make_case(title="町工場の事業承継")
    before = elastic_engine().live_generation
    rebuild()
    assert elastic_engine().live_generation != before
    assert len(elastic_engine().client.indices.get(index=f"{elastic_engine().prefix}-*").body) == 1
    assert found_ids("承継") == [case.pk] and agree()


def test_case_published_without_the_cluster_is_found_and_written_later(library, monkeypatch):
    cluster = elastic_engine()
    with monkeypatch.context() as patch:
        patch.setattr(type(cluster.breaker), "is_open", True)
        case = make_case(title="町工場の事業承継")
        assert found_ids("承継") == [case.pk]
        assert DirtyDocument.objects.filter(key=key_of(case.pk), generation__engine="elasticsearch").exists()
    drain()
    assert not DirtyDocument.objects.exists()
    assert found_ids("承継") == [case.pk] and agree()


def test_cluster_that_fails_while_it_is_filled_does_not_stop_the_other_engine(library, monkeypatch):
    case = make_case(title="町工場の事業承継")
    cluster, live = elastic_engine(), embedded_engine().live_generation
    before = cluster.live_generation

    def fail(*_):
        cluster.breaker.failed()
        raise EngineError("out of memory")

    with monkeypatch.context() as patch:
        patch.setattr(type(cluster), "_send", fail)
        with pytest.raises(EngineError, match="out of memory"):
            rebuild()
    cluster.breaker.left_alone_until = 0.0
    assert embedded_engine().live_generation != live
    assert cluster.live_generation == before
    assert found_ids("承継") == [case.pk] and agree()
