"""The shape of what the page tells: groups of tables, on the page and in files the same ones."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from rubric.assessment.cohort.files import Table

#: Lines on the page; a file has them all.
MOST_LINES = 100
Number = int | str


@dataclass(frozen=True)
class Line:
    """A row: its name, its numbers as they are shown, words after them, and a bar where there is one."""

    name: str
    numbers: tuple[Number, ...]
    words: tuple[str, ...] = ()
    bar: SafeString = SafeString("")
    is_total: bool = False


@dataclass(frozen=True)
class Figures:
    """A table; `has_bars` where its numbers are drawn as well."""

    slug: str
    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    has_bars: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines on the page."""
        return self.lines[:MOST_LINES]

    @property
    def rest(self) -> int:
        """How many lines only the file has."""
        return len(self.lines) - len(self.shown)

    @property
    def words(self) -> int:
        """How many of the last columns hold words."""
        return len(self.lines[0].words) if self.lines else 0

    @property
    def as_file(self) -> Table:
        """All of it, for a file."""
        return Table(self.title, self.headings, [[line.name, *line.numbers, *line.words] for line in self.lines])


@dataclass(frozen=True)
class Group:
    """Tables that belong together, under a heading of the page. `key` names the parts of their bars."""

    slug: str
    title: str
    tables: tuple[Figures, ...]
    note: str = ""
    key: tuple[str, ...] = ()
