"""The columns of the spreadsheet: field name, headings, how a cell is read, what it means (`columns.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from platform_site.reference.naming import in_language


class Kind(StrEnum):
    """How the cells of a column are read."""

    ID = "id"  # the stable id of a case
    LINE = "line"  # one line of text
    TEXT = "text"  # text of several paragraphs
    URL = "url"
    COUNT = "count"  # a whole number, 0 or more
    YEN = "yen"  # a sum of money
    YEAR = "year"  # western or by era
    YES_NO = "yes_no"
    CHOICE = "choice"  # one value of a closed list
    NUMBERED = "numbered"  # one value of a closed list, kept as a number
    CHOICES = "choices"  # several, in order
    TAGS = "tags"  # several free words
    ORGANISATION = "organisation"  # the name of an organisation of the platform
    NOTES = "notes"  # barrier_notes.py
    FIGURES = "figures"  # figures.py


@dataclass(frozen=True)
class Column:
    """One column. `also` are further headings under which it is recognised."""

    name: str
    ja: str
    en: str
    kind: Kind
    help_ja: str
    help_en: str
    also: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        """Whether a file without this column can't be imported."""
        return self.name in REQUIRED

    @property
    def writings(self) -> tuple[str, ...]:
        """Every heading that means this column."""
        return (self.name, self.ja, self.en, *self.also)

    def label(self, language: str = "ja") -> str:
        """The heading in `ja` or `en`."""
        return in_language(language, ja=self.ja, en=self.en)

    def help(self, language: str = "ja") -> str:
        """What belongs into the column, for the person who fills it."""
        return in_language(language, ja=self.help_ja, en=self.help_en)


REQUIRED = ("id", "title")

#: Columns whose empty cell leaves an existing case as it is: an empty cell never publishes, withdraws or discloses.
EMPTY_IS_UNTOUCHED = frozenset({"subject", "disclosure", "status"})


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        ja=entry["ja"],
        en=entry["en"],
        kind=Kind(entry["kind"]),
        help_ja=entry["help"]["ja"],
        help_en=entry["help"]["en"],
        also=tuple(entry.get("also", ())),
    )


def _load() -> dict[str, Column]:
    entries = yaml.safe_load(Path(__file__).with_name("columns.yaml").read_text(encoding="utf-8"))
    return {name: _column(name, entry) for name, entry in entries.items()}


COLUMNS: Mapping[str, Column] = MappingProxyType(_load())
"""The columns by field name, in the template's order."""

#: The texts in which a company under an alias must not be named or recognised.
PROSE = tuple(column.name for column in COLUMNS.values() if column.kind in (Kind.LINE, Kind.TEXT, Kind.URL))
