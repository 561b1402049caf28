"""What editors keep for self-assessments in the CMS: the courses, and the rule of the levels."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from platform_site.accounts.audit import record
from platform_site.cms_permissions import AppendOnlyPolicy
from platform_site.cms_tables import SideColumn
from platform_site.reference.naming import in_language
from rubric.assessment.acts import AssessmentAct
from rubric.assessment.models import Course, LevelPolicy
from rubric.framework.models import RubricElement

RULE_FIELDS = ("below", "evidenced_from", "evidenced_elements", "months_valid", "remind_days")


class CourseForm(WagtailAdminModelForm):
    """A course, with the elements that it trains to tick."""

    elements = forms.MultipleChoiceField(
        label=gettext_lazy("Elements that it trains"),
        help_text=gettext_lazy("It is recommended to whoever has to work on one of these."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.element_slugs
        choices = _elements()
        gone = [(slug, slug) for slug in kept if slug not in dict(choices)]
        self.fields["elements"].choices = [*choices, *gone]
        self.initial["elements"] = list(kept)

    def clean_elements(self) -> str:
        return " ".join(self.cleaned_data["elements"])


def _elements() -> list[tuple[str, str]]:
    language = get_language() or "ja"
    in_use = RubricElement.objects.filter(domain__version__live=True)
    return [(row.slug, in_language(language, ja=row.name_ja, en=row.name_en) or row.name_ja) for row in in_use]


class CourseViewSet(SnippetViewSet):
    """Courses that results recommend."""

    model = Course
    icon = "calendar"
    menu_label = gettext_lazy("Courses")
    add_to_settings_menu = True
    list_display = ["__str__", SideColumn("form", label=gettext_lazy("Form and length")), "is_retired"]
    list_filter = ["is_retired"]
    ordering = ["order", "slug"]
    copy_view_enabled = False
    inspect_view_enabled = False
    panels = [
        FieldRowPanel(
            [
                FieldPanel("name_ja", help_text=gettext_lazy("As the organiser calls it.")),
                FieldPanel("name_en", help_text=gettext_lazy("The same name in English.")),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("content_ja", help_text=gettext_lazy("One sentence: what one can do afterwards.")),
                FieldPanel("content_en", help_text=gettext_lazy("The same sentence in English.")),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("form_ja", help_text=gettext_lazy("For example: online, 3 hours × 2 days.")),
                FieldPanel("form_en", help_text=gettext_lazy("The same in English.")),
            ]
        ),
        FieldPanel("elements"),
        FieldRowPanel(
            [
                FieldPanel("fee_yen"),
                FieldPanel("url", help_text=gettext_lazy("Where one applies. Results lead there.")),
            ]
        ),
        InlinePanel(
            "dates",
            heading=gettext_lazy("Dates"),
            label=gettext_lazy("Date"),
            panels=[
                FieldPanel("starts_on", help_text=gettext_lazy("The first day.")),
                FieldPanel("place"),
            ],
        ),
        FieldPanel("source", help_text=gettext_lazy("Where the course is announced.")),
        FieldRowPanel(
            [
                FieldPanel("slug", help_text=gettext_lazy("A short name in Latin letters; readers do not see it.")),
                FieldPanel("order", help_text=gettext_lazy("The smaller number stands first.")),
                FieldPanel("is_retired", help_text=gettext_lazy("It is no longer recommended.")),
            ]
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> type[CourseForm]:
        return self.get_edit_handler().get_form_class()

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = CourseForm
        return handler


class PolicyForm(WagtailAdminModelForm):
    """The rule's figures; what could not be kept is told before anything is decided."""

    class Meta:
        model = LevelPolicy
        fields = [*RULE_FIELDS, "why"]
        help_texts = {
            "below": gettext_lazy("Default 1: an overall level needs no element more than one level below it."),
            "evidenced_from": gettext_lazy("Default: Challenger."),
            "evidenced_elements": gettext_lazy(
                "Default 3. A rubric with fewer elements needs evidence in all of them."
            ),
            "months_valid": gettext_lazy("Default 24. After this time a signed level counts as self-stated."),
            "remind_days": gettext_lazy("Default “60 14”: numbers with a blank between, the earliest first."),
            "why": gettext_lazy("It stands in the history, for those who ask later."),
        }

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if self.errors:
            return entered
        try:
            LevelPolicy(**{name: entered[name] for name in RULE_FIELDS}).as_policy()
        except ValueError:
            raise ValidationError(
                _(
                    "These figures do not fit together. Months must be 1 or more; reminders are whole numbers of days,"
                    " the earliest first, and shorter than the time for which a level counts."
                )
            ) from None
        return entered


class PolicyCreateView(CreateView):
    """A new rule begins with the figures of the one in force."""

    def get_initial(self) -> dict[str, Any]:
        in_force = next(iter(LevelPolicy.objects.timeline()), LevelPolicy())
        return {name: getattr(in_force, name) for name in RULE_FIELDS}

    @transaction.atomic
    def save_instance(self) -> LevelPolicy:
        policy = self.form.save(commit=False)
        policy.decided_by = self.request.user
        policy.save()
        figures = {name: getattr(policy, name) for name in RULE_FIELDS}
        record(by=self.request.user, what=AssessmentAct.DECIDED, on=policy, **figures)
        return policy


class PolicyViewSet(ModelViewSet):
    """The rules that were decided, the newest first: it is in force. None is changed; a correction is a new one."""

    model = LevelPolicy
    icon = "sliders"
    menu_label = gettext_lazy("Rule of the levels")
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [*RULE_FIELDS, "why", "decided_by", "decided_at"]
    add_view_class = PolicyCreateView
    list_display = ["__str__", *RULE_FIELDS[:4], "decided_by"]
    ordering = ["-decided_at", "-pk"]
    form_fields = [*RULE_FIELDS, "why"]
    search_fields = ["why"]
    search_backend_name = None

    @cached_property
    def permission_policy(self) -> AppendOnlyPolicy:
        return AppendOnlyPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[PolicyForm]:
        return PolicyForm
