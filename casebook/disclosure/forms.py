"""What is asked when a consent is recorded or withdrawn."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from casebook.disclosure.models import Consent
from casebook.disclosure.registry import case_field


class ConsentForm(WagtailAdminModelForm):
    """A consent to a case that exists, for a span of time that makes sense."""

    class Meta:
        model = Consent
        fields = ["given_by", "given_on", "scope", "allows_name", "ends_on", "note"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"case": case_field(self.for_user), **self.fields}
        self.fields["scope"].help_text = _("A wider consent covers the narrower.")
        self.fields["allows_name"].help_text = _("Unticked: the case is published under its alias.")
        self.fields["note"].help_text = _("e.g. where the signed paper is kept. Not shown to readers.")

    def clean(self):
        cleaned = super().clean()
        given_on, ends_on = cleaned.get("given_on"), cleaned.get("ends_on")
        if given_on and given_on > timezone.localdate():
            self.add_error("given_on", _("A consent cannot have been given in the future."))
        if given_on and ends_on and ends_on < given_on:
            self.add_error("ends_on", _("It would end before it was given."))
        return cleaned


class WithdrawalForm(forms.Form):
    """When and why a company took its consent back."""

    withdrawn_on = forms.DateField(label=_("Withdrawn on"), initial=timezone.localdate, widget=AdminDateInput)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
