"""Choosing a case in the CMS: one flat list of the cases that a person may edit, with a search."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from casebook.cases.models import CasePage
from casebook.cases.querysets import CaseQuerySet


def title_with_alias(case: CasePage) -> str:
    """How a chosen case is shown."""
    both = _("%(title)s (alias: %(alias)s)") % {"title": case.draft_title, "alias": case.alias}
    return str(both) if case.alias else case.draft_title


class CaseSearchForm(BaseFilterForm):
    """The search above the list."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Title, alias or case id")}),
        required=False,
    )

    def filter(self, objects: CaseQuerySet) -> CaseQuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.matching(self.search_query)


class EditableCases:
    """What the list and its results share."""

    filter_form_class = CaseSearchForm
    ordering = "-latest_revision_created_at"

    def get_object_list(self) -> CaseQuerySet:
        return CasePage.objects.editable_by(self.request.user)

    def can_create(self) -> bool:
        return False

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("alias", label=_("Alias")),
            Column("prefecture", label=_("Prefecture"), accessor="get_prefecture_display"),
        ]


class ChooseCaseView(EditableCases, ChooseView):
    """The modal."""


class ChooseCaseResultsView(EditableCases, ChooseResultsView):
    """Its list, page by page and word by word."""


class ChosenCaseView(ChosenView):
    """What was chosen; a case that one may not edit is not there."""

    def get_object(self, pk: str) -> CasePage:
        return CasePage.objects.editable_by(self.request.user).get(pk=pk)

    def get_display_title(self, instance: CasePage) -> str:
        return title_with_alias(instance)


class CaseChooserWidget(BaseChooser):
    """The chosen case by title and alias."""

    def get_display_title(self, instance: CasePage) -> str:
        return title_with_alias(instance)


class CaseChooser(ChooserViewSet):
    """Choose a case."""

    model = CasePage
    icon = "doc-full"
    choose_one_text = _("Choose a case")
    choose_another_text = _("Choose another case")
    edit_item_text = _("Edit this case")
    choose_view_class = ChooseCaseView
    choose_results_view_class = ChooseCaseResultsView
    chosen_view_class = ChosenCaseView
    base_widget_class = CaseChooserWidget
    register_widget = False
    per_page = 20


case_chooser = CaseChooser("case_chooser")
