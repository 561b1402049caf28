"""A model field for several values out of a closed list."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """An ordered list of values from `choices`, kept as JSON; empty where nothing is known.

    Raises ValidationError, naming the value, for anything outside the list.
    """

    def __init__(self, *args, choices=(), **kwargs):
        self.options = tuple(choices)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        # The options are the code's, not the database's: a new one needs no migration.
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        allowed = {key for key, _label in self.options}
        for item in value or []:
            if item not in allowed:
                raise ValidationError(_("“%(value)s” is not an allowed value."), params={"value": item})

    def formfield(self, **kwargs):
        field = forms.MultipleChoiceField(
            choices=self.options,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
            initial=[],
        )
        field.has_changed = lambda initial, data: list(initial or []) != list(data or [])
        return field

    def labels(self, values) -> list[str]:
        """The reader's words for `values`, in the order of `values`."""
        names = dict(self.options)
        return [str(names.get(value, value)) for value in values or []]
