"""What the CMS has to know of cases."""

import django_filters
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from casebook.cases.models import CasePage
from casebook.taxonomy.models import Barrier
from platform_site.choices import PREFECTURE_CHOICES


@hooks.register("before_serve_page", order=-100)
def hide_what_may_not_be_seen(page, request, serve_args, serve_kwargs) -> None:
    """To an outsider a hidden case does not exist: 404, before Wagtail would offer him a login and so betray it."""
    if isinstance(page, CasePage) and not page.is_visible_to(request.user):
        raise Http404


class CaseFilterSet(PageFilterSet):
    """The facets by which editors look for a case."""

    prefecture = django_filters.MultipleChoiceFilter(choices=PREFECTURE_CHOICES, label=_("Prefecture"))
    barrier = django_filters.ModelMultipleChoiceFilter(
        queryset=Barrier.objects.all(), field_name="case_barriers__barrier", label=_("Barrier"), distinct=True
    )

    class Meta:
        model = CasePage
        fields = ["prefecture", "industry", "size", "result", "disclosure", "barrier"]


class CaseListing(PageListingViewSet):
    """All cases in one list, with the facets as filters."""

    model = CasePage
    icon = "doc-full"
    menu_label = _("Cases")
    menu_order = 110
    add_to_admin_menu = True
    filterset_class = CaseFilterSet
    columns = [
        *PageListingViewSet.index_view_class.base_columns[:2],
        Column("external_id", label=_("Case id"), accessor="external_id", sort_key="external_id"),
        Column("place", label=_("Prefecture"), accessor="get_prefecture_display", sort_key="prefecture"),
        Column("disclosure", label=_("Who may read it"), accessor="get_disclosure_display", sort_key="disclosure"),
        *PageListingViewSet.index_view_class.base_columns[2:],
    ]


@hooks.register("register_admin_viewset")
def register_case_listing():
    """The CMS's menu entry."""
    return CaseListing("case_pages")
