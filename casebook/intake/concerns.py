"""The rows of an import that bear on who can be recognised, and on what may be published."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from casebook.intake.models import ImportRowQuerySet
from casebook.intake.plan import NOT_PUBLISHABLE
from casebook.intake.sentences import RECOGNISABLE, listed

#: How many row numbers a sentence names before it breaks off.
MOST_NUMBERS = 20


@dataclass(frozen=True)
class RowNumbers:
    """Some rows, by their numbers in the sheet."""

    numbers: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def __str__(self) -> str:
        more = "…" if len(self.numbers) > MOST_NUMBERS else ""
        return listed(map(str, self.numbers[:MOST_NUMBERS])) + more


@dataclass(frozen=True)
class Concerns:
    """`recognisable`: rows in which a company could be recognised. `unchecked`: those that nothing but that keeps from
    being public. `unpublishable`: those without source or consent."""

    recognisable: RowNumbers
    unchecked: RowNumbers
    unpublishable: RowNumbers


def concerns_of(rows: ImportRowQuerySet) -> Concerns:
    """What stands in the reasons of these rows."""
    found = rows.with_reasons().values_list("number", "problems")
    return concerns_in((number, frozenset(problem["code"] for problem in problems)) for number, problems in found)


def concerns_in(rows: Iterable[tuple[int, frozenset[str]]]) -> Concerns:
    """What the codes of rows' problems, each with the row's number, come to."""
    codes = list(rows)

    def numbers(is_meant: Callable[[frozenset[str]], Any]) -> RowNumbers:
        return RowNumbers(tuple(number for number, said in codes if is_meant(said)))

    return Concerns(
        recognisable=numbers(lambda said: said.intersection(RECOGNISABLE)),
        unchecked=numbers(lambda said: "unchecked-clues" in said and NOT_PUBLISHABLE not in said),
        unpublishable=numbers(lambda said: NOT_PUBLISHABLE in said),
    )
