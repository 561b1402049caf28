"""The library page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casebook.library.criteria import read_criteria
from casebook.library.screen import library_screen
from casebook.library.suggest import suggestions
from casebook.pages.models import LibraryPage
from casebook.taxonomy.words import load_taxonomies
from platform_site.access import public


@public
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Cases by keyword and filters; every state has its address. htmx asks for the changing part alone."""
    taxonomies = load_taxonomies()
    criteria = read_criteria(request.GET, taxonomies)
    page, screen = library_page(), library_screen(criteria, taxonomies, request)
    context = {"page": page, "screen": screen, "title": library_title(page, criteria.q)}
    partial = request.htmx and not request.htmx.history_restore_request
    response = render(request, "library/_results.html" if partial else "library/index.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@public
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The list below the search box, for what has been typed so far."""
    found = suggestions(request.GET.get("q", ""), request.user, load_taxonomies())
    response = render(request, "library/_suggestions.html", {"suggestions": found})
    patch_cache_control(response, private=True, max_age=60)
    return response


def library_title(page: LibraryPage | None, q: str) -> str:
    """What the browser's tab and its history call this state of the library."""
    if q:
        return _("Cases about “%(q)s”") % {"q": q}
    return page.title if page else _("Find cases")


def library_page() -> LibraryPage | None:
    """The library's place in the tree, in the reader's language where it is translated."""
    # Neither `live()` nor the default order by path: for either, SQLite reads the whole tree to find these two pages.
    pages = LibraryPage.objects.order_by("pk").select_related("locale")
    by_language = {page.locale.language_code: page for page in pages if page.live}
    return by_language.get(get_language() or "ja") or by_language.get("ja")
