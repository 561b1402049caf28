"""What is asked when a consent is recorded or withdrawn."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from casebook.disclosure.models import Consent
from casebook.disclosure.registry import cases_of


class ConsentForm(WagtailAdminModelForm):
    """A consent to a case that exists, for a span of time that makes sense."""

    class Meta:
        model = Consent
        fields = ["case_id", "given_by", "given_on", "scope", "allows_name", "ends_on", "note"]

    def clean_case_id(self) -> str:
        case_id = self.cleaned_data["case_id"].strip()
        if not cases_of(case_id):
            raise forms.ValidationError(_("There is no case “%(id)s”. Its id stands on its form.") % {"id": case_id})
        return case_id

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
