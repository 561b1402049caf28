"""Form fields that take figures as people write them, 「1,100万円」, 「約120名」, and days from a calendar."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from platform_site.reference.numbers import NotANumber, format_yen_en, format_yen_ja, parse_integer, parse_yen

LARGEST = 10**15


class FigureField(forms.CharField):
    """A whole number, however it is written; None where nothing is entered."""

    read: Callable[[str], int] = staticmethod(parse_integer)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}))
        super().__init__(max_length=40, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = type(self).read(text)
        except NotANumber:
            raise ValidationError(self.refusal()) from None
        if not 0 <= number <= LARGEST:
            raise ValidationError(self.refusal())
        return number

    def refusal(self) -> str:
        """What is said of something that is no such figure."""
        return _("Enter a whole number, e.g. 25.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class YenField(FigureField):
    """A sum in yen."""

    read = staticmethod(parse_yen)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return format_yen_en(value) if get_language() == "en" else format_yen_ja(value)

    def refusal(self) -> str:
        return _("Enter a sum, e.g. 11 million yen or 11,000,000.")


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
