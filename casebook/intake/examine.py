"""The dry run: line by line, what a file would do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.headings import Headings
from casebook.intake.domain.problems import Problem
from casebook.intake.domain.rows import ParsedRow, parse_row
from casebook.intake.files.reading import Table
from casebook.intake.files.sheet import Row
from casebook.intake.permissions import Rights
from casebook.intake.plan import Plan, existing_cases, plan_row
from casebook.intake.states import Outcome

BATCH = 200
Item = TypeVar("Item")


@dataclass(frozen=True)
class Finding:
    """A line with its plan. `cells` is what stood in it, by field name, for the report of what was refused."""

    row: ParsedRow
    plan: Plan
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether the line would be kept out."""
        return self.plan.outcome is Outcome.REFUSE


def examine(table: Table, *, grammar: Grammar, rights: Rights) -> Iterator[Finding]:
    """Every line of `table` with what it would do. Raises `WrongFile` on the way."""
    first_lines: dict[str, int] = {}
    for batch in batches(table.rows, BATCH):
        rows = [_once(_parsed(line, table.headings, grammar), first_lines) for line in batch]
        existing = existing_cases(row.external_id for row in rows)
        for line, row in zip(batch, rows, strict=True):
            plan = plan_row(row, existing.get(row.external_id), rights=rights, grammar=grammar)
            yield Finding(row, plan, _cells(line, table.headings))


def batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    """Lists of up to `size` items."""
    while batch := list(islice(items, size)):
        yield batch


def _parsed(line: Row, headings: Headings, grammar: Grammar) -> ParsedRow:
    return parse_row(line.number, line.cells, line.flaws, headings, grammar)


def _once(row: ParsedRow, first_lines: dict[str, int]) -> ParsedRow:
    """A second line with the same id is refused, naming the first: it could undo what the first one did."""
    first = first_lines.setdefault(row.external_id, row.number) if row.external_id else row.number
    if first == row.number:
        return row
    repeated = Problem("repeated-id", "id", row.external_id, params={"row": first})
    return ParsedRow(row.number, row.external_id, row.values, (*row.problems, repeated))


def _cells(line: Row, headings: Headings) -> dict[str, str]:
    return {column.name: line.text(place) for place, column in headings.columns.items() if line.text(place)}
