"""The list of sites in the CMS, with every column in the reader's words."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusFlagColumn, TitleColumn
from wagtail.sites.views import IndexView, SiteViewSet


class SiteListView(IndexView):
    """Wagtail names three of its columns after the fields."""

    columns = [
        TitleColumn("hostname", label=_("Host name"), sort_key="hostname", url_name="wagtailsites:edit"),
        Column("port", label=_("Port"), sort_key="port"),
        Column("site_name", label=_("Site name")),
        Column("root_page", label=_("First page")),
        StatusFlagColumn("is_default_site", label=_("Default"), true_label=_("Default")),
    ]


class SiteListViewSet(SiteViewSet):
    """Only its list is shown; all else is Wagtail's."""

    index_view_class = SiteListView


def site_urls() -> list[URLPattern]:
    """Stands before Wagtail's own list at the same address."""
    return [path("sites/", SiteListViewSet("wagtailsites", url_prefix="sites").index_view)]
