"""Who is a reader, and from which answer a reader comes: told by the request alone, and forgotten with it."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from casebook.insight.questions import Question, question_of
from casebook.library.criteria import read_criteria
from casebook.taxonomy.words import load_taxonomies

_MACHINE = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|headless|scan", re.IGNORECASE)


def is_a_reader(request: HttpRequest) -> bool:
    """Whether a person of the field asks: no machine, no fetching ahead, and nobody who keeps the platform."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in (request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", ""))
    if request.method != "GET" or ahead or not agent or _MACHINE.search(agent):
        return False
    return not (request.user.is_authenticated and request.user.is_national)


def is_reload(request: HttpRequest) -> bool:
    """Whether the reader had this very page before her and loads it again: browsers ask for a fresh one then."""
    wanted = request.headers.get("Cache-Control", "")
    return "max-age=0" in wanted or "no-cache" in wanted


def comes_from(request: HttpRequest) -> Question | None:
    """The question whose answer the reader had before her, if any."""
    before = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(before, hosts, require_https=False):
        return None
    address = urlsplit(before)
    if not _is_library(address.path):
        return None
    return question_of(read_criteria(QueryDict(address.query), load_taxonomies()))


def _is_library(path: str) -> bool:
    try:
        return resolve(path).url_name == "library"
    except Resolver404:
        return False
