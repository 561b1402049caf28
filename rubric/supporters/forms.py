"""What a supporter enters about himself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from casebook.intake.domain.texts import clean_line, clean_text
from platform_site.reference.prefectures import BUREAUS, PREFECTURES
from rubric.supporters.actions import TERMS
from rubric.supporters.choices import ConflictKind
from rubric.supporters.domain.months import parse, written
from rubric.supporters.models import LONGEST_NOTE, MOST_HOURS, SupporterProfile


@dataclass(frozen=True)
class Item:
    """A field of the profile's form. A long list that few people need is folded away while nothing is `chosen`."""

    field: BoundField
    is_folded: bool
    chosen: int


@dataclass(frozen=True)
class Section:
    """A part of the profile's form."""

    slug: str
    title: StrOrPromise
    lead: StrOrPromise
    items: tuple[Item, ...]


#: The form's parts in their order: slug, title, what it is for, fields.
SECTIONS = (
    (
        "place",
        gettext_lazy("Where"),
        gettext_lazy("Your hours stand on a page of their own, “Hours a month”."),
        ("base", "prefectures", "online"),
    ),
    (
        "strengths",
        gettext_lazy("What I am good at"),
        gettext_lazy("By your own word. It decides with which companies you are proposed first."),
        ("industries", "barriers", "approaches"),
    ),
    ("ways", gettext_lazy("Licences, way of working, languages"), "", ("licences", "style", "languages")),
    (
        "wishes",
        gettext_lazy("What I want to learn"),
        gettext_lazy("Coordinators can give you a seat beside somebody experienced."),
        ("learn_barriers", "learn_industries", "wants_to_learn"),
    ),
    (
        "limits",
        gettext_lazy("What I cannot take on"),
        gettext_lazy("No reasons are needed."),
        ("declined_industries", "cannot_serve"),
    ),
    (
        "asking",
        gettext_lazy("Being asked"),
        "",
        ("may_be_asked", "shows_own_level"),
    ),
)
#: Long lists that few people need.
FOLDED = ("learn_industries", "declined_industries")


class ProfileForm(forms.ModelForm):
    """The whole profile. `edit`: how often it had been saved when the page was opened."""

    edit = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = SupporterProfile
        fields = [name for section in SECTIONS for name in section[3]]
        widgets = {
            "style": forms.RadioSelect,
            "wants_to_learn": forms.Textarea(attrs={"rows": 3}),
            "cannot_serve": forms.Textarea(attrs={"rows": 3}),
            **dict.fromkeys(TERMS, forms.CheckboxSelectMultiple),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edit"] = self.instance.edit
        self.fields["prefectures"].choices = list(_by_bureau(get_language() or "ja"))
        for name in TERMS:
            chosen = self.initial.get(name) or []
            field = self.fields[name]
            field.queryset = field.queryset.filter(Q(is_retired=False) | Q(pk__in=[term.pk for term in chosen]))

    def clean_wants_to_learn(self) -> str:
        return clean_text(self.cleaned_data["wants_to_learn"])

    def clean_cannot_serve(self) -> str:
        return clean_text(self.cleaned_data["cannot_serve"])

    @property
    def sections(self) -> list[Section]:
        """The form's parts, to be drawn."""
        return [Section(slug, title, lead, tuple(map(self._item, names))) for slug, title, lead, names in SECTIONS]

    def _item(self, name: str) -> Item:
        is_folded = name in FOLDED
        return Item(self[name], is_folded, len(self[name].value() or ()) if is_folded else 0)

    @property
    def entered(self) -> dict[str, Any]:
        """What is to be saved, by the names of the fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class HoursForm(forms.Form):
    """So many hours in every month from one to another."""

    first = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=parse)
    last = forms.TypedChoiceField(label=gettext_lazy("Until"), coerce=parse)
    hours = forms.IntegerField(
        label=gettext_lazy("Hours a month"),
        min_value=0,
        max_value=MOST_HOURS,
    )

    def __init__(self, *args: Any, months: tuple[date, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(written(month), month_name(month)) for month in months]
        self.fields["first"].choices = self.fields["last"].choices = choices

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if {"first", "last"} <= entered.keys() and entered["last"] < entered["first"]:
            self.add_error("last", _("Please choose a month that is not before the first."))
        return entered


class ConflictForm(forms.Form):
    """A company that he must not support, and why."""

    company = forms.CharField(
        label=gettext_lazy("Company"),
        help_text=gettext_lazy("As it is registered, so that it is recognised."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of relation"), choices=ConflictKind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note for myself"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def clean_company(self) -> str:
        company = clean_line(self.cleaned_data["company"])
        if not company:
            raise forms.ValidationError(self.fields["company"].error_messages["required"], code="required")
        return company

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"])


def month_name(month: date) -> str:
    """A month in the reader's language."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def _by_bureau(language: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for slug, bureau in BUREAUS.items():
        its = [(one.slug, one.label(language)) for one in PREFECTURES.values() if one.bureau == slug]
        yield bureau.label(language), its
