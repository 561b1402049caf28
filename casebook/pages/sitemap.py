"""Pages for search engines: those that an outsider may read, and no others."""

from django.contrib import sitemaps
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

from casebook.cases.models import CasePage


class PublicSitemap(Sitemap):
    """Wagtail's sitemap without cases that an outsider may not read."""

    limit = 5_000

    def items(self):
        """Every page of the site that is open to everybody."""
        readable = CasePage.objects.visible_to(AnonymousUser()).values("pk")
        hidden = CasePage.objects.exclude(pk__in=readable).values("pk")
        return super().items().exclude(pk__in=hidden)


class ViewsSitemap(sitemaps.Sitemap):
    """The pages that are no page of the tree, in both languages."""

    i18n = True
    alternates = True

    def items(self) -> list[str]:
        """Their names in the URL table."""
        return ["library_map", "turning_points", "similar"]

    def location(self, item: str) -> str:
        """Where one stands."""
        return reverse(item)
