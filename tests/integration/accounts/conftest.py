"""What tests of accounts stand on."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted():
    """Tries are counted in the cache, by the person's number, which the next test uses again."""
    cache.clear()
