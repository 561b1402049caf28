"""What is not a page of the tree."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from platform_site.access import public


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read; filtered lists are endless and of no use to them."""
    rules = ["User-agent: *", "Disallow: /cms/", "Disallow: /accounts/", "Disallow: /cases/?", "Disallow: /en/cases/?"]
    return HttpResponse("\n".join([*rules, f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]), content_type="text/plain")


@public
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask for the icon by its old name."""
    return redirect(static("banso/favicon.svg"), permanent=True)
