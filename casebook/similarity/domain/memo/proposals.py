"""What a memo proposes for the company profile: the values, and the words that each rests on."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

FIELDS = (
    "prefecture",
    "industry",
    "employees",
    "capital_yen",
    "sales_yen",
    "situation",
    "barrier",
    "approach",
    "owner_age",
    "owner_origin",
    "owner_years",
)
"""The fields that are proposed, in the order of the form; ``barrier`` and ``approach`` are called as the facets are."""

SEVERAL = frozenset({"situation", "barrier", "approach"})
"""The fields that take several values. Of any other at most one is preselected."""

_STRONG = 0.7


@dataclass(frozen=True)
class Proposal:
    """A value for a field; ``words`` is ``text[start:end]`` of the memo as pasted, what the value rests on.

    ``value`` is a slug of the profile or a whole number (persons, yen, years); ``strength`` runs from 0 to 1. ``words``
    is the company's own story and stays out of ``repr``, so that no log keeps it.
    """

    field: str
    value: str | int
    words: str = dataclasses.field(repr=False)
    start: int
    end: int
    strength: float

    @property
    def is_strong(self) -> bool:
        """Whether the page may select it before anybody has looked."""
        return self.strength >= _STRONG


@dataclass(frozen=True)
class Proposals:
    """Everything that a memo proposes, in the order of ``FIELDS``, of strength and of the memo; false where nothing is.

    Several situations, barriers and approaches; two industries where the memo leaves the choice; one of all else.
    """

    found: tuple[Proposal, ...] = ()

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def of(self, field: str) -> tuple[Proposal, ...]:
        """The proposals for one field, best first. Raises ``KeyError`` for a field that is never proposed."""
        if field not in FIELDS:
            raise KeyError(field)
        return tuple(proposal for proposal in self.found if proposal.field == field)

    @property
    def initial(self) -> dict[str, str | int | list[str]]:
        """The strong ones as a form's initial data: a value, or a list of them for a field of ``SEVERAL``."""
        chosen: dict[str, str | int | list[str]] = {}
        for field in FIELDS:
            values = [proposal.value for proposal in self.of(field) if proposal.is_strong]
            if values:
                chosen[field] = [str(value) for value in values] if field in SEVERAL else values[0]
        return chosen
