"""What tests of pages stand on."""

import pytest
from django.conf import settings
from django.utils import translation

from search.projection.rebuild import rebuild
from tests.factories import make_library


@pytest.fixture(autouse=True)
def default_language():
    """A request leaves its language behind in the thread; the next test starts in the site's own again."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


@pytest.fixture
def library():
    """The library page of an empty site, and its index."""
    page = make_library()
    rebuild()
    return page
