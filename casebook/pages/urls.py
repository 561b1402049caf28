"""Addresses for machines that read the site."""

from django.urls import path
from wagtail.contrib.sitemaps.views import index, sitemap

from casebook.pages.sitemap import PublicSitemap, ViewsSitemap
from casebook.pages.views import favicon, robots

sitemaps = {"pages": PublicSitemap, "views": ViewsSitemap}
urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": sitemaps, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": sitemaps}, name="sitemap"),
]
