"""How a room shows itself on the first page without the page knowing the room."""

from collections.abc import Callable

from django.http import HttpRequest

HomeSection = Callable[[HttpRequest], dict]
_sections: list[HomeSection] = []


def register_home_section(section: HomeSection) -> HomeSection:
    """Add a function that gives the first page's template what it shows; usable as a decorator."""
    _sections.append(section)
    return section


def home_sections(request: HttpRequest) -> dict:
    """What all registered sections give, merged."""
    context: dict = {}
    for section in _sections:
        context.update(section(request))
    return context
