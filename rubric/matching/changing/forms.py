"""Other hours or another end for somebody who holds a seat."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rubric.engagement.fields import DateInput
from rubric.engagement.models import Assignment
from rubric.engagement.models.engagements import MOST_HOURS
from rubric.matching.changing.actions import NewTerms
from rubric.matching.models.asked import LONGEST_MESSAGE
from rubric.matching.staffing.forms import DAYS_TO_ANSWER, MOST_PERIOD, not_gone_by, usual_terms, without_name
from rubric.supporters.domain.months import first_of, next_months, parse, written

#: A change can begin in this month or in one of the next.
MONTHS_OFFERED = 12


class ChangeForm(forms.Form):
    """From which month, how many hours, until when; begun with what holds."""

    first_month = forms.TypedChoiceField(
        label=gettext_lazy("From"),
        coerce=parse,
        help_text=gettext_lazy("Hours are counted by the month, so a change begins with one."),
    )
    hours_a_month = forms.IntegerField(label=gettext_lazy("Hours a month"), min_value=1, max_value=MOST_HOURS)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DateInput())
    answer_by = forms.DateField(label=gettext_lazy("Answer until"), widget=DateInput())
    message = forms.CharField(
        label=gettext_lazy("Message"),
        help_text=gettext_lazy("Please do not write the company's name: mails are passed on."),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        today = timezone.localdate()
        months = next_months(max(today, assignment.starts_on), MONTHS_OFFERED)
        choices = [(written(month), date_format(month, "YEAR_MONTH_FORMAT")) for month in months]
        self.fields["first_month"].choices = choices
        self.fields["first_month"].initial = written(months[1])
        self.fields["hours_a_month"].initial = assignment.hours_a_month
        self.fields["ends_on"].initial = assignment.ends_on or usual_terms(assignment.engagement)["ends_on"]
        self.fields["answer_by"].initial = today + timedelta(days=DAYS_TO_ANSWER)

    def clean_message(self) -> str:
        return without_name(self.cleaned_data["message"], self.assignment.engagement)

    def clean_answer_by(self) -> date:
        return not_gone_by(self.cleaned_data["answer_by"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        first, end = told.get("first_month"), told.get("ends_on")
        if first and end and end < first:
            self.add_error("ends_on", _("The last day is before the change. To end it earlier, end the assignment."))
        elif end and end - first_of(timezone.localdate()) > MOST_PERIOD:
            self.add_error("ends_on", _("Please choose three years at most."))
        return told

    @property
    def terms(self) -> NewTerms:
        """What is asked."""
        return NewTerms(**self.cleaned_data)
