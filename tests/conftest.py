"""What every test stands on: an index directory of its own."""

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.elasticsearch"]

# How long an example takes is the machine's affair: what is fast enough is measured by `make bench`.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def index_directory(settings, tmp_path):
    """A search index that no other test sees."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a test before this one left in the cache."""
    cache.clear()


@pytest.fixture(autouse=True)
def first_rows(request):
    """The rows that migrations made: a test with real transactions flushes them away for those after it."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        return
    request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    from wagtail.models import Page

    from platform_site.accounts.groups import ensure_groups
    from tests.factories import make_root

    if Page.get_first_root_node() is None:
        make_root()
        ensure_groups()
