"""How a room above shows itself on a supporter's page without the page knowing the room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from platform_site.accounts.models import User
from rubric.supporters.models import SupporterProfile


@dataclass(frozen=True)
class Section:
    """A part of a page: its anchor and heading, and the template that draws `content`."""

    anchor: str
    heading: str
    template: str
    content: Any = None


#: The profile and the reader, who may see it, give the sections for him.
Sections = Callable[[SupporterProfile, User], Iterable[Section]]
_registered: list[Sections] = []


def register_supporter_section(sections: Sections) -> Sections:
    """Let a room above show something on the page; usable as a decorator. Called from `ready`."""
    _registered.append(sections)
    return sections


def supporter_sections(profile: SupporterProfile, reader: User) -> list[Section]:
    """What all rooms show, in the order in which they registered."""
    return [section for sections in _registered for section in sections(profile, reader)]
