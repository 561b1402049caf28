"""How somebody answers a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from casebook.intake.domain.texts import without_controls
from rubric.matching.choices import DeclineReason
from rubric.matching.models.asked import LONGEST_MESSAGE


class NoteForm(forms.Form):
    """A word to the coordinator of somebody who declines."""

    note = forms.CharField(
        label=pgettext_lazy("proposal", "Note"),
        help_text=gettext_lazy("The coordinator reads it. You need not write anything."),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_note(self) -> str:
        return without_controls(self.cleaned_data["note"]).strip()


class DeclineForm(NoteForm):
    """Why he does not take the seat. One of the reasons is that he does not say it."""

    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    field_order = ("why", "note")


class QuestionForm(forms.Form):
    """What he wants to know before he decides."""

    text = forms.CharField(
        label=gettext_lazy("Question to the coordinator"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_text(self) -> Any:
        return without_controls(self.cleaned_data["text"]).strip()
