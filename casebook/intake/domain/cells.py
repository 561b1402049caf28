"""From the text of a cell to the value that a case keeps, or to the reasons why not.

Values are plain data, so that a row can be kept as JSON: text, whole numbers or None, truth, lists of slugs, notes by
slug, figures as dictionaries.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from casebook.intake.domain.barrier_notes import UnknownBarrier, read_notes
from casebook.intake.domain.columns import Column, Kind
from casebook.intake.domain.figures import Figure, NotAFigure, read_figures
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.likeness import sound_and_stems
from casebook.intake.domain.problems import Names, Problem
from casebook.intake.domain.texts import clean_line, clean_text, split_tags
from casebook.intake.domain.words import MEANS_SEVERAL
from casebook.profiles.domain.years import FIRST_YEAR
from platform_site.reference.eras import NotAYear, parse_year
from platform_site.reference.naming import fold
from platform_site.reference.numbers import NotANumber, parse_integer, parse_yen
from platform_site.reference.recognise import Term, Vocabulary, split_values

Reading = tuple[Any, list[Problem]]
LONGEST_ID = 80
LONGEST_TAG = 100
#: Up to so many allowed values are all named to somebody who wrote another one; of more, the nearest only.
FEW_VALUES = 12
MOST_NEAREST = 3
#: Excel keeps no more characters in a cell; what has just as many was cut off.
LONGEST_CELL = 32_767

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_DATE = re.compile(r"(\d{4})-\d{2}-\d{2}")


def read_cell(column: Column, text: str, grammar: Grammar) -> Reading:
    """The value of a cell and what is wrong with it; with a refusal among the problems the value means nothing."""
    if len(text) >= LONGEST_CELL:
        return empty_value(column.kind), [Problem("cut-off", column.name, params={"longest": LONGEST_CELL})]
    if not clean_text(text):
        return empty_value(column.kind), []
    return _READERS[column.kind](column, text, grammar)


def empty_value(kind: Kind) -> Any:
    """What an empty cell means."""
    if kind in (Kind.CHOICES, Kind.TAGS, Kind.FIGURES):
        return []
    if kind in (Kind.COUNT, Kind.YEN, Kind.YEAR, Kind.NUMBERED):
        return None
    return {Kind.NOTES: {}, Kind.YES_NO: False}.get(kind, "")


def _read_id(column: Column, text: str, grammar: Grammar) -> Reading:
    value = fold(text)
    if not _ID.fullmatch(value) or len(value) > LONGEST_ID:
        return value, [Problem("id-form", column.name, clean_line(text), params={"longest": LONGEST_ID})]
    if value in grammar.reserved_ids:
        return value, [Problem("id-reserved", column.name, value)]
    return value, []


def _read_line(column: Column, text: str, grammar: Grammar) -> Reading:
    value = clean_line(text)
    return value, _too_long(column, value, grammar)


def _read_text(column: Column, text: str, grammar: Grammar) -> Reading:
    value = clean_text(text)
    return value, _too_long(column, value, grammar)


def _read_url(column: Column, text: str, grammar: Grammar) -> Reading:
    value = clean_line(text)
    if not grammar.is_url(value):
        return value, [Problem("not-a-url", column.name, value)]
    return value, _too_long(column, value, grammar)


def _too_long(column: Column, value: str, grammar: Grammar) -> list[Problem]:
    longest = grammar.longest.get(column.name)
    if longest is None or len(value) <= longest:
        return []
    params = {"longest": longest, "length": len(value)}
    return [Problem("too-long", column.name, value[:40], params=params)]


def _number_reader(parse: Callable[[str], int], code: str) -> Callable[[Column, str, Grammar], Reading]:
    def read(column: Column, text: str, grammar: Grammar) -> Reading:
        try:
            value = parse(clean_line(text))
        except NotANumber:
            return None, [Problem(code, column.name, clean_line(text))]
        if not 0 <= value <= grammar.largest.get(column.name, value):
            return None, [Problem("out-of-range", column.name, clean_line(text))]
        return value, []

    return read


def _read_year(column: Column, text: str, grammar: Grammar) -> Reading:
    date = _DATE.match(text)  # a spreadsheet program makes a date of 令和4年4月
    try:
        value = parse_year(date[1] if date else clean_line(text))
    except NotAYear:
        return None, [Problem("not-a-year", column.name, clean_line(text))]
    if value < FIRST_YEAR:
        return None, [Problem("year-range", column.name, clean_line(text), params={"first": FIRST_YEAR})]
    if problems := _to_come(column, value, clean_line(text), grammar):
        return None, problems
    return value, []


def _to_come(column: Column, year: int | None, text: str, grammar: Grammar) -> list[Problem]:
    """Of a year to come nobody can tell yet."""
    if year is None or year <= grammar.last_year:
        return []
    return [Problem("year-to-come", column.name, text, params={"last": grammar.last_year})]


def _read_yes_no(column: Column, text: str, grammar: Grammar) -> Reading:
    slug, problems = _recognised(column, clean_line(text), grammar)
    return slug == "yes", problems


def _read_choice(column: Column, text: str, grammar: Grammar) -> Reading:
    """The whole cell is one value: names of industries hold the signs that part values elsewhere."""
    return _recognised(column, clean_line(text), grammar)


def _read_numbered(column: Column, text: str, grammar: Grammar) -> Reading:
    slug, problems = _read_choice(column, text, grammar)
    return (int(slug) if slug else None), problems


def _read_choices(column: Column, text: str, grammar: Grammar) -> Reading:
    words = grammar.words[column.name]
    parts = [text] if words.recognise(text) else split_values(text)
    readings = [_recognised(column, clean_line(part), grammar) for part in parts]
    expansions = MEANS_SEVERAL.get(column.name, {})
    slugs = [slug for found, _ in readings if found for slug in expansions.get(found, (found,))]
    return list(dict.fromkeys(slugs)), [problem for _, problems in readings for problem in problems]


def _recognised(column: Column, text: str, grammar: Grammar) -> tuple[str, list[Problem]]:
    slug = grammar.words[column.name].recognise(text)
    if slug is not None:
        return slug, []
    return "", [_with_offer(Problem("not-recognised", column.name, text), text, grammar.offered(column.name))]


def _with_offer(problem: Problem, text: str, words: Vocabulary) -> Problem:
    """With what could be written instead of `text`: the nearest, and where they are few every value."""
    nearest = words.nearest(text, MOST_NEAREST, also=sound_and_stems)
    if len(words.terms) <= FEW_VALUES:
        return replace(problem, nearest=_names(nearest[:1]), allowed=_names(words))
    return replace(problem, nearest=_names(nearest or words.nearest(text, at_least=0)))


def _names(terms: Iterable[Term]) -> Names:
    return tuple((term.ja, term.en) for term in terms)


def _read_tags(column: Column, text: str, grammar: Grammar) -> Reading:
    tags = split_tags(text)
    longest = {"longest": LONGEST_TAG}
    return tags, [Problem("too-long", column.name, tag[:40], params=longest) for tag in tags if len(tag) > LONGEST_TAG]


def _read_notes(column: Column, text: str, grammar: Grammar) -> Reading:
    try:
        return read_notes(text, grammar.words["barriers"]), []
    except UnknownBarrier as error:
        problem = Problem("note-of-no-barrier", column.name, error.text[:40])
        return {}, [_with_offer(problem, error.text, grammar.offered("barriers"))]


def _read_figures(column: Column, text: str, grammar: Grammar) -> Reading:
    try:
        figures = list(read_figures(text))
    except NotAFigure as error:
        return [], [Problem(f"figure-{error.reason}", column.name, error.text[:80])]
    problems = [problem for figure in figures for problem in _too_long_parts(column, figure, grammar)]
    years = [year for figure in figures for year in (figure.before_year, figure.after_year)]
    problems += [problem for year in years for problem in _to_come(column, year, str(year), grammar)]
    return [figure.as_json() for figure in figures], problems


def _too_long_parts(column: Column, figure: Figure, grammar: Grammar) -> list[Problem]:
    parts = {"label": figure.label, "unit": figure.unit, "note": figure.note}
    limits = {part: grammar.longest.get(f"figures.{part}", len(text)) for part, text in parts.items()}
    return [
        Problem("too-long", column.name, text[:40], params={"longest": limits[part], "length": len(text)})
        for part, text in parts.items()
        if len(text) > limits[part]
    ]


_READERS: dict[Kind, Callable[[Column, str, Grammar], Reading]] = {
    Kind.ID: _read_id,
    Kind.LINE: _read_line,
    Kind.TEXT: _read_text,
    Kind.URL: _read_url,
    Kind.COUNT: _number_reader(parse_integer, "not-a-count"),
    Kind.YEN: _number_reader(parse_yen, "not-a-sum"),
    Kind.YEAR: _read_year,
    Kind.YES_NO: _read_yes_no,
    Kind.CHOICE: _read_choice,
    Kind.NUMBERED: _read_numbered,
    Kind.CHOICES: _read_choices,
    Kind.TAGS: _read_tags,
    Kind.ORGANISATION: _read_choice,
    Kind.NOTES: _read_notes,
    Kind.FIGURES: _read_figures,
}
