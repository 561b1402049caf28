"""The URL table as it is in the demo."""

from django.urls import include, path

from platform_site.urls import urlpatterns as product

urlpatterns = [path("demo/", include("platform_site.operations.demo_urls")), *product]
