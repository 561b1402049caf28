"""The figures of a day as tables: on the page and in files the same ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from platform_site.reference.bodies import BODIES
from platform_site.reference.naming import in_language
from platform_site.reference.prefectures import BUREAUS
from rubric.assessment.cohort.bars import stacked_bar
from rubric.assessment.cohort.figures import ELSEWHERE
from rubric.assessment.domain.cohort import Move
from rubric.assessment.sentences import level_name
from rubric.framework.domain.levels import Level

#: In place of a figure that is not published.
HIDDEN = "…"
Content = Mapping[str, Any]
Count = int | None


@dataclass(frozen=True)
class Line:
    """A row: its name, its figures as they are shown, and a bar where there is one."""

    name: str
    cells: tuple[str | int, ...]
    bar: SafeString = SafeString("")
    is_total: bool = False


@dataclass(frozen=True)
class FigureTable:
    """A table; `has_bars` where levels are drawn beside it."""

    slug: str
    title: str
    note: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    has_bars: bool = False


def figure_tables(content: Content) -> list[FigureTable]:
    """All of them, in the order of the page."""
    return [
        _distribution("regions", _("By region"), _("Region"), content["regions"], _region_names()),
        _distribution("bodies", _("By kind of body"), _("Kind of body"), content["bodies"], _body_names()),
        _elements(content),
        _agreement(content),
        _growth(content),
        _years(content),
    ]


def _distribution(slug: str, title: str, heading: str, found: Content, names: Mapping[str, str]) -> FigureTable:
    lines = [_line(names[row["name"]], row["levels"], row["total"]) for row in found["rows"]]
    total = _line(_("Total"), found["levels"], found["total"], is_total=True)
    note = _("Overall levels. The region is that of the organisation in which they were signed.")
    headings = (heading, *_level_names(), _("Total"))
    return FigureTable(slug, title, note if slug == "regions" else "", headings, (*lines, total), has_bars=True)


def _line(name: str, counts: Iterable[Count], total: Count, *, is_total: bool = False) -> Line:
    cells = list(counts)
    return Line(name, (*map(_shown, cells), _shown(total)), stacked_bar(cells, total), is_total)


def _elements(content: Content) -> FigureTable:
    lines = []
    for slug, name in _named(content, "levels"):
        levels = list(content["levels"][slug].values())
        lines.append(Line(name, tuple(map(_shown, levels)), stacked_bar(levels, content["people"])))
    note = _("Levels that both signed, read by the version of the rubric that was in use on the day.")
    headings = (_("Element"), *_level_names())
    return FigureTable("elements", _("By element"), note, headings, tuple(lines), has_bars=True)


def _agreement(content: Content) -> FigureTable:
    """The elements with the least agreement first; those of which it is hidden last, as their order would tell it."""
    found = [(name, content["agreement"][slug]) for slug, name in _named(content, "agreement")]
    found.sort(key=lambda one: (one[1]["same"] is None, one[1]["same"] or 0))
    lines = []
    for name, counts in found:
        lines.append(Line(name, (share(counts["same"], content["people"]), *map(_shown, counts.values()))))
    headings = (
        _("Element"),
        _("Share of the same"),
        _("The same level"),
        _("Saw themselves higher"),
        _("Saw themselves lower"),
    )
    note = _("What people chose for themselves, compared with what their reviewer chose without seeing it.")
    return FigureTable("agreement", _("Self and reviewer"), note, headings, tuple(lines))


def share(count: Count, people: Count) -> str:
    """So many of all people, in hundredths."""
    return f"{count / people:.0%}" if people and count is not None else HIDDEN


def incomparable(content: Content) -> list[str]:
    """The elements of which nothing is published, as somebody's older version says nothing of them."""
    shown = {name for _slug, name in _named(content, "levels")}
    return [name for _slug, name in _element_names(content) if name not in shown]


def _named(content: Content, kind: str) -> list[tuple[str, str]]:
    return [(slug, name) for slug, name in _element_names(content) if slug in content[kind]]


def _growth(content: Content) -> FigureTable:
    names = {
        Move.HIGHER: _("Higher than before"),
        Move.SAME: _("The same as before"),
        Move.LOWER: _("Lower than before"),
        Move.FIRST: _("Signed for the first time"),
    }
    lines = [Line(name, (_shown(content["growth"][move]),)) for move, name in names.items()]
    note = _("The overall level, compared with the one that the same person had signed before it.")
    return FigureTable("growth", _("Growth"), note, (_("Overall level"), _("People")), (*lines, _total(content)))


def _years(content: Content) -> FigureTable:
    lines = [Line(_year(int(year)), (_shown(count),)) for year, count in content["years"].items()]
    headings = (_("Fiscal year"), _("People"))
    note = _("The fiscal year, from April, in which the level that counts now was signed.")
    return FigureTable("years", _("By year of signature"), note, headings, (*lines, _total(content)))


def _total(content: Content) -> Line:
    return Line(_("Total"), (_shown(content["people"]),), is_total=True)


def _year(year: int) -> str:
    return _("Fiscal %(year)s") % {"year": year}


def _shown(count: Count) -> str | int:
    return HIDDEN if count is None else count


def _element_names(content: Content) -> Iterator[tuple[str, str]]:
    language = get_language() or "ja"
    for one in content["elements"]:
        yield one["slug"], in_language(language, ja=one["ja"], en=one["en"])


def _level_names() -> list[str]:
    return [level_name(level) for level in Level]


def _region_names() -> dict[str, str]:
    language = get_language() or "ja"
    return {slug: one.label(language) for slug, one in BUREAUS.items()} | {ELSEWHERE: _("No region given")}


def _body_names() -> dict[str, str]:
    language = get_language() or "ja"
    return {slug: one.label(language) for slug, one in BODIES.items()}
