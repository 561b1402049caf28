"""The map of the library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casebook.library.criteria import read_criteria
from casebook.library.map.screen import map_screen
from casebook.taxonomy.words import load_taxonomies
from platform_site.access import public
from platform_site.templatetags.banso import site_path


@public
@require_safe
def library_map(request: HttpRequest) -> HttpResponse:
    """Where the cases are that answer a question of the library."""
    taxonomies = load_taxonomies()
    criteria = read_criteria(request.GET, taxonomies)
    context = {
        "screen": map_screen(criteria, taxonomies, request.user),
        "breadcrumb": [
            (_("Home"), site_path("/")),
            (_("Find cases"), reverse("library")),
            (_("Map of the cases"), ""),
        ],
    }
    return render(request, "library/map/index.html", context)
