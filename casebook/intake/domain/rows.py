"""From a line of the sheet to what it says about a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casebook.intake.domain.cells import read_cell
from casebook.intake.domain.columns import EMPTY_IS_UNTOUCHED, REQUIRED
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.headings import Headings
from casebook.intake.domain.problems import Problem
from platform_site.reference.naming import fold

#: A line whose id begins like this is an example, as the template has one; it is passed over.
EXAMPLE_MARKS = ("記入例", "example")


@dataclass(frozen=True)
class ParsedRow:
    """What a line says: values by field name, for the columns that the file has. Empty cells give empty values.

    With a refusal among `problems` the values are not to be used.
    """

    number: int
    external_id: str
    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether something keeps this line out."""
        return any(problem.is_refusal for problem in self.problems)


def is_example(external_id_cell: str) -> bool:
    """Whether this line is an example for the person who fills the sheet in."""
    return fold(external_id_cell).startswith(EXAMPLE_MARKS)


def parse_row(
    number: int, cells: Sequence[str], flaws: dict[int, str], headings: Headings, grammar: Grammar
) -> ParsedRow:
    """Read every cell that stands under a heading. `flaws` are places of cells that hold a formula or an error."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for place, column in headings.columns.items():
        text = cells[place] if place < len(cells) else ""
        if place in flaws:
            problems.append(Problem(flaws[place], column.name, text[:40]))
            continue
        value, found = read_cell(column, text, grammar)
        problems.extend(found)
        if column.name in REQUIRED and not value:
            problems.append(Problem("required", column.name))
        if column.name not in EMPTY_IS_UNTOUCHED or value:
            values[column.name] = value
    return ParsedRow(number, str(values.get("id", "")), values, tuple(problems))
