"""How a room shows itself on a case's page without the page knowing the room."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from casebook.cases.terms import CaseTerms

#: A case, its terms (already read for the page) and the request give fields of the `CaseScreen`.
CaseSection = Callable[[Any, CaseTerms, HttpRequest], dict[str, Any]]
_sections: list[CaseSection] = []


def register_case_section(section: CaseSection) -> CaseSection:
    """Add a function that gives fields of the `CaseScreen`; usable as a decorator."""
    _sections.append(section)
    return section


def case_sections(case: Any, terms: CaseTerms, request: HttpRequest) -> dict[str, Any]:
    """What all registered sections give, merged; `related` is empty where no room finds any."""
    fields: dict[str, Any] = {"related": ()}
    for section in _sections:
        fields.update(section(case, terms, request))
    return fields
