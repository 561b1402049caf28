"""Cases as the disclosure room asks for them."""

from collections.abc import Iterable

from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _

from casebook.cases.models import CasePage
from casebook.cases.querysets import CaseQuerySet
from casebook.disclosure.registry import CaseName, register_cases


class CasesWithConsents:
    """The room of the cases, for the consents (`CaseRoom`)."""

    def find(self, case_id: str | None) -> CaseQuerySet:
        """The cases of an id; for None, the live ones without a published source."""
        if case_id is None:
            return CasePage.objects.live().filter(source_title="")
        return CasePage.objects.filter(external_id=case_id)

    def names(self, case_ids: Iterable[str]) -> dict[str, CaseName]:
        """The newest titles; the original's where there are translations."""
        cases = CasePage.objects.filter(external_id__in=case_ids).order_by("-pk")
        rows = cases.values_list("external_id", "pk", "draft_title", "alias")
        return {external_id: CaseName(*name) for external_id, *name in rows}

    def ids_matching(self, words: str) -> Iterable[str]:
        """Those whose title, alias, name or id hold every word."""
        return CasePage.objects.matching(words).values_list("external_id", flat=True)

    def field(self, user) -> ModelChoiceField:
        """A list to choose from, with a search."""
        from casebook.cases.cms.chooser import case_chooser

        cases = CasePage.objects.editable_by(user)
        return ModelChoiceField(cases, widget=case_chooser.widget_class, label=_("Case"))


register_cases(CasesWithConsents())
