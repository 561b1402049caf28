"""The API itself: its operations, its errors, its OpenAPI document."""

from copy import deepcopy
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.renderers import JSONRenderer

from casebook.api.description import completed
from casebook.api.endpoints import router
from casebook.api.mistakes import faults_of, no_json
from casebook.api.problems import BadRequest, as_json, problem
from casebook.api.readers import ReadToken, TooManyRequests, UnknownToken
from search.engines.base import EngineError

DESCRIPTION = (
    "Cases of accompanied management support (経営力再構築伴走支援). Public cases need no token; with a personal "
    "read token, cases for members and for one's own organisation are read as well. Read-only. Errors are problem "
    "details (RFC 9457)."
)


class ReadableJson(JSONRenderer):
    """Japanese as it is written: half the size of its escapes, and legible."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The body of an answer."""
        return as_json(data, cls=self.encoder_class)


class CaseApi(NinjaAPI):
    """Completes what django-ninja generates (`description.py`)."""

    _generated: dict[str, Any] | None = None

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:
        """The document of the moment: the lists of values are the editors', the rest is generated once."""
        if self._generated is None:
            self._generated = dict(super().get_openapi_schema(**kwargs))
        return completed(deepcopy(self._generated))

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """With what was sent, which django-ninja drops."""
        found = super().validation_error_from_error_contexts(error_contexts)
        sent = [error["input"] for context in error_contexts for error in context.pydantic_validation_error.errors()]
        return ValidationError([{**error, "input": value} for error, value in zip(found.errors, sent, strict=True)])


api = CaseApi(
    title="Banso API",
    version="1.0.0",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    auth=ReadToken(),
    renderer=ReadableJson(),
    servers=[{"url": settings.BASE_URL}],
)
api.add_router("", router)


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: BadRequest) -> HttpResponse:
    """Name every fault."""
    return problem(HTTPStatus.BAD_REQUEST, faults=error.faults)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What the schema refuses is as bad as what we refuse."""
    return problem(HTTPStatus.BAD_REQUEST, faults=faults_of(error.errors))


@api.exception_handler(UnknownToken)
def unknown_token(request: HttpRequest, error: UnknownToken) -> HttpResponse:
    """A token that opens nothing is not taken for none."""
    challenge = 'Bearer realm="Banso", error="invalid_token"'
    return problem(HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": challenge})


@api.exception_handler(TooManyRequests)
def too_many_requests(request: HttpRequest, error: TooManyRequests) -> HttpResponse:
    """Say when to come again."""
    return problem(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(request.allowance.resets_in)})


@api.exception_handler(EngineError)
def no_engine(request: HttpRequest, error: EngineError) -> HttpResponse:
    """No engine answers: soon one will."""
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "60"})


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """The same words for what is hidden and for what never was."""
    return problem(HTTPStatus.NOT_FOUND)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON, and what else django-ninja refuses."""
    faults = [no_json(request.body)] if error.status_code == HTTPStatus.BAD_REQUEST else []
    return problem(error.status_code, faults=faults)


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """Let Django log it and tell whom it tells; the middleware makes a problem of its page."""
    raise error
