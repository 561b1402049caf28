"""Counts that may be published (issue 5, *Who sees what*): over five people at least, with complementary suppression.

What holds of everything that is published together here:

* No figure, total or cell, counts somebody but fewer than `least`. Nought is shown: it counts nobody. (So it can be
  read that all of a group stand in one place; a group of which anything is shown is `least` people or more.)
* A reader who knows all that is published, how it adds up, and that people are whole, finds for each hidden figure
  `least` possible values or more, one of them `least` or more: he can neither work it out nor know that it is small.

The way there is simple rather than sparing (`figures.names_to_hide`): hide more until an exact attack fails; where that
does not succeed, only the grand total is left. Two things are not covered: reasoning from how the choices were made,
and comparing with figures of almost the same people, such as last week's or a filtered table (so publish at intervals,
not on demand).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rubric.assessment.domain.figures import Figure, Name, names_to_hide

#: Fewer people are not published (issue 5).
LEAST = 5

#: In a name, in place of a table, row or column: all of them.
ALL = -1
GRAND_TOTAL: Name = (ALL, ALL, ALL)


@dataclass(frozen=True)
class Table:
    """Numbers of people by row and column, at least two of each; raises ValueError. Totals follow from them."""

    cells: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.cells}
        if len(self.cells) < 2 or len(widths) != 1 or min(widths) < 2:
            raise ValueError("a table has two rows and two columns at least, all of one length")
        if any(people < 0 for row in self.cells for people in row):
            raise ValueError("people are counted from 0")

    @property
    def row_totals(self) -> tuple[int, ...]:
        """The people of each row."""
        return tuple(sum(row) for row in self.cells)

    @property
    def column_totals(self) -> tuple[int, ...]:
        """The people of each column."""
        return tuple(sum(column) for column in zip(*self.cells, strict=True))

    @property
    def total(self) -> int:
        """All people."""
        return sum(self.row_totals)


@dataclass(frozen=True)
class Published:
    """A table as it may be shown; None for what is hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def suppress(table: Table, least: int = LEAST) -> Published:
    """One table that is published with all its totals."""
    return _published([table], least)[0]


def suppress_pair(one: Table, two: Table, least: int = LEAST) -> tuple[Published, Published]:
    """Two tables of the same people by the same columns, such as levels by region and by kind of body.

    Their column totals are the same figures, and are hidden in both or in neither. Raises ValueError where they differ.
    """
    if one.column_totals != two.column_totals:
        raise ValueError("the tables do not count the same people by the same columns")
    first, second = _published([one, two], least)
    return first, second


def suppress_counts(
    breakdowns: Sequence[Sequence[int]], least: int = LEAST
) -> tuple[tuple[tuple[int | None, ...], ...], int | None]:
    """Breakdowns of the same people, each into counts by one thing, and how many people there are; None where hidden.

    As only their sum ties them together, and is published or else nothing is, none tells more of another. Raises
    ValueError where the sums differ.
    """
    totals = {sum(counts) for counts in breakdowns}
    if len(totals) != 1:
        raise ValueError("the breakdowns do not count the same people")
    total = totals.pop()
    return tuple(_line(counts, total, least) for counts in breakdowns), _shown(total, 0 < total < least)


def _line(counts: Sequence[int], total: int, least: int) -> tuple[int | None, ...]:
    figures: dict[Name, Figure] = {(place,): Figure("start", "end", people) for place, people in enumerate(counts)}
    figures[GRAND_TOTAL] = Figure("end", "start", total, is_total=True)
    hidden = names_to_hide(figures, GRAND_TOTAL, least)
    return tuple(_shown(people, (place,) in hidden) for place, people in enumerate(counts))


def _published(tables: Sequence[Table], least: int) -> list[Published]:
    hidden = names_to_hide(dict(_figures(tables)), GRAND_TOTAL, least)
    return [_without(table, place, hidden) for place, table in enumerate(tables)]


def _without(table: Table, place: int, hidden: Collection[Name]) -> Published:
    return Published(
        tuple(
            tuple(_shown(people, (place, row, column) in hidden) for column, people in enumerate(counts))
            for row, counts in enumerate(table.cells)
        ),
        tuple(_shown(people, (place, row, ALL) in hidden) for row, people in enumerate(table.row_totals)),
        tuple(_shown(people, (ALL, ALL, column) in hidden) for column, people in enumerate(table.column_totals)),
        _shown(table.total, GRAND_TOTAL in hidden),
    )


def _shown(people: int, is_hidden: bool) -> int | None:
    return None if is_hidden else people


def _figures(tables: Sequence[Table]) -> Iterator[tuple[Name, Figure]]:
    """The figures of one table, or of two that share their column totals.

    People flow from the start through the second table's rows into its columns, through the column totals into the
    first table's columns, on into its rows and to the end; the grand total leads back. Without a second table the
    column totals begin at the start.
    """
    first, *others = tables
    yield GRAND_TOTAL, Figure("end", "start", first.total, is_total=True)
    for column, people in enumerate(first.column_totals):
        source = _sum(1, "column", column) if others else "start"
        yield (ALL, ALL, column), Figure(source, _sum(0, "column", column), people, is_total=True)
    yield from _table_figures(0, first)
    for table in others:
        for name, figure in _table_figures(1, table):
            source = "start" if figure.target == "end" else figure.target
            yield name, Figure(source, figure.source, figure.people, figure.is_total)


def _table_figures(place: int, table: Table) -> Iterator[tuple[Name, Figure]]:
    for row, counts in enumerate(table.cells):
        yield (place, row, ALL), Figure(_sum(place, "row", row), "end", sum(counts), is_total=True)
        for column, people in enumerate(counts):
            yield (place, row, column), Figure(_sum(place, "column", column), _sum(place, "row", row), people)


def _sum(place: int, kind: str, number: int) -> str:
    return f"{kind} {number} of table {place}"
