"""The manners of every answer below /api/v1/: its language, errors as JSON, what caches and other sites may do."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from casebook.api.problems import MEDIA_TYPE, problem

ROOT = "/api/v1/"
DOCS = f"{ROOT}docs"
#: What an answer keeps when it becomes a problem.
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
EXPOSED_HEADERS = "ETag, RateLimit, RateLimit-Policy, Retry-After"


class ApiManners:
    """Stands behind LocaleMiddleware, which would set the language of the site's pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT) or request.path == DOCS:
            return self.get_response(request)
        language = language_of(request)
        with translation.override(language):
            response = told(self.get_response(request))
        response.headers["Content-Language"] = language
        _for_caches(request, response)
        _for_other_sites(request, response)
        _for_the_asker(request, response)
        return get_conditional_response(request, etag=response.get("ETag"), response=response) or response


def language_of(request: HttpRequest) -> str:
    """The language that `lang` names, otherwise the one that the reader's program prefers."""
    named = request.GET.get("lang")
    return named if named in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def told(response: HttpResponse) -> HttpResponse:
    """An error that some layer told as a page, told as a problem."""
    if response.status_code < 400 or response.headers["Content-Type"].startswith(MEDIA_TYPE):
        return response
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return problem(response.status_code, headers=kept)


def _for_the_asker(request: HttpRequest, response: HttpResponse) -> None:
    """How often she may go on asking; what was refused before it was counted says nothing."""
    if hasattr(request, "allowance"):
        for name, value in request.allowance.headers.items():
            response.headers[name] = value


def _for_caches(request: HttpRequest, response: HttpResponse) -> None:
    """Caches ask again each time: a case that is withdrawn is gone at once. An unchanged answer costs no transfer."""
    patch_vary_headers(response, ["Accept-Language", "Authorization"])
    if request.method not in {"GET", "HEAD"} or response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
        return
    whose = "private" if "Authorization" in request.headers else "public"
    response.headers["Cache-Control"] = f"{whose}, no-cache"
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'


def _for_other_sites(request: HttpRequest, response: HttpResponse) -> None:
    """Any site's scripts may read what everybody may; a token is never sent from a page."""
    if request.method in {"GET", "HEAD"} and "Authorization" not in request.headers:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
