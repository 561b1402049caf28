"""How a room above leads from the list of people to its page about one of them, without the list knowing the room."""

from collections.abc import Callable, Collection, Mapping

from platform_site.accounts.models import User

#: The reader and the keys of people give the addresses of those about whom there is a page that he may open.
PersonPages = Callable[[User, Collection[int]], Mapping[int, str]]
_registered: list[PersonPages] = []


def register_person_pages(pages: PersonPages) -> PersonPages:
    """Let a room above be reached from people's names; usable as a decorator. Called from `ready`."""
    _registered.append(pages)
    return pages


def person_pages(reader: User, people: Collection[int]) -> dict[int, str]:
    """The addresses for those shown on a page of the list; asked once for all of them."""
    return {person: url for pages in _registered for person, url in pages(reader, people).items()}
