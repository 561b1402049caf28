"""A real Elasticsearch for tests: its server assembled from published libraries, on loopback, with faults on demand.

    with Cluster(nodes=3) as cluster, Front(cluster.urls) as front:
        cluster.kill(2)

All of it ends with the process that started it, however that ends. Only the standard library is used. What this server
lacks of the full one: scripts (Painless), `_reindex`, `_update_by_query`, `_delete_by_query`, most analysis parts of
custom analysers, security and TLS (`Front` puts nginx before it for those).
"""

from scripts.elasticsearch.cluster import Cluster
from scripts.elasticsearch.errors import Failed, Unavailable
from scripts.elasticsearch.front import Front
from scripts.elasticsearch.given import given_urls, serving

__all__ = ["Cluster", "Failed", "Front", "Unavailable", "given_urls", "serving"]
