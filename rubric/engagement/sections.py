"""How a room above shows itself on an engagement's page without the page knowing the room."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest

from rubric.engagement.models import Engagement
from rubric.supporters.page_sections import Section

__all__ = ["Section", "Sections", "engagement_sections", "register_engagement_section"]

#: The engagement and the request of somebody who may see it give the sections for him.
Sections = Callable[[Engagement, HttpRequest], Iterable[Section]]
_registered: list[Sections] = []


def register_engagement_section(sections: Sections) -> Sections:
    """Let a room above show something on the page; usable as a decorator. Called from `ready`."""
    _registered.append(sections)
    return sections


def engagement_sections(engagement: Engagement, request: HttpRequest) -> list[Section]:
    """What all rooms show, in the order in which they registered."""
    return [section for sections in _registered for section in sections(engagement, request)]
