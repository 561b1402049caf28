"""What a supporter told of himself, field by field, in the reader's words."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from casebook.profiles.fields import ChoiceListField
from rubric.supporters.forms import ProfileForm
from rubric.supporters.models import SupporterProfile

#: All of them, in the form's order.
FIELDS = tuple(ProfileForm.Meta.fields)


def label_of(name: str) -> str:
    """How the form asks for it."""
    return str(_field(name).verbose_name)


def words_of(profile: SupporterProfile, name: str) -> tuple[str, ...]:
    """What he told there: names of terms and choices, yes or no, his own text; nothing where it was left empty."""
    field, value = _field(name), getattr(profile, name)
    if field.many_to_many:
        return tuple(term.name for term in value.all())
    if isinstance(field, ChoiceListField):
        return tuple(field.labels(value))
    if isinstance(field, models.BooleanField):
        return (_("Yes") if value else _("No"),)
    return (str(dict(field.flatchoices).get(value, value)),) if value else ()


def _field(name: str) -> Any:
    return SupporterProfile._meta.get_field(name)
