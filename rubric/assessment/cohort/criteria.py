"""What a coordinator asks of the list of people, read leniently: what is not known is said and left out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.choices import lazy_label
from rubric.assessment.domain.cohort import Term
from rubric.framework.domain.levels import BY_SLUG, Level

TERMS = {
    Term.VALID: _("Valid"),
    Term.ENDS_SOON: _("Ends soon"),
    Term.ENDED: _("No longer valid"),
    Term.NONE: _("No signed level"),
}
NAME, END = "name", "end"
SORTS = [(NAME, _("Name")), (END, _("Valid until"))]
LEVELS = [(level.slug, lazy_label(level)) for level in Level]
_ALL = [("", pgettext_lazy("filter", "All"))]


class CriteriaForm(forms.Form):
    """Filters and order of the list. Every field may be left out."""

    q = forms.CharField(label=_("Find a name"), required=False, max_length=100)
    level = forms.ChoiceField(label=_("Overall level"), required=False, choices=_ALL + LEVELS)
    term = forms.ChoiceField(label=_("Validity"), required=False, choices=_ALL + list(TERMS.items()))
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=SORTS)


@dataclass(frozen=True)
class Criteria:
    """The question as it was understood. `offered` asks for people of other organisations who offer themselves."""

    form: CriteriaForm
    query: QueryDict
    q: str = ""
    level: Level | None = None
    term: Term | None = None
    sort: str = NAME
    target: Level = Level.MASTER
    offered: bool = False
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether somebody may be left out."""
        return bool(self.q or self.level or self.term)

    def address(self, **changed: str | int) -> str:
        """The query string with some of it changed; what becomes empty is left out, and so is the page."""
        query = self.query.copy()
        query.pop("page", None)
        for name, value in changed.items():
            query[name] = str(value)
        return "?" + "&".join(part for part in query.urlencode().split("&") if not part.endswith("="))


def read_criteria(query: QueryDict) -> Criteria:
    """The question in an address."""
    form = CriteriaForm(query)
    form.is_valid()
    told: dict[str, Any] = form.cleaned_data
    page = query.get("page", "")
    return Criteria(
        form=form,
        query=query,
        q=told.get("q", ""),
        level=BY_SLUG.get(told.get("level", "")),
        term=Term(told["term"]) if told.get("term") else None,
        sort=told.get("sort") or NAME,
        target=BY_SLUG.get(query.get("target", ""), Level.MASTER),
        offered=query.get("people") == "offered",
        page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
    )
