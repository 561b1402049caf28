"""Charts as SVG made on the server, without style or script inside; a table beside each says the same (decision 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

import svg
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from rubric.framework.domain.levels import Level

RADIUS = 130
#: The drawing's size; beside and above the circles there is room for the names.
WIDTH, HEIGHT = 620, 420
CENTRE = (WIDTH / 2, HEIGHT / 2)
#: Characters of a name on one line.
LINE = 9
GROWTH_HEIGHT = 220
MARGIN = 40
#: Marks by series: they differ in form, not in colour alone.
MARKS = ("circle", "square")

Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """Levels in the order of the axes; None where nothing is known."""

    name: str
    levels: tuple[Level | None, ...]


@dataclass(frozen=True)
class Moment:
    """A level on a day. `is_rough` where it was carried over from another version."""

    on: date
    level: Level
    is_rough: bool = False


def radar(names: Sequence[str], series: Sequence[Series], *, title: str) -> SafeString:
    """Axes around a centre, a ring for each level, a closed line for each of at most two series, not filled.

    Needs three axes at least; with fewer there is no shape, and the drawing is empty.
    """
    if len(names) < 3:
        return SafeString("")
    elements: list[svg.Element] = [svg.Title(text=escape(title)), *_rings(len(names)), *_axes(names)]
    for place, one in enumerate(series[: len(MARKS)]):
        elements += _line(one, place)
    return _drawing(elements, WIDTH, HEIGHT, "radar")


def growth_line(moments: Sequence[Moment], *, title: str) -> SafeString:
    """Levels over time, a mark for each assessment; hollow marks are carried over from another version."""
    if not moments:
        return SafeString("")
    first, last = moments[0].on.toordinal(), moments[-1].on.toordinal()
    span = max(1, last - first)

    def place(moment: Moment) -> Point:
        share = (moment.on.toordinal() - first) / span if last > first else 0.5
        return 120 + share * (WIDTH - 120 - MARGIN), _height(moment.level)

    points = [place(moment) for moment in moments]
    marks = [
        svg.Circle(cx=x, cy=y, r=6, class_=["chart__mark", "chart__mark--rough" if moment.is_rough else ""])
        for moment, (x, y) in zip(moments, points, strict=True)
    ]
    line = svg.Polyline(points=_flat(points), class_=["chart__line"])
    elements = [svg.Title(text=escape(title)), *_levels_at_left(), line, *marks, *_days(moments, points)]
    return _drawing(elements, WIDTH, GROWTH_HEIGHT, "growth")


def _rings(axes: int) -> list[svg.Element]:
    drawn: list[svg.Element] = []
    for level in Level:
        corners = [_at(axis, axes, level) for axis in range(axes)]
        drawn.append(svg.Polygon(points=_flat(corners), class_=["chart__ring"]))
        x, y = _at(0, axes, level)
        drawn.append(svg.Text(x=x + 4, y=y + 4, text=str(level.value), class_=["chart__number"]))
    return drawn


def _axes(names: Sequence[str]) -> list[svg.Element]:
    drawn: list[svg.Element] = []
    for axis, name in enumerate(names):
        x, y = _at(axis, len(names), max(Level))
        drawn.append(svg.Line(x1=CENTRE[0], y1=CENTRE[1], x2=x, y2=y, class_=["chart__axis"]))
        drawn.append(_name(name, axis, len(names)))
    return drawn


def _name(name: str, axis: int, axes: int) -> svg.Text:
    """The name outside of the outermost ring, in lines that grow away from it."""
    x, y = _at(axis, axes, max(Level), beyond=16)
    lines = _lines(name)
    side = x - CENTRE[0]
    anchor = "middle" if abs(side) < 12 else "start" if side > 0 else "end"
    above = y < CENTRE[1] - RADIUS * 0.8
    start = y - (len(lines) - 1) * 16 if above else y - (len(lines) - 1) * 8 + 4
    spans = [svg.TSpan(x=x, y=start + place * 16, text=escape(line)) for place, line in enumerate(lines)]
    return svg.Text(text_anchor=anchor, class_=["chart__name"], elements=spans)


def _lines(name: str) -> list[str]:
    """A name in pieces of about equal length: Latin words stay whole."""
    if not name.isascii():
        rows = -(-len(name) // LINE)
        width = -(-len(name) // rows)
        return [name[start : start + width] for start in range(0, len(name), width)]
    rows_of_words: list[str] = [""]
    for word in name.split():
        if len(rows_of_words[-1]) + len(word) > 2 * LINE:
            rows_of_words.append("")
        rows_of_words[-1] = f"{rows_of_words[-1]} {word}".strip()
    return rows_of_words


def _line(series: Series, place: int) -> list[svg.Element]:
    """A closed line through every known level; where one is not known the line has a gap."""
    known = [(axis, level) for axis, level in enumerate(series.levels) if level is not None]
    points = [_at(axis, len(series.levels), level) for axis, level in known]
    kind = f"chart__line--{place + 1}"
    whole = len(known) == len(series.levels)
    shape: svg.Element = (
        svg.Polygon(points=_flat(points), class_=["chart__line", kind])
        if whole
        else svg.Polyline(points=_flat(points), class_=["chart__line", kind])
    )
    return [shape, *(_mark(point, place) for point in points)]


def _mark(point: Point, place: int) -> svg.Element:
    x, y = point
    kind = f"chart__mark--{place + 1}"
    if MARKS[place] == "square":
        return svg.Rect(x=x - 5, y=y - 5, width=10, height=10, class_=["chart__mark", kind])
    return svg.Circle(cx=x, cy=y, r=5, class_=["chart__mark", kind])


def _levels_at_left() -> list[svg.Element]:
    drawn: list[svg.Element] = []
    for level in Level:
        y = _height(level)
        drawn.append(svg.Line(x1=110, y1=y, x2=WIDTH - 20, y2=y, class_=["chart__ring"]))
        drawn.append(svg.Text(x=104, y=y + 5, text=str(level.value), text_anchor="end", class_=["chart__name"]))
    return drawn


def _days(moments: Sequence[Moment], points: Sequence[Point]) -> list[svg.Element]:
    """The days of the first and the last mark: between them a table tells more than a crowded line."""
    ends = {0, len(moments) - 1}
    return [
        svg.Text(
            x=points[place][0],
            y=GROWTH_HEIGHT - 8,
            text=f"{moments[place].on:%Y-%m}",
            text_anchor="middle",
            class_=["chart__name"],
        )
        for place in sorted(ends)
    ]


def _height(level: Level) -> float:
    return GROWTH_HEIGHT - MARGIN - (level - 1) * (GROWTH_HEIGHT - 2 * MARGIN) / 3


def _at(axis: int, axes: int, level: Level, beyond: float = 0) -> Point:
    """Where a level stands on an axis; the first axis points upwards, the others follow clockwise."""
    angle = 2 * pi * axis / axes - pi / 2
    length = RADIUS * level / max(Level) + beyond
    return round(CENTRE[0] + length * cos(angle), 1), round(CENTRE[1] + length * sin(angle), 1)


def _flat(points: Sequence[Point]) -> list[float]:
    return [number for point in points for number in point]


def _drawing(elements: list[svg.Element], width: int, height: int, kind: str) -> SafeString:
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, width, height),
        class_=["chart", f"chart--{kind}"],
        elements=elements,
        extra={"role": "img"},
    )
    return mark_safe(drawing.as_str())  # noqa: S308 - every text in it is escaped above
