"""Cases as the disclosure room asks for them."""

from casebook.cases.models import CasePage
from casebook.disclosure.registry import register_cases


@register_cases
def cases_with_consent(case_id: str | None):
    """The cases of an id; for None, the live ones without a published source."""
    if case_id is None:
        return CasePage.objects.live().filter(source_title="")
    return CasePage.objects.filter(external_id=case_id)
