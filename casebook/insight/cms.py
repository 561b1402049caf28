"""Commissions in the CMS, and the entry of the report in its menu."""

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from casebook.insight import views
from casebook.insight.forms import CommissionForm
from casebook.insight.models import Commission, CommissionState, Kind
from casebook.insight.permissions import CAN_CHANGE_COMMISSION, may_read_insight, may_write_cases
from casebook.insight.questions import question_of
from casebook.insight.report import label_of, library_url
from casebook.library.criteria import read_criteria
from casebook.taxonomy.words import load_taxonomies
from platform_site.cms_tables import SideColumn


class CommissionFilterSet(WagtailFilterSet):
    """Commissions by state, and one's own."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=CommissionState.choices, method="in_state")
    taken_by = django_filters.ModelChoiceFilter(label=_("Taken by"), queryset=lambda request: may_write_cases())

    class Meta:
        model = Commission
        fields = ["state", "taken_by"]

    def in_state(self, commissions: QuerySet, name: str, state: str) -> QuerySet:
        """Those in one state."""
        return {
            CommissionState.OPEN: commissions.open,
            CommissionState.TAKEN: commissions.taken,
            CommissionState.DONE: commissions.done,
        }[CommissionState(state)]()


class CommissionIndexView(IndexView):
    """What is to be written, by whom, until when."""

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("sought", label=_("What is sought"), get_url=self.get_inspect_url, sort_key="sought"),
            Column("state", label=_("State"), accessor=lambda one: one.state.label),
            SideColumn("taken_by", label=_("Taken by"), sort_key="taken_by__name"),
            SideColumn("case", label=_("Case that was written")),
            SideColumn("due_on", label=_("Due on"), accessor=due_in_words, sort_key="due_on"),
        ]

    def get_base_queryset(self) -> QuerySet[Commission]:
        return super().get_base_queryset().select_related("taken_by", "case")


class ThenInspect:
    """After saving, the commission itself with what can be done next."""

    def get_success_url(self) -> str:
        return reverse("commissions:inspect", args=[self.object.pk])


class CommissionCreateView(ThenInspect, CreateView):
    """A commission, most often for a question of the report, which is then kept with it."""

    @cached_property
    def question(self) -> tuple[str, str]:
        """The question that was asked in vain, read like any other, so that nothing else comes in by the address."""
        kind, what = self.request.GET.get("kind", ""), self.request.GET.get("question", "")
        data = QueryDict(mutable=True)
        data.update({"q": what}) if kind == Kind.WORDS else data.update(QueryDict(what))
        found = question_of(read_criteria(data, load_taxonomies()))
        return found or ("", "")

    def get_initial(self) -> dict[str, str]:
        kind, what = self.question
        return {"sought": label_of(kind, what, load_taxonomies())} if what else {}

    def get_add_url(self) -> str:
        query = self.request.GET.urlencode()
        return f"{super().get_add_url()}?{query}" if query else super().get_add_url()

    def save_instance(self) -> Commission:
        self.form.instance.kind, self.form.instance.question = self.question
        self.form.instance.asked_by = self.request.user
        return super().save_instance()


class CommissionEditView(ThenInspect, EditView):
    """Its words, its day, who writes it, and the case that came of it."""


class CommissionInspectView(InspectView):
    """One commission, with the buttons of whoever may write it."""

    template_name = "insight/commission.html"

    def get_context_data(self, **kwargs) -> dict:
        commission, user = self.object, self.request.user
        may = user.has_perm(CAN_CHANGE_COMMISSION)
        url = library_url(commission.kind, commission.question) if commission.question else ""
        return {
            **super().get_context_data(**kwargs),
            "commission": commission,
            "library_url": url,
            "may_take": may and commission.state == CommissionState.OPEN,
            "may_give_back": may and commission.state == CommissionState.TAKEN and commission.taken_by == user,
            "may_finish": may and commission.state != CommissionState.DONE,
        }


class CommissionViewSet(ModelViewSet):
    """Cases that are to be found and written."""

    model = Commission
    icon = "edit"
    menu_label = _("Commissions")
    menu_name = "commissions"
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CommissionIndexView
    add_view_class = CommissionCreateView
    edit_view_class = CommissionEditView
    inspect_view_class = CommissionInspectView
    filterset_class = CommissionFilterSet
    search_fields = ["sought", "note"]
    form_fields = CommissionForm.Meta.fields

    def get_form_class(self, for_update: bool = False) -> type[CommissionForm]:
        return CommissionForm


def due_in_words(commission: Commission) -> str:
    """The day as such: a list of to-dos is read by days."""
    return date_format(commission.due_on) if commission.due_on else ""


class InsightMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def is_shown(self, request) -> bool:
        return may_read_insight(request.user)


def insight_menu_item() -> InsightMenuItem:
    """The entry in the menu of reports."""
    return InsightMenuItem(_("Search insight"), reverse("search_insight"), name="insight", icon_name="search", order=50)


def insight_urls() -> list:
    """The report and the buttons of a commission."""
    return [
        path("reports/search-insight/", views.report, name="search_insight"),
        path("commissions/<int:pk>/take/", views.take, name="take_commission"),
        path("commissions/<int:pk>/give-back/", views.give_back, name="give_back_commission"),
    ]
