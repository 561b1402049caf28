"""Addresses of the library; a case's own address is served by the CMS's page tree."""

from django.urls import path

from casebook.library import views
from casebook.library.download import download
from casebook.library.feed import feed
from casebook.library.map.views import library_map
from casebook.library.turning_points.views import turning_points

urlpatterns = [
    path("", views.library, name="library"),
    path("map/", library_map, name="library_map"),
    path("turning-points/", turning_points, name="turning_points"),
    path("suggestions/", views.suggest, name="suggestions"),
    # A case's address has no dot in it: these three can stand beside them.
    path("download.csv", download, {"kind": "csv"}, name="library_csv"),
    path("download.xlsx", download, {"kind": "xlsx"}, name="library_xlsx"),
    path("feed.atom", feed, name="library_feed"),
]
