"""What is entered of an engagement, in the order of the hearing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from casebook.intake.domain.texts import without_controls
from casebook.taxonomy.words import Taxonomies
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.engagement.choices import COMPLEXITY_CHOICES
from rubric.engagement.domain.complexity import proposed_complexity
from rubric.engagement.domain.phases import SUPPORTED
from rubric.engagement.fields import DateInput, FigureField, YenField
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import only_japanese
from rubric.engagement.permissions import own_organisations
from rubric.engagement.policies import Refusal, Refused, require_alias_keeps_the_name

#: The form follows the hearing: who it is, how it is, what the owner says, what we make of it, what is wished.
GROUPS: Sequence[tuple[str, StrOrPromise, StrOrPromise, str]] = (
    (
        "company",
        gettext_lazy("Company and contact"),
        gettext_lazy("Only the team and the coordinators of your organisation see the name."),
        "organisation company_name alias coordinator contact_name contact_mail contact_phone relation",
    ),
    (
        "state",
        gettext_lazy("About the company"),
        gettext_lazy("What is not known yet can stay empty. Figures can be written as you like, e.g. 11 million yen."),
        "prefecture city industry industry_detail employees capital_yen sales_yen situation",
    ),
    ("owner", gettext_lazy("The owner"), "", "owner_age owner_years owner_origin owner_says"),
    ("view", gettext_lazy("How it looks to you"), "", "barriers approaches complexity_signs complexity"),
    (
        "wishes",
        gettext_lazy("The support that is wished"),
        "",
        "wished_start months hours_a_month urgency online_possible languages style_wanted licence_wanted consent_on",
    ),
)
#: These stand side by side where there is room.
SHORT = frozenset(
    [
        "contact_name",
        "contact_mail",
        "contact_phone",
        "prefecture",
        "city",
        "industry",
        "industry_detail",
        "employees",
        "capital_yen",
        "sales_yen",
        "owner_age",
        "owner_years",
        "owner_origin",
        "wished_start",
        "months",
        "hours_a_month",
        "urgency",
        "style_wanted",
        "licence_wanted",
    ]
)
NOT_KNOWN = ("", gettext_lazy("Not known yet"))


@dataclass(frozen=True)
class Group:
    """A part of the form."""

    anchor: str
    heading: StrOrPromise
    lead: StrOrPromise
    runs: tuple[tuple[bool, list[Any]], ...]  # whether they are short, fields


class EngagementForm(forms.ModelForm):
    """Everything that is entered of an engagement. `edit`: how often it had been written when the page was opened."""

    employees = FigureField(label=Engagement._meta.get_field("employees").verbose_name)
    capital_yen = YenField(label=gettext_lazy("Capital"))
    sales_yen = YenField(label=gettext_lazy("Sales a year"))
    barriers = forms.MultipleChoiceField(
        label=gettext_lazy("Barriers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    approaches = forms.MultipleChoiceField(
        label=gettext_lazy("Approaches that may fit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    complexity = forms.ChoiceField(
        label=gettext_lazy("Complexity"),
        help_text=gettext_lazy(
            "Proposed by what you ticked above: one sign or more, several issues; four, or an unclear cause that takes "
            "analysis, complex."
        ),
        required=False,
        choices=[("", gettext_lazy("As the signs above propose")), *COMPLEXITY_CHOICES],
        widget=forms.RadioSelect,
    )
    edit = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Engagement
        fields = [name for *_told, names in GROUPS for name in names.split()]
        widgets = {
            "wished_start": DateInput(),
            "consent_on": DateInput(),
            "owner_says": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, by: User, taxonomies: Taxonomies, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["edit"].initial = self.instance.edit
        self._offer_organisations()
        self._offer_terms(taxonomies)
        self.fields["city"].help_text = ""  # that of a case speaks of publishing
        self.fields["complexity_signs"].help_text = _("Tick what you see; the complexity follows from it.")
        for name in ("prefecture", "industry", "owner_age", "owner_origin", "relation", "licence_wanted"):
            field = self.fields[name]
            none = ("", _("None in particular")) if name == "licence_wanted" else NOT_KNOWN
            field.choices = [none, *[pair for pair in field.choices if pair[0]]]

    def groups(self) -> Iterator[Group]:
        """The parts of the form, each with its fields in runs of short and of long ones."""
        for anchor, heading, lead, names in GROUPS:
            runs: list[tuple[bool, list[Any]]] = []
            for name in (name for name in names.split() if name in self.fields):
                if not runs or runs[-1][0] is not (name in SHORT):
                    runs.append((name in SHORT, []))
                runs[-1][1].append(self[name])
            yield Group(anchor, heading, lead, tuple(runs))

    def clean_owner_says(self) -> str:
        return without_controls(self.cleaned_data["owner_says"]).strip()

    def clean_consent_on(self) -> Any:
        day = self.cleaned_data["consent_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("A consent cannot have been given in the future."))
        if day is None and self.instance.phase in SUPPORTED:
            raise forms.ValidationError(_("The company is being supported, so the day on which it agreed is needed."))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        told["complexity"] = told.get("complexity") or proposed_complexity(told.get("complexity_signs", [])).value
        coordinator, home = told.get("coordinator"), told.get("organisation") or self._home()
        if coordinator and home and not _coordinators([home]).filter(pk=coordinator.pk).exists():
            self.add_error("coordinator", Refusal.NO_COORDINATOR.label)
        return told

    def _post_clean(self) -> None:
        super()._post_clean()
        if "organisation" not in self.fields and self.instance.organisation_id is None:
            self.instance.organisation = self._home()
        try:
            require_alias_keeps_the_name(self.instance)
        except Refused as refused:
            self.add_error("alias", refused.refusal.label)

    def _home(self) -> Organisation | None:
        """The responsible body, where there is nothing to choose."""
        if self.instance.organisation_id:
            return self.instance.organisation
        mine = own_organisations(self.by)
        return mine[0] if len(mine) == 1 else None

    def _offer_organisations(self) -> None:
        """The body is chosen once, and only by somebody who coordinates several."""
        home = self._home()
        mine = [home] if home else own_organisations(self.by)
        self.fields["coordinator"].queryset = _coordinators(mine)
        self.fields["coordinator"].empty_label = None
        if self.instance.pk is None:
            self.initial.setdefault("coordinator", self.by.pk)
            self.initial.setdefault("languages", only_japanese())
        if home:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in mine])

    def _offer_terms(self, taxonomies: Taxonomies) -> None:
        language = get_language() or "ja"
        for name, taxonomy in (("barriers", "barrier"), ("approaches", "approach")):
            kept = getattr(self.instance, name)
            self.fields[name].choices = [
                (term.slug, term.label(language))
                for term in taxonomies[taxonomy]
                if (taxonomy, term.slug) not in taxonomies.retired or term.slug in kept
            ]


def _coordinators(organisations: Sequence[Organisation]) -> Any:
    held = {"memberships__organisation__in": organisations, "memberships__role": Role.COORDINATOR}
    return User.objects.filter(is_active=True, **held).distinct().order_by("name", "pk")
