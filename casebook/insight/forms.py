"""What is asked of a commission."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from casebook.cases.cms.chooser import case_chooser
from casebook.cases.models import CasePage
from casebook.insight.models import Commission
from casebook.insight.permissions import may_write_cases


class CommissionForm(WagtailAdminModelForm):
    """A commission; it can be given to those who work in the CMS."""

    class Meta:
        model = Commission
        fields = ["sought", "note", "due_on", "taken_by", "case"]
        widgets = {"due_on": AdminDateInput, "note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_by"].queryset = may_write_cases()
        self.fields["case"].queryset = CasePage.objects.editable_by(self.for_user)
        self.fields["case"].widget = case_chooser.widget_class()
