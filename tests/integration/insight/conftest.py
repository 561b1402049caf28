"""Readers who ask, and nothing that waits from another test."""

import pytest

from casebook.insight import recording
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_library

READER = {"User-Agent": "Mozilla/5.0 (iPhone)"}


@pytest.fixture(autouse=True)
def nothing_waits():
    recording._waiting.clear()
    yield
    recording._waiting.clear()


@pytest.fixture
def library():
    make_library()
    rebuild()
    return make_case(title="町工場の事業承継", prefecture="saitama", industry="E")


@pytest.fixture
def ask(client):
    """Asks the library as a reader; `came_from` is the page before."""

    def ask(query, *, came_from="", **headers):
        headers = {**READER, **({"Referer": f"http://testserver{came_from}"} if came_from else {}), **headers}
        return client.get(f"/cases/?{query}", headers=headers)

    return ask
