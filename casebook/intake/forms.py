"""The form by which a spreadsheet is uploaded."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file. What it holds is looked at by `actions.receive_file`, not here."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("XLSX or CSV (UTF-8 or Shift_JIS), at most 40 MB and 20,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt", "aria-describedby": "file-help file-error"}
        ),
        error_messages={"required": _("Choose a file.")},
    )
