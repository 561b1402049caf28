"""The list of cases in the CMS: what an editor looks for, by which facets, and the way to a new case."""

import operator
from functools import reduce

import django_filters
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, WorkflowState

from casebook.cases.models import CasePage
from casebook.profiles.choices import Disclosure, Result
from casebook.taxonomy.models import Barrier
from platform_site.choices import INDUSTRY_CHOICES, PREFECTURE_CHOICES, lazy_label
from platform_site.cms_tables import SideColumn
from platform_site.reference.company_size import SizeClass

SIZE_CHOICES = [(size.value, lazy_label(size)) for size in SizeClass]
#: The workflow of a case that waits. Wagtail's own relation of a page misses its subclasses' workflows.
WAITING = WorkflowState.objects.filter(
    status=WorkflowState.STATUS_IN_PROGRESS,
    base_content_type__app_label="wagtailcore",
    base_content_type__model="page",
    object_id=Cast(OuterRef("pk"), CharField()),
)
#: What a case's state means in the database.
STATES = {
    "live": (_("Published"), Q(live=True)),
    "changed": (_("Published, with changes waiting"), Q(live=True, has_unpublished_changes=True)),
    "draft": (_("Not published"), Q(live=False)),
    "review": (_("Waiting for a moderator"), Q(Exists(WAITING))),
}
STATE_CHOICES = [(state, label) for state, (label, _condition) in STATES.items()]


class CaseFilterSet(PageFilterSet):
    """The facets by which editors look for a case."""

    state = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=STATE_CHOICES, method="filter_states", widget=CheckboxSelectMultiple
    )
    disclosure = django_filters.MultipleChoiceFilter(
        label=_("Who may read it"), choices=Disclosure.choices, widget=CheckboxSelectMultiple
    )
    barrier = django_filters.ModelMultipleChoiceFilter(
        label=_("Barrier"),
        queryset=Barrier.objects.all(),
        field_name="case_barriers__barrier",
        widget=CheckboxSelectMultiple,
    )
    result = django_filters.MultipleChoiceFilter(
        label=_("Result"), choices=Result.choices, widget=CheckboxSelectMultiple
    )
    prefecture = django_filters.ChoiceFilter(label=_("Prefecture"), choices=PREFECTURE_CHOICES)
    industry = django_filters.ChoiceFilter(label=_("Industry"), choices=INDUSTRY_CHOICES)
    size = django_filters.ChoiceFilter(label=_("Size"), choices=SIZE_CHOICES)
    # A case has no pages below it, the platform is one site, and who made the page first matters to nobody.
    site = None
    has_child_pages = None
    owner = None

    class Meta:
        model = CasePage
        fields = [
            *("state", "disclosure", "barrier", "result", "prefecture", "industry", "size"),
            *("edited_by", "latest_revision_created_at"),
        ]

    def filter_states(self, cases: QuerySet, name: str, states: list[str]) -> QuerySet:
        """Those in any of the states."""
        return (
            cases.filter(reduce(operator.or_, (STATES[state][1] for state in states))).distinct() if states else cases
        )


class CaseIndexView(IndexView):
    """All cases in one list. Language and library are told only where there is more than one."""

    results_template_name = "cases/cms/case_list_results.html"
    base_columns = [
        *IndexView.base_columns[:2],
        SideColumn("prefecture", label=_("Prefecture"), accessor="get_prefecture_display", sort_key="prefecture"),
        SideColumn("size", label=_("Size"), accessor=lambda case: size_in_words(case.size), sort_key="size"),
        SideColumn("year", label=_("Year"), sort_key="year"),
        SideColumn("disclosure", label=_("Who may read it"), accessor="get_disclosure_display", sort_key="disclosure"),
        *IndexView.base_columns[2:],
    ]

    @cached_property
    def show_locale_labels(self) -> bool:
        return CasePage.objects.order_by().values("locale").distinct().count() > 1

    @cached_property
    def columns(self) -> list[Column]:
        several = libraries_for_originals().count() > 1
        return [column for column in self.base_columns if several or column.name != "parent"]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        found = queryset.sought(self.search_query)
        if self.is_explicitly_ordered:
            return found
        return found.order_by("nearness", F("latest_revision_created_at").desc(nulls_last=True), "-pk")


class AddCaseView(ChooseParentView):
    """Asks where a new case belongs only where there is a choice: the library of a translation takes translations."""

    def get_valid_parent_pages(self, user) -> QuerySet:
        return super().get_valid_parent_pages(user).filter(pk__in=libraries_for_originals().values("pk"))


class CaseListing(PageListingViewSet):
    """All cases in one list, with the facets as filters."""

    model = CasePage
    icon = "doc-full"
    menu_label = _("Cases")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = CaseIndexView
    choose_parent_view_class = AddCaseView
    columns = PageListingViewSet.UNDEFINED  # the view decides
    index_results_template_name = CaseIndexView.results_template_name
    filterset_class = CaseFilterSet


def libraries_for_originals() -> QuerySet:
    """The libraries of the language in which cases are first written."""
    [library] = CasePage.allowed_parent_page_models()
    return library.objects.filter(locale=Locale.get_default())


def size_in_words(size: str) -> str:
    """The size class in the reader's language; nothing where it is not known."""
    return "" if size == SizeClass.UNKNOWN else SizeClass(size).label(get_language() or "ja")
