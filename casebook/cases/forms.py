"""The editor's form of a case: what Wagtail's own form does not know to check."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from casebook.cases.cms.choices import JUDGED_GROUPS, SITUATION_GROUPS, as_field_choices
from casebook.cases.cms.widgets import ChoiceBoxes
from casebook.disclosure.domain.anonymity import clues, name_leaks
from casebook.disclosure.policies import publication_refusals

#: Names of the buttons that bring a case before readers or reviewers.
PUBLISHING_ACTIONS = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")

#: Fields of several choices, with their groups where there are many.
CHOICE_LISTS = {"situation": SITUATION_GROUPS, "judged": JUDGED_GROUPS, "org_type": (), "team_levels": ()}


class CasePageForm(WagtailAdminPageForm):
    """Refuses a publication without source or consent, and a real name in the text of a case under alias.

    Where a case under alias holds facts that together point at one company, somebody has to say that he has looked.
    """

    anonymity_checked = forms.BooleanField(
        label=_("I have checked that the company cannot be recognised"),
        help_text=_("Asked for where place, trade and headcount, or a contact, could tell who the company is."),
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in CHOICE_LISTS.keys() & self.fields.keys():
            field = self.fields[name]
            field.widget = ChoiceBoxes()
            field.choices = as_field_choices(CHOICE_LISTS[name]) or field.choices

    def clean(self):
        cleaned = super().clean()
        draft = self.instance
        for name, value in cleaned.items():
            if name in {"source_title", "disclosure", "is_named", "company_name", "external_id"}:
                setattr(draft, name, value)
        if any(action in self.data for action in PUBLISHING_ACTIONS):
            for refusal in publication_refusals(draft):
                self.add_error(refusal.field, refusal.sentence)
            self._ask_about_clues(cleaned)
        self._refuse_leaked_name(cleaned)
        return cleaned

    def _ask_about_clues(self, cleaned) -> None:
        found = clues(
            is_named=bool(cleaned.get("is_named")),
            city=cleaned.get("city") or "",
            industry_detail=cleaned.get("industry_detail") or "",
            employees=cleaned.get("employees"),
            texts={name: value for name, value in cleaned.items() if isinstance(value, str) and "source" not in name},
        )
        if found and not cleaned.get("anonymity_checked"):
            told = _("The company could be recognised by this: %(clues)s. Take it out, or tick this if it is safe.")
            self.add_error("anonymity_checked", told % {"clues": ", ".join(clue.found for clue in found)})

    def _refuse_leaked_name(self, cleaned) -> None:
        if cleaned.get("is_named") or not cleaned.get("company_name"):
            return
        texts = {name: value for name, value in cleaned.items() if isinstance(value, str) and name != "company_name"}
        for leak in name_leaks(cleaned["company_name"], texts):
            self.add_error(leak.field, _("The company's name stands in this text: “%s”.") % leak.found)
