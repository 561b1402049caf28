"""What every test stands on: an index directory of its own."""

import pytest


@pytest.fixture(autouse=True)
def index_directory(settings, tmp_path):
    """A search index that no other test sees."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.SEARCH_INDEX_DIR
