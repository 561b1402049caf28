"""What people enter about themselves and each other."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Invitation, Organisation, User
from platform_site.accounts.roles import Role


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


class InviteForm(forms.ModelForm):
    """Whom to invite, and in which role."""

    class Meta:
        model = Invitation
        fields = ["email", "role", "language"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, roles: frozenset[Role], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)
        self.fields["language"].label = _("Language of the mail")


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, roles: frozenset[Role], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)


class OrganisationForm(forms.ModelForm):
    """A new organisation."""

    class Meta:
        model = Organisation
        fields = ["name", "name_en", "kind", "prefecture"]


def role_choices(roles: frozenset[Role]) -> list[tuple[str, str]]:
    """The roles in the order of the enum, which goes from the least to the most."""
    return [(role.value, role.label) for role in Role if role in roles]
