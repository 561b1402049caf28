"""What tests of pages stand on."""

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def default_language():
    """A request leaves its language behind in the thread; the next test starts in the site's own again."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()
