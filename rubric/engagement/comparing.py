"""What another window wrote while a form was open."""

from django.utils.translation import gettext as _

from casebook.taxonomy.words import load_taxonomies
from rubric.engagement.facts import Fact
from rubric.engagement.models import Engagement
from rubric.engagement.register_form import EngagementForm


def differing(form: EngagementForm, stored: Engagement) -> list[Fact]:
    """What stands there now where it differs from what was entered: the field and its value, in the reader's words."""
    fresh = EngagementForm(by=form.by, taxonomies=load_taxonomies(), instance=stored)
    names = [name for name in form.fields if name != "edit" and name in form.cleaned_data]
    return [
        (str(form.fields[name].label), _shown(fresh, name) or "－")
        for name in names
        if getattr(stored, name) != form.cleaned_data[name]
    ]


def _shown(form: EngagementForm, name: str) -> str:
    """A field's value as a person reads it."""
    value, choices = form[name].value(), getattr(form.fields[name], "choices", None)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if choices is None:
        return "" if value is None else str(value)
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
    return _(", ").join(str(label) for key, label in choices if str(key) in chosen)
