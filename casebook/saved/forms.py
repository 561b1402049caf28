"""What a person enters about what she keeps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casebook.saved.models import CaseCollection, Frequency
from casebook.saved.naming import LONGEST_NAME

LONGEST_NOTE = 2_000


class SearchForm(forms.Form):
    """A search's name, and whether mails come; it says to which address."""

    name = forms.CharField(label=_("Name of the search"), max_length=LONGEST_NAME)
    frequency = forms.ChoiceField(
        label=_("Tell me of new cases by mail"), choices=Frequency.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frequency"].help_text = _(
            "If you choose anything but “No mail”, mails go to %(email)s whenever there are new cases. "
            "Each mail has a link that stops them."
        ) % {"email": email}


class NoteForm(forms.Form):
    """A note to oneself. Browsers count a line break as one character and send two."""

    note = forms.CharField(
        label=_("Your note"),
        required=False,
        max_length=2 * LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_NOTE}),
    )


class CollectionForm(forms.Form):
    """A collection's name and what it is for."""

    name = forms.CharField(label=CaseCollection._meta.get_field("name").verbose_name, max_length=100)
    description = forms.CharField(
        label=CaseCollection._meta.get_field("description").verbose_name,
        help_text=CaseCollection._meta.get_field("description").help_text,
        required=False,
        max_length=2 * LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_NOTE}),
    )


class CollectForm(NoteForm):
    """Into which of one's collections a case goes; a new one needs nothing but a name."""

    collection = forms.ModelChoiceField(
        CaseCollection.objects.none(),
        label=_("Collection"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
        blank=True,
    )
    name = forms.CharField(label=_("Name of a new collection"), required=False, max_length=100)

    field_order = ["collection", "name", "note"]

    def __init__(self, *args: Any, collections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collection"].queryset = collections
        if not collections:
            del self.fields["collection"]
            self.fields["name"].required = True

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if not self.errors and not entered.get("collection") and not entered.get("name"):
            raise ValidationError(_("Choose a collection, or enter the name of a new one."))
        return entered
