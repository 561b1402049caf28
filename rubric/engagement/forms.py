"""A change of phase, and a conflict of interest."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casebook.intake.domain.texts import without_controls
from platform_site.accounts.models import Organisation, User
from rubric.assessment.models import Offer
from rubric.engagement.actions import Party
from rubric.engagement.choices import PHASES, Interest
from rubric.engagement.domain.phases import Move
from rubric.engagement.fields import DateInput
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import LONGEST_REASON
from rubric.engagement.policies import Refusal


class PhaseForm(forms.Form):
    """Where an engagement goes, and why. `seen`: the phase that stood on the page."""

    to = forms.ChoiceField(label=gettext_lazy("New phase"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Reason or note"),
        help_text=gettext_lazy("The team and your organisation's coordinators read it."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent_on = forms.DateField(
        label=gettext_lazy("The company agreed to be supported on"),
        help_text=gettext_lazy("Needed before the issue setting begins."),
        required=False,
        widget=DateInput(),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, engagement: Engagement, moves: Sequence[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(move.to.value, PHASES[move.to]) for move in moves]
        self.fields["seen"].initial = self.phase = engagement.phase
        self.moves = {move.to.value: move for move in moves}
        if engagement.consent_on or not any(move.needs_consent for move in moves):
            del self.fields["consent_on"]

    def clean_why(self) -> str:
        return without_controls(self.cleaned_data["why"]).strip()

    def clean_consent_on(self) -> Any:
        day = self.cleaned_data["consent_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("A consent cannot have been given in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("seen") != self.phase:
            self._begin_anew()
        move = self.moves.get(told.get("to", ""))
        if move and move.needs_reason and told.get("why") == "":
            self.add_error("why", Refusal.NO_REASON.label)
        if move and move.needs_consent and "consent_on" in told and told["consent_on"] is None:
            self.add_error("consent_on", Refusal.NO_CONSENT.label)
        return told

    def _begin_anew(self) -> None:
        """Somebody has moved it meanwhile: what was written stays, where it goes is asked once more."""
        self.errors.pop("to", None)
        self.data = self.data.copy()
        self.data["seen"] = self.phase
        raise forms.ValidationError(Refusal.MOVED_ON.label)


class InterestForm(forms.Form):
    """Who must not be asked: an organisation, a person, or somebody by name."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Relation to the company"), choices=Interest.choices, widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Everybody of this organisation"),
        required=False,
        empty_label=gettext_lazy("Not chosen"),
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("This person"),
        required=False,
        empty_label=gettext_lazy("Not chosen"),
    )
    name = forms.CharField(
        label=gettext_lazy("Somebody else"),
        help_text=gettext_lazy("A name that is not on the lists, for your own record."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, engagement: Engagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.all()
        self.fields["person"].queryset = _may_be_asked(engagement)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        given = [name for name in ("organisation", "person", "name") if told.get(name)]
        if not self.errors and len(given) != 1:
            raise forms.ValidationError(_("Enter one of the three: an organisation, a person or another name."))
        return told

    def party(self) -> Party:
        """Whom it concerns."""
        told = self.cleaned_data
        return Party(told["organisation"], told["person"], told["name"].strip())


def _may_be_asked(engagement: Engagement) -> Any:
    """People of the responsible body, and those of others who offer themselves to it."""
    offered = Offer.objects.filter(organisation=None) | Offer.objects.filter(organisation=engagement.organisation_id)
    own = User.objects.filter(memberships__organisation=engagement.organisation_id).values("pk")
    people = User.objects.filter(is_active=True, pk__in=own) | User.objects.filter(
        is_active=True, pk__in=offered.values("person")
    )
    return people.distinct().order_by("name", "pk")
