"""What is entered in a review: whom to ask, levels for all elements, a reason or a note."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from casebook.intake.domain.texts import without_controls
from rubric.assessment.models.assessments import LONGEST_NOTE
from rubric.assessment.review.actions import Rated
from rubric.assessment.review.candidates import Candidate
from rubric.framework.domain.content import Element
from rubric.framework.domain.levels import Level


class TextForm(forms.Form):
    """Something to say to the other one."""

    text = forms.CharField(max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Any, help_text: Any = "", needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text, field.required = label, help_text, needed

    def clean_text(self) -> str:
        return without_controls(self.cleaned_data["text"]).strip()


class AskForm(TextForm):
    """Whom to ask, and a word to him."""

    reviewer = forms.ChoiceField(label=gettext_lazy("Whom do you ask?"), widget=forms.RadioSelect)
    field_order = ["reviewer", "text"]

    def __init__(self, *args: Any, able: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(
            *args,
            label=gettext_lazy("A word to the reviewer"),
            help_text=gettext_lazy("For example which engagement shows best what you do. You can leave it empty."),
            **kwargs,
        )
        self.fields["reviewer"].choices = list(able)


def key_of(candidate: Candidate) -> str:
    """How a candidate is named in the form."""
    return f"{candidate.organisation.pk}-{candidate.person.pk}"


class LevelsForm(forms.Form):
    """A level and a note for each element. What is not sent is not read: autosaving sends one element at a time."""

    def __init__(
        self, *args: Any, elements: Iterable[Element], kept: Mapping[str, Rated] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "ja"
        self.slugs = []
        for element in elements:
            self.slugs.append(element.slug)
            rated = (kept or {}).get(element.slug, Rated(None))
            self.fields[f"level-{element.slug}"] = forms.TypedChoiceField(
                label=element.name.label(language),
                choices=[(one.level.value, one.level.label(language)) for one in element.descriptors],
                coerce=lambda number: Level(int(number)),
                empty_value=None,
                required=False,
                initial=rated.level,
                widget=forms.RadioSelect,
            )
            self.fields[f"note-{element.slug}"] = forms.CharField(
                label=gettext_lazy("What speaks for it"),
                max_length=LONGEST_NOTE,
                required=False,
                initial=rated.note,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def levels(self) -> dict[str, Rated]:
        """What was entered, by element; of a form that was checked."""
        return {
            slug: Rated(
                self.cleaned_data.get(f"level-{slug}"), without_controls(self.cleaned_data[f"note-{slug}"]).strip()
            )
            for slug in self.slugs
            if f"note-{slug}" in self.data and f"note-{slug}" in self.cleaned_data
        }
