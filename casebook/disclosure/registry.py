"""How consents reach the cases they are about, without this room knowing the case's model."""

from collections.abc import Callable, Iterable

from wagtail.models import Page

CaseFinder = Callable[[str | None], Iterable[Page]]
_finders: list[CaseFinder] = []


def register_cases(finder: CaseFinder) -> CaseFinder:
    """Add a function that gives the cases of an id; for None, the live ones that rest on a consent."""
    _finders.append(finder)
    return finder


def cases_of(case_id: str | None) -> list[Page]:
    """The cases (in every language) of that id."""
    return [case for finder in _finders for case in finder(case_id)]
