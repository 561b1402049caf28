"""Outcome figures in a cell: readable, and the same again when read back.

One figure a line (or parted by ``;``):

    売上高: 13億円(2019) → 15億円(2021) | 資料では15%増
    海外売上比率: 40%(令和元年) → 50%(令和3年)
    売上高の伸び: → 30%              only the figure after
    従業員: 5名 →                    only the figure before
    累計販売台数: (2018) → 300台     the year of an unknown figure

The arrow may be ``→``, ``⇒`` or ``->``; colon, bar and brackets may be full-width. A backslash takes the meaning from
the sign behind it, so that any label, unit or note can be written.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from casebook.intake.domain.texts import clean_line, clean_text
from platform_site.reference.eras import NotAYear, parse_year
from platform_site.reference.numbers import NotANumber, parse_decimal

_MASK = 0xF0000  # a plane that no text uses: signs without a meaning of their own are kept there while a cell is read
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN_FIGURES = re.compile(r"[\n;；]")
_ARROW = re.compile(r"->|[→⇒➡]")
_SIDE = re.compile(
    r"(?P<number>[-−▲△+＋－]?\s*[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)?(?P<unit>[^(（)）]*)(?:[(（](?P<year>[^)）]*)[)）])?"
)
_SPECIAL = re.compile(r"[\\;；:：|｜→⇒➡>()（）]")
_LIKE_A_NUMBER = re.compile(r"[0-9０-９,，.．+＋−－▲△-]")
_LARGEST = Decimal(10) ** 15


class NotAFigure(ValueError):
    """The text is no figure. `reason` says why: no-label, no-arrow, not-a-number, not-a-year, two-units, empty."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True)
class Figure:
    """A figure before and after, in plain digits (`13.04`), so that it compares and keeps as JSON."""

    label: str
    unit: str = ""
    before: str | None = None
    before_year: int | None = None
    after: str | None = None
    after_year: int | None = None
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The form in which a row keeps it; `Figure(**kept)` is the inverse."""
        return asdict(self)


def plain_decimal(number: Decimal) -> str:
    """`13.040` is `13.04`; exact, never in powers of ten. A zero has no sign."""
    text = f"{number:f}"
    stripped = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if stripped in ("-0", "") else stripped


def read_figures(cell: str) -> Iterator[Figure]:
    """The figures of a cell, in order. Raises `NotAFigure` for the first that can't be read."""
    for line in _BETWEEN_FIGURES.split(_masked(clean_text(cell))):
        if line.strip():
            yield _figure(line)


def write_figures(figures: list[Figure]) -> str:
    """The cell that says these figures, one a line. The inverse of `read_figures`."""
    return "\n".join(_written(figure) for figure in figures)


def _figure(line: str) -> Figure:
    told, _, note = line.replace("｜", "|").partition("|")
    label, colon, change = told.replace("：", ":").partition(":")
    if not colon or not label.strip():
        raise NotAFigure("no-label", _plain(line))
    sides = _ARROW.split(change)
    if len(sides) != 2:
        raise NotAFigure("no-arrow", _plain(line))
    before, unit_before, before_year = _side(sides[0])
    after, unit_after, after_year = _side(sides[1])
    if unit_before and unit_after and unit_before != unit_after:
        raise NotAFigure("two-units", _plain(line))
    if before is None and after is None:
        raise NotAFigure("empty", _plain(line))
    unit = unit_before or unit_after
    return Figure(_plain(label), unit, before, before_year, after, after_year, _plain(note))


def _side(text: str) -> tuple[str | None, str, int | None]:
    """Number, unit and year of one side. A unit without a number is a figure that can't be read."""
    match = _SIDE.fullmatch(text.strip())
    if match is None or (match["number"] is None and match["unit"].strip()):
        raise NotAFigure("not-a-number", _plain(text))
    number = _number(match["number"]) if match["number"] else None
    return number, _plain(match["unit"]), _year(match["year"]) if match["year"] else None


def _number(text: str) -> str:
    try:
        number = parse_decimal(text)
    except NotANumber as error:
        raise NotAFigure("not-a-number", text) from error
    if abs(number) >= _LARGEST or number != round(number, 3):
        raise NotAFigure("not-a-number", text)
    return plain_decimal(number)


def _year(text: str) -> int:
    try:
        return parse_year(_plain(text))
    except NotAYear as error:
        raise NotAFigure("not-a-year", _plain(text)) from error


def _written(figure: Figure) -> str:
    sides = [
        _written_side(figure.before, figure.unit, figure.before_year),
        "→",
        _written_side(figure.after, figure.unit, figure.after_year),
    ]
    change = " ".join(side for side in sides if side)
    return f"{_escaped(figure.label)}: {change}" + (f" | {_escaped(figure.note)}" if figure.note else "")


def _written_side(number: str | None, unit: str, year: int | None) -> str:
    figure = "" if number is None else f"{Decimal(number):,f}{_escaped_unit(unit)}"
    return figure + ("" if year is None else f"({year})")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", clean_line(text))


def _escaped_unit(unit: str) -> str:
    """A unit whose first sign could belong to the number takes a backslash before it."""
    escaped = _escaped(unit)
    return f"\\{escaped}" if _LIKE_A_NUMBER.match(escaped) else escaped


def _masked(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(_MASK + ord(match[1])) if ord(match[1]) < 0xFFFE else match[1], text)


def _plain(text: str) -> str:
    """What stands in `text`, its masked signs in their place again."""
    kept = (chr(ord(sign) - _MASK) if _MASK <= ord(sign) < _MASK + 0xFFFE else sign for sign in text)
    return clean_line("".join(kept))
