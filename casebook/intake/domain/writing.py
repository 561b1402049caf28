"""From the value that a case keeps to the text of a cell: the inverse of `cells.py`."""

from typing import Any

from casebook.intake.domain.barrier_notes import write_notes
from casebook.intake.domain.columns import COLUMNS, Column, Kind
from casebook.intake.domain.figures import Figure, write_figures
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.texts import join_tags
from casebook.intake.domain.words import YES_NO
from platform_site.reference.recognise import Vocabulary, split_values

Values = dict[str, Any]


def write_row(values: Values, grammar: Grammar, language: str = "ja") -> list[str | int | None]:
    """The cells of a case, in the order of the columns; a field that `values` lacks is left empty."""
    return [
        write_cell(column, values[column.name], grammar, language) if column.name in values else None
        for column in COLUMNS.values()
    ]


def write_cell(column: Column, value: Any, grammar: Grammar, language: str = "ja") -> str | int | None:
    """The cell that is read as `value` again. Numbers stay numbers, so that a spreadsheet can count with them."""
    if value in ("", None, [], {}):
        return None
    match column.kind:
        case Kind.YES_NO:
            return YES_NO["yes" if value else "no"].label(language)
        case Kind.CHOICE | Kind.NUMBERED | Kind.ORGANISATION:
            return _name(grammar.words[column.name], str(value), language)
        case Kind.CHOICES:
            return "; ".join(_part(grammar.words[column.name], slug, language) for slug in value)
        case Kind.TAGS:
            return join_tags(value)
        case Kind.NOTES:
            words = grammar.words["barriers"]
            return write_notes(value, {slug: _note_name(words, slug, language) for slug in value})
        case Kind.FIGURES:
            return write_figures([Figure(**kept) for kept in value])
    return value  # type: ignore[no-any-return] # the other kinds are written as they are


def _name(words: Vocabulary, slug: str, language: str) -> str:
    """A value's name, or its slug where the name would not be recognised as this value."""
    try:
        name = words[slug].label(language)
    except KeyError:
        return slug
    return name if words.recognise(name) == slug else slug


def _part(words: Vocabulary, slug: str, language: str) -> str:
    """A name that stands among others: one that would be taken apart gives way to the slug."""
    name = _name(words, slug, language)
    return name if split_values(name) == [name] else slug


def _note_name(words: Vocabulary, slug: str, language: str) -> str:
    name = _name(words, slug, language)
    return slug if ":" in name or "：" in name else name
