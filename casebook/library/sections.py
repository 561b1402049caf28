"""How a room shows itself on the cards of the library's list without the list knowing the room."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from casebook.library.presenters import CaseCard

#: The cases of a list and the request give fields of their `CaseCard`s, by case.
CardSection = Callable[[Sequence[int], HttpRequest], Mapping[int, dict[str, Any]]]
_sections: list[CardSection] = []


def register_card_section(section: CardSection) -> CardSection:
    """Add a function that gives fields of cards; usable as a decorator."""
    _sections.append(section)
    return section


def with_sections(cards: Iterable[CaseCard], request: HttpRequest) -> tuple[CaseCard, ...]:
    """The cards with what all registered sections give."""
    shown = tuple(cards)
    for section in _sections:
        fields = section([card.pk for card in shown], request)
        shown = tuple(replace(card, **fields.get(card.pk, {})) for card in shown)
    return shown
