"""Addresses for programs. The page that explains them (docs) stands among the site's pages, in its languages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path

from casebook.api.service import api
from platform_site.access import public


@public
def missing(request: HttpRequest) -> HttpResponse:
    """Whatever else is asked for here is no page of the site, and leads to none."""
    raise Http404


app_name = "api"
urlpatterns = [*api.urls[0], re_path(r"^(?!docs$)", missing)]
