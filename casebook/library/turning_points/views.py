"""The page of turning points."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casebook.library.criteria import read_criteria
from casebook.library.turning_points.screen import page_title, turning_points_screen
from casebook.taxonomy.words import load_taxonomies
from platform_site.access import public
from platform_site.templatetags.banso import site_path


@public
@require_safe
def turning_points(request: HttpRequest) -> HttpResponse:
    """Turning points by their words, barriers and approaches. htmx asks for the changing part alone."""
    taxonomies = load_taxonomies()
    criteria = read_criteria(request.GET, taxonomies)
    context = {
        "screen": turning_points_screen(criteria, taxonomies, request),
        "page_title": page_title(criteria.q),
        "breadcrumb": [
            (_("Home"), site_path("/")),
            (_("Find cases"), reverse("library")),
            (_("Turning points"), ""),
        ],
    }
    partial = request.htmx and not request.htmx.history_restore_request
    template = "library/turning_points/_results.html" if partial else "library/turning_points/index.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
