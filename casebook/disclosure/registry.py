"""How consents reach the cases they are about, without this room knowing the case's model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.forms import ModelChoiceField
from wagtail.models import Page

from platform_site.accounts.models import User


@dataclass(frozen=True)
class CaseName:
    """How a case is called where consents are listed; `page_id` is the page that is edited."""

    page_id: int
    title: str
    alias: str


class CaseRoom(Protocol):
    """What the room of the cases lends to this one."""

    def find(self, case_id: str | None) -> Iterable[Page]:
        """The cases of an id in every language; for None, the live ones that rest on a consent."""

    def names(self, case_ids: Iterable[str]) -> Mapping[str, CaseName]:
        """The names of those cases that still exist, by id."""

    def ids_matching(self, words: str) -> Iterable[str]:
        """The ids of the cases that an editor means by `words`."""

    def field(self, user: User) -> ModelChoiceField:
        """A field to choose one of the cases that `user` may edit."""


_rooms: list[CaseRoom] = []


def register_cases(room: CaseRoom) -> None:
    """Make the cases known to this room."""
    _rooms.append(room)


def cases_of(case_id: str | None) -> list[Page]:
    """The cases (in every language) of that id; for None, the live ones that rest on a consent."""
    return [case for room in _rooms for case in room.find(case_id)]


def names_of(case_ids: Iterable[str]) -> dict[str, CaseName]:
    """The names of those cases that still exist, by id."""
    wanted = set(case_ids)
    return {case_id: name for room in _rooms for case_id, name in room.names(wanted).items()}


def ids_matching(words: str) -> set[str]:
    """The ids of the cases that an editor means by `words`."""
    return {case_id for room in _rooms for case_id in room.ids_matching(words)}


def case_field(user: User) -> ModelChoiceField:
    """A field to choose one of the cases that `user` may edit."""
    return next(room.field(user) for room in _rooms)
