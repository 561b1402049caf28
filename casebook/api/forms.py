"""What a person enters for a token."""

from django import forms

from casebook.api.models import ApiToken


class TokenForm(forms.ModelForm):
    """The name of a new token."""

    class Meta:
        model = ApiToken
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}
