"""What people enter about themselves and each other."""

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.addresses import read_addresses
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.policies import Refusal
from platform_site.accounts.roles import MEANINGS, Role

MOST_INVITED_AT_ONCE = 50


class ProfileForm(forms.ModelForm):
    """What a person says of herself."""

    class Meta:
        model = User
        fields = ["name", "prefecture", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class JoinForm(forms.Form):
    """What a new person enters when she accepts an invitation."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("As your colleagues know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password_again = forms.CharField(
        label=_("Password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, email: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self) -> dict:
        data = super().clean()
        password = data.get("password", "")
        if password and "password_again" in data and password != data["password_again"]:
            self.add_error("password_again", _("The two passwords are not the same."))
        if password:
            self._check_strength(password, data.get("name", ""))
        return data

    def _check_strength(self, password: str, name: str) -> None:
        try:
            validate_password(password, User(email=self.email, name=name))
        except forms.ValidationError as error:
            self.add_error("password", error)


class AddressesField(forms.CharField):
    """E-mail addresses, one or many; cleaned they are a tuple."""

    widget = forms.Textarea(attrs={"rows": 3, "inputmode": "email", "autocapitalize": "off", "autocomplete": "off"})
    default_error_messages = {
        "wrong": _("This is not an e-mail address: %(wrong)s"),
        "too_many": _("Please invite at most %(most)s people at once."),
    }

    def to_python(self, value: str | None) -> tuple[str, ...]:
        addresses = read_addresses(super().to_python(value))
        if addresses.wrong:
            raise forms.ValidationError(self.error_messages["wrong"], "wrong", {"wrong": ", ".join(addresses.wrong)})
        if len(addresses.good) > MOST_INVITED_AT_ONCE:
            raise forms.ValidationError(self.error_messages["too_many"], "too_many", {"most": MOST_INVITED_AT_ONCE})
        return addresses.good


class InviteForm(forms.Form):
    """Whom to invite, and in which role."""

    emails = AddressesField(label=_("E-mail addresses"), help_text=_("Several people: one address a line."))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, initial=Role.SUPPORTER)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args, roles: frozenset[Role], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)

    def keep_refused(self, refused: dict[str, Refusal]) -> None:
        """Leave those in the form who were not invited, each with the reason."""
        self.data = self.data.copy()
        self.data["emails"] = "\n".join(refused)
        for email, refusal in refused.items():
            self.add_error("emails", _("%(email)s: %(reason)s") % {"email": email, "reason": refusal.label})


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args, roles: frozenset[Role], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)


class OrganisationForm(forms.ModelForm):
    """A new organisation."""

    class Meta:
        model = Organisation
        fields = ["name", "name_en", "kind", "prefecture"]


def role_choices(roles: frozenset[Role]) -> list[tuple[str, str]]:
    """The roles with what each is for, in the order of the enum, which goes from the least to the most."""
    return [(role.value, _described(role)) for role in Role if role in roles]


def _described(role: Role) -> str:
    return format_html('<span><b>{}</b><br><span class="people-note">{}</span></span>', role.label, MEANINGS[role])
