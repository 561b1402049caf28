"""On which terms the seats of a plan are proposed: those of each engagement, and one message to everybody."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casebook.intake.domain.texts import without_controls
from rubric.engagement.models import Engagement
from rubric.matching.models.asked import LONGEST_MESSAGE
from rubric.matching.proposing.actions import Terms
from rubric.matching.staffing import forms as staffing
from rubric.matching.staffing.forms import without_name


class MessageForm(forms.Form):
    """What is said to everybody who is asked."""

    message = forms.CharField(
        label=gettext_lazy("Message to everybody who is asked"),
        help_text=gettext_lazy("Please do not write a company's name: it is told once somebody has accepted."),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_message(self) -> str:
        return without_controls(self.cleaned_data["message"]).strip()


class TermsForm(staffing.TermsForm):
    """The terms of one engagement; the message stands apart."""

    message = None  # type: ignore[assignment] # this is how Django leaves a field out

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = ""  # said once is enough, and here it would stand at each engagement

    @property
    def summary(self) -> str:
        """What the fields begin with, in a line."""
        usual = {name: field.initial for name, field in self.fields.items()}
        words = ngettext(
            "%(start)s to %(end)s, %(n)s hour a month, answer until %(answer_by)s",
            "%(start)s to %(end)s, %(n)s hours a month, answer until %(answer_by)s",
            usual["hours_a_month"],
        )
        days = {"start": usual["starts_on"], "end": usual["ends_on"], "answer_by": usual["answer_by"]}
        return words % {"n": usual["hours_a_month"], **{name: _day(day) for name, day in days.items()}}


class AskForms:
    """The message, and the terms of each of these engagements."""

    def __init__(self, engagements: Collection[Engagement], data: QueryDict | None = None) -> None:
        self.message = MessageForm(data)
        self.of = {one.pk: TermsForm(data, engagement=one, prefix=f"e{one.pk}") for one in engagements}

    def are_valid(self, engagements: Collection[int]) -> bool:
        """Whether people can be asked for the seats of these engagements; the others' terms do not matter."""
        wrong = [pk for pk in engagements if not self.of[pk].is_valid()]
        if wrong:
            self.message.add_error(None, _("Please check the dates and hours that are marked below."))
        if self.message.is_valid():
            self._keep_names_out(engagements)
        return not self.message.errors

    def terms(self, engagements: Collection[int]) -> Mapping[int, Terms]:
        """By engagement. Only after `are_valid`."""
        message = self.message.cleaned_data["message"]
        return {pk: replace(self.of[pk].terms, message=message) for pk in engagements}

    def _keep_names_out(self, engagements: Collection[int]) -> None:
        try:
            for pk in engagements:
                without_name(self.message.cleaned_data["message"], self.of[pk].engagement)
        except forms.ValidationError as error:
            self.message.add_error("message", error)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
