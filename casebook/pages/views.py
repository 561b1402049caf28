"""What is not a page of the tree."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from platform_site.access import public


@public
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read; filtered lists are endless and of no use to them."""
    rules = ["User-agent: *", "Disallow: /cms/", "Disallow: /accounts/", "Disallow: /cases/?", "Disallow: /en/cases/?"]
    return HttpResponse("\n".join([*rules, f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]), content_type="text/plain")
