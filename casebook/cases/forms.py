"""The editor's form of a case: what Wagtail's own form does not know to check."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from casebook.disclosure.domain.anonymity import name_leaks
from casebook.disclosure.policies import publication_refusals

#: Names of the buttons that bring a case before readers or reviewers.
PUBLISHING_ACTIONS = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")


class CasePageForm(WagtailAdminPageForm):
    """Refuses a publication without source or consent, and a real name in the text of a case under alias."""

    def clean(self):
        cleaned = super().clean()
        draft = self.instance
        for name, value in cleaned.items():
            if name in {"source_title", "disclosure", "is_named", "company_name", "external_id"}:
                setattr(draft, name, value)
        if any(action in self.data for action in PUBLISHING_ACTIONS):
            for refusal in publication_refusals(draft):
                self.add_error(refusal.field, refusal.sentence)
        self._refuse_leaked_name(cleaned)
        return cleaned

    def _refuse_leaked_name(self, cleaned) -> None:
        if cleaned.get("is_named") or not cleaned.get("company_name"):
            return
        texts = {name: value for name, value in cleaned.items() if isinstance(value, str) and name != "company_name"}
        for leak in name_leaks(cleaned["company_name"], texts):
            self.add_error(leak.field, _("The company's name stands in this text: “%s”.") % leak.found)
