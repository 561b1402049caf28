"""Cases that show a level, in the CMS."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views import snippets

from casebook.cases.cms.chooser import CaseChooser, ChooseCaseResultsView, ChooseCaseView, ChosenCaseView, EditableCases
from casebook.cases.models import CasePage
from casebook.cases.querysets import CaseQuerySet
from platform_site.cms_tables import SideColumn
from platform_site.reference.naming import in_language
from rubric.framework.models import LevelExample, RubricElement


class PublishedCases(EditableCases):
    """What readers can open."""

    def get_object_list(self) -> CaseQuerySet:
        return super().get_object_list().published()


class ChoosePublishedView(PublishedCases, ChooseCaseView):
    """The modal."""


class ChoosePublishedResultsView(PublishedCases, ChooseCaseResultsView):
    """Its list."""


class PublishedCaseChooser(CaseChooser):
    """Choose a published case."""

    choose_view_class = ChoosePublishedView
    choose_results_view_class = ChoosePublishedResultsView
    chosen_view_class = ChosenCaseView


published_case_chooser = PublishedCaseChooser("published_case_chooser")


class ExampleForm(WagtailAdminModelForm):
    """A case that shows a level of an element of the version in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields["element"]
        choices = element_choices(self.instance.element)
        self.fields["element"] = forms.ChoiceField(label=given.label, help_text=given.help_text, choices=choices)
        self.fields["case"].queryset = CasePage.objects.editable_by(self.for_user).published()


def element_choices(kept: str = "") -> list[tuple[str, Any]]:
    """The elements of the version in use, by domain; `kept` is offered too where it is none of them any more."""
    groups: dict[str, list[tuple[str, str]]] = {}
    rows = RubricElement.objects.filter(domain__version__live=True).select_related("domain")
    for row in rows:
        groups.setdefault(str(row.domain), []).append((row.slug, str(row)))
    choices: list[tuple[str, Any]] = [("", "---------"), *groups.items()]
    if kept and kept not in {row.slug for row in rows}:
        choices.append((kept, _("%(slug)s (not in the version in use)") % {"slug": kept}))
    return choices


def element_names() -> dict[str, str]:
    """The elements of the version in use by slug, in the reader's language."""
    language = get_language() or "ja"
    rows = RubricElement.objects.filter(domain__version__live=True)
    return {row.slug: in_language(language, ja=row.name_ja, en=row.name_en) or row.slug for row in rows}


class ExampleIndexView(snippets.IndexView):
    """All of them, with the element by its name."""

    @cached_property
    def columns(self) -> list[Column]:
        names = element_names()
        title = self._get_title_column_class(TitleColumn)
        return [
            title("case", label=_("Case"), accessor="case.title", get_url=self.get_edit_url),
            Column("element", label=_("Element"), accessor=lambda one: names.get(one.element, one.element)),
            Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
            SideColumn("why_ja", label=_("What shows it")),
        ]


class ExampleCreateView(snippets.CreateView):
    """A new one; who made it is kept."""

    def save_instance(self) -> LevelExample:
        self.form.instance.created_by = self.request.user
        return super().save_instance()


class ExampleViewSet(snippets.SnippetViewSet):
    """Cases that show a level."""

    model = LevelExample
    icon = "doc-full"
    menu_label = gettext_lazy("Cases that show a level")
    menu_name = "level-examples"
    url_prefix = "rubric/examples"
    list_filter = ["level"]
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = ExampleIndexView
    add_view_class = ExampleCreateView
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [
                    FieldPanel("element", help_text=gettext_lazy("Of the version of the rubric that is in use.")),
                    FieldPanel("level", help_text=gettext_lazy("Which of the four levels somebody in the case shows.")),
                ]
            ),
            FieldPanel(
                "case",
                widget=published_case_chooser.widget_class,
                help_text=gettext_lazy("A published case. Only those who may read it are shown it beside the rubric."),
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "why_ja", help_text=gettext_lazy("In a sentence: who did what, by which one sees the level.")
                    ),
                    FieldPanel("why_en", help_text=gettext_lazy("The same in English; left empty, Japanese is shown.")),
                ]
            ),
        ],
        base_form_class=ExampleForm,
    )
