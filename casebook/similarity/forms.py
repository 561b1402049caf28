"""The forms of "cases like mine": six fields, and a pasted memo."""

from collections.abc import Mapping, Sequence

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casebook.profiles.choices import Situation
from casebook.similarity.asked import Asked, field_words
from casebook.similarity.domain.memo import LONGEST
from casebook.similarity.domain.weights import HIGHEST
from casebook.similarity.models import TunedWeights
from casebook.similarity.presenters import Told
from casebook.taxonomy.words import Taxonomies

NOT_CHOSEN = ("", _("Not specified"))


class CompanyForm(forms.Form):
    """The six fields, drawn from what was understood: the address is read by `asked.py`, which never fails."""

    prefecture = forms.ChoiceField(label=_("Prefecture"), required=False)
    employees = forms.CharField(
        label=_("Employees"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    barrier = forms.MultipleChoiceField(label=_("Barriers"), required=False, widget=forms.CheckboxSelectMultiple)
    situation = forms.MultipleChoiceField(
        label=_("Company's situation"),
        required=False,
        choices=Situation.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    approach = forms.MultipleChoiceField(label=_("Approaches"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, asked: Asked, taxonomies: Taxonomies, told: Mapping[str, Sequence[Told]]) -> None:
        super().__init__(initial=asked.initial)
        for name in ("prefecture", "industry"):
            self.fields[name].choices = [NOT_CHOSEN, *_choices(name, asked, taxonomies)]
        for name in ("barrier", "approach"):
            self.fields[name].choices = _choices(name, asked, taxonomies)
        for name, words in told.items():
            self.fields[name].help_text = render_to_string("similarity/_told.html", {"told": words})


class MemoForm(forms.Form):
    """A hearing memo. It is read and forgotten."""

    memo = forms.CharField(
        label=_("Hearing memo"),
        help_text=_("It is read on the spot and not kept. Up to 20,000 characters."),
        max_length=LONGEST,
        required=False,  # it need not be pasted, but to be read it has to be there
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={
            "max_length": _("The memo has %(show_value)d characters; at most %(limit_value)d can be read. Shorten it."),
        },
    )

    def clean_memo(self) -> str:
        """Refuse an empty memo."""
        memo: str = self.cleaned_data["memo"]
        if not memo.strip():
            raise forms.ValidationError(_("Paste the memo first."))
        return memo


class WeightsForm(forms.ModelForm):
    """The weights as editors enter them."""

    class Meta:
        model = TunedWeights
        fields = [
            "barrier",
            "situation",
            "approach",
            "text",
            "industry",
            "related_industry",
            "size",
            "next_size",
            "prefecture",
            "bureau",
            "neighbour",
            "least",
        ]
        widgets = {name: forms.NumberInput(attrs={"min": 0, "max": HIGHEST, "inputmode": "numeric"}) for name in fields}

    #: A nearer match never weighs less than a farther one of the same field.
    ORDERED = (
        ("industry", "related_industry"),
        ("size", "next_size"),
        ("prefecture", "bureau"),
        ("prefecture", "neighbour"),
    )

    def clean(self) -> dict:
        entered = super().clean()
        for more, less in self.ORDERED:
            if more in entered and less in entered and entered[more] < entered[less]:
                self.add_error(
                    less,
                    _("At most the %(n)s of “%(field)s”: a nearer match cannot weigh less.")
                    % {"n": entered[more], "field": self.fields[more].label},
                )
        if not self.errors and not any(entered[name] for name in ("barrier", "situation", "text", "industry")):
            raise forms.ValidationError(_("Something of trouble or industry must weigh: otherwise nothing is alike."))
        return entered


def _choices(name: str, asked: Asked, taxonomies: Taxonomies) -> list[tuple[str, str]]:
    """The values of a field; retired terms only while they are chosen."""
    language, chosen = get_language() or "ja", getattr(asked, name)
    terms = field_words(name, taxonomies)
    return [
        (term.slug, term.label(language))
        for term in terms
        if (name, term.slug) not in taxonomies.retired or term.slug in chosen
    ]
