"""What a reviewer enters for a vignette: a level and a note for each element."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from casebook.intake.domain.texts import without_controls
from rubric.assessment.models import LONGEST_NOTE
from rubric.calibration.actions import Given
from rubric.calibration.models import VignetteElement
from rubric.framework.domain.levels import Level


class RatingForm(forms.Form):
    """Everything may be left out as long as it is only kept. `edit`: how often it had been written before."""

    edit = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, elements: Iterable[VignetteElement], kept: Mapping[int, Given], edit: int, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"edit": edit}
        for key, one in kept.items():
            initial |= {f"level_{key}": one.level, f"note_{key}": one.note}
        super().__init__(*args, initial=initial, **kwargs)
        self.keys = []
        for row in elements:
            self.keys.append(row.pk)
            self.fields[f"level_{row.pk}"] = _level_field(str(row.element))
            self.fields[f"note_{row.pk}"] = _note_field()

    @property
    def given(self) -> dict[int, Given]:
        """What was entered, as far as it is valid, by the key of the vignette's element."""
        entered = self.cleaned_data
        return {key: Given(entered.get(f"level_{key}"), entered.get(f"note_{key}", "")) for key in self.keys}

    def require_levels(self) -> bool:
        """Mark every element that has no level. Whether none is missing."""
        missing = [key for key, one in self.given.items() if one.level is None]
        for key in missing:
            self.add_error(f"level_{key}", _("Please choose a level."))
        return not missing

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        for name, text in entered.items():
            if name.startswith("note_"):
                entered[name] = without_controls(text).strip()
        return entered


def _level_field(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(level.value, level.label_ja) for level in Level],
        coerce=lambda number: Level(int(number)),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _note_field() -> forms.CharField:
    return forms.CharField(label=_("My note"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea)
