"""Whom to ask under which terms, other seats than the policy's, and the end of an assignment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from casebook.disclosure.domain.anonymity import name_leaks
from casebook.intake.domain.texts import without_controls
from rubric.assessment.domain.strength import Strength
from rubric.engagement.choices import STRENGTH_CHOICES, Ending, SeatRole
from rubric.engagement.fields import DateInput
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import MOST_HOURS
from rubric.engagement.models.teams import LONGEST_NOTE
from rubric.framework.domain.levels import Level
from rubric.framework.models import LEVEL_CHOICES, RubricElement
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.policy import MOST_SEATS
from rubric.matching.models.asked import LONGEST_MESSAGE
from rubric.matching.models.decided import LONGEST_REASON
from rubric.matching.needs import months_of
from rubric.matching.proposing.actions import Terms
from rubric.supporters.domain.months import first_of, later

#: So many days somebody has for an answer unless the coordinator says otherwise.
DAYS_TO_ANSWER = 7
#: Where nothing is known of an engagement.
USUAL_MONTHS, USUAL_HOURS = 6, 8
MOST_PERIOD = timedelta(days=3 * 366)


class TermsForm(forms.Form):
    """From when to when, how many hours, until when to answer, and a word to whoever is asked."""

    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DateInput())
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=DateInput(),
        help_text=gettext_lazy("Hours are booked in each month from the first to the last day."),
    )
    hours_a_month = forms.IntegerField(label=gettext_lazy("Hours a month"), min_value=1, max_value=MOST_HOURS)
    answer_by = forms.DateField(label=gettext_lazy("Answer until"), widget=DateInput())
    message = forms.CharField(
        label=gettext_lazy("Message"),
        help_text=gettext_lazy("Please do not write the company's name: it is told once somebody has accepted."),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, engagement: Engagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagement = engagement
        for name, value in usual_terms(engagement).items():
            self.fields[name].initial = value

    def clean_message(self) -> str:
        return without_name(self.cleaned_data["message"], self.engagement)

    def clean_answer_by(self) -> date:
        return not_gone_by(self.cleaned_data["answer_by"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        start, end = told.get("starts_on"), told.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day is before the first."))
        elif start and end and end - start > MOST_PERIOD:
            self.add_error("ends_on", _("Please choose three years at most."))
        if end and end < timezone.localdate():
            self.add_error("ends_on", _("This day has gone by."))
        return told

    @property
    def terms(self) -> Terms:
        """What is asked."""
        return Terms(**self.cleaned_data)


def usual_terms(engagement: Engagement) -> dict[str, Any]:
    """What an engagement itself suggests."""
    today = timezone.localdate()
    months = months_of(engagement)
    start = max(engagement.wished_start or later(first_of(today), 1), today)
    last = months[-1] if months else later(first_of(start), USUAL_MONTHS - 1)
    if engagement.months is None:
        last = later(first_of(start), USUAL_MONTHS - 1)
    return {
        "starts_on": start,
        "ends_on": later(last, 1) - timedelta(days=1),
        "hours_a_month": engagement.hours_a_month or USUAL_HOURS,
        "answer_by": today + timedelta(days=DAYS_TO_ANSWER),
    }


class SeatForm(forms.Form):
    """One seat. An empty role: no seat. The chosen elements all ask for the same level."""

    role = forms.ChoiceField(label=gettext_lazy("Role in the team"), required=False)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level from"), choices=LEVEL_CHOICES, coerce=int, initial=Level.STARTER.value
    )
    strength = forms.TypedChoiceField(
        label=gettext_lazy("What stands behind the level"),
        choices=STRENGTH_CHOICES,
        coerce=int,
        initial=Strength.SELF_STATED.value,
    )
    elements = forms.MultipleChoiceField(
        label=gettext_lazy("Elements that matter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    element_level = forms.TypedChoiceField(
        label=gettext_lazy("Level from, in these elements"),
        choices=LEVEL_CHOICES,
        coerce=int,
        initial=Level.MASTER.value,
        required=False,
    )

    def __init__(self, *args: Any, elements: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("No seat")), *SeatRole.choices]
        self.fields["elements"].choices = elements

    @property
    def seat(self) -> Seat | None:
        """What was entered; None where there is to be no seat."""
        told = self.cleaned_data
        if not told.get("role"):
            return None
        level = Level(told["element_level"] or Level.MASTER)
        elements = tuple((element, level) for element in sorted(told["elements"]))
        return Seat(Role(told["role"]), Level(told["level"]), elements, Strength(told["strength"]))


class SeatsForm(forms.Form):
    """All seats of a team, and why they are to be other than the policy's."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Why does this company need other seats than the policy gives it?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        elements = element_choices()
        self.rows = [
            SeatForm(data, prefix=f"seat{number}", initial=seat_initial(seat), elements=elements)
            for number, seat in enumerate([*seats, *[None] * MOST_SEATS][:MOST_SEATS])
        ]

    def is_valid(self) -> bool:
        """Whether everything is, every seat included."""
        rows = [row.is_valid() for row in self.rows] if self.is_bound else [False]
        return super().is_valid() and all(rows) and self._has_a_leader()

    def _has_a_leader(self) -> bool:
        if not any(not seat.is_for_learning for seat in self.seats):
            self.add_error(None, _("A team needs a seat that is not for a trainee."))
            return False
        return True

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Those that were entered, in their order."""
        return tuple(seat for row in self.rows if (seat := row.seat))


def seat_initial(seat: Seat | None) -> dict[str, Any]:
    """A seat as the form shows it."""
    if seat is None:
        return {}
    return {
        "role": seat.role.value,
        "level": int(seat.level),
        "strength": int(seat.strength),
        "elements": [element for element, _level in seat.elements],
        "element_level": int(seat.elements[0][1]) if seat.elements else Level.MASTER.value,
    }


def element_choices() -> list[tuple[str, str]]:
    """The elements of the rubric in use."""
    return [(one.slug, str(one)) for one in RubricElement.objects.filter(domain__version__live=True)]


class EndForm(forms.Form):
    """Why somebody leaves a seat. Nobody is to blame where two do not suit each other."""

    why = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[choice for choice in Ending.choices if choice[0] != Ending.ENGAGEMENT_ENDED],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Read by coordinators of your organisation only."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_note(self) -> str:
        return without_controls(self.cleaned_data["note"]).strip()


class WordsForm(forms.Form):
    """The coordinator's answer to a question, before anything is accepted."""

    text = forms.CharField(
        label=pgettext_lazy("question", "Answer"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, engagement: Engagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagement = engagement

    def clean_text(self) -> str:
        return without_name(self.cleaned_data["text"], self.engagement)


def not_gone_by(day: date) -> date:
    """A day that is still to come. Raises ValidationError for another."""
    if day < timezone.localdate():
        raise forms.ValidationError(_("This day has gone by."))
    return day


def without_name(text: str, engagement: Engagement) -> str:
    """A text for somebody who has not accepted. Raises ValidationError where it tells who the company is."""
    text = without_controls(text).strip()
    if any(name_leaks(engagement.company_name, {"text": text})):
        raise forms.ValidationError(_("The text tells the company's name. Please use the alias."))
    return text
