"""Schemathesis asks whatever the OpenAPI document allows, and much that it forbids: nothing fails, and every answer is
as the document says. A value that no list has is a 400, though its type is right: facet values are strings.
"""

from http import HTTPStatus
from itertools import product

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from tests.integration.api.conftest import Program

pytestmark = pytest.mark.django_db(transaction=True)

#: A value that no list has is refused, and an invented case is missing.
CONFIG = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404"]}}}
OPERATIONS = ("/cases", "/cases/{case_id}", "/facets", "/similar")
#: The client of the test does not unpack what GZipMiddleware packs.
UNPACKED = {"Accept-Encoding": "identity"}
bounded = hypothesis_settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def schema(library, settings):
    """The document as it is generated for this library; no limit stops the questions."""
    settings.REQUESTS_A_MINUTE = {**settings.REQUESTS_A_MINUTE, "address": 1_000_000}
    config = schemathesis.Config.from_dict(CONFIG)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)


@pytest.mark.parametrize(("path", "mode"), list(product(OPERATIONS, schemathesis.GenerationMode)))
def test_answer_is_as_the_document_says(schema, path, mode):
    method = "post" if path == "/similar" else "get"
    statuses = set()

    @bounded
    @given(case=schema[f"/api/v1{path}"][method].as_strategy(generation_mode=mode))
    def ask(case):
        statuses.add(case.call_and_validate(headers=UNPACKED).status_code)

    ask()
    assert statuses <= {HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}
    assert statuses


def test_document_is_of_the_version_it_claims(library, anybody: Program):
    document = anybody.get("/openapi.json")
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {"/api/v1/cases", "/api/v1/cases/{case_id}", "/api/v1/facets", "/api/v1/similar"}


def test_facet_values_are_strings_with_their_list_beside_them(library, anybody: Program):
    parameters = {
        one["name"]: one for one in anybody.get("/openapi.json")["paths"]["/api/v1/cases"]["get"]["parameters"]
    }
    barrier = parameters["barrier"]["schema"]["items"]
    assert "enum" not in barrier
    assert "cannot-act" in barrier["examples"]
    assert "cannot-act" in parameters["barrier"]["description"]
    assert parameters["barrier"]["required"] is False


def test_token_is_optional_everywhere(library, anybody: Program):
    paths = anybody.get("/openapi.json")["paths"].values()
    assert all(operation["security"] == [{}, {"ReadToken": []}] for path in paths for operation in path.values())
