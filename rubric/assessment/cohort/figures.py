"""National figures: counted once a quarter, and kept only as they may be published.

All of a snapshot counts the same people: those with a signed level that counts on the day, each once. So breakdowns
share nothing but their sum, and regions and kinds of body the levels; that is what `domain.suppression` covers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from platform_site.reference.bodies import BODIES
from platform_site.reference.prefectures import BUREAUS, PREFECTURES
from rubric.assessment.cohort.demand import crosswalks_to
from rubric.assessment.cohort.people import read_levels
from rubric.assessment.domain.cohort import Difference, Group, Move, Spread, differences, move, spreads
from rubric.assessment.domain.reviewing import round_began
from rubric.assessment.domain.suppression import Published, Table, suppress_counts, suppress_pair
from rubric.assessment.models import FiguresSnapshot, Standing
from rubric.framework.content import framework_of
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion

#: The row of those whose organisation names no prefecture.
ELSEWHERE = "elsewhere"
REGIONS = (*BUREAUS, ELSEWHERE)
Content = dict[str, Any]
Counts = dict[str, int]


class Counted(NamedTuple):
    """Somebody with a signed level that counts; a tuple, as there are many of them. The last three are JSON."""

    person: int
    level: int
    prefecture: str
    body: str
    signed_on: date
    version: int
    levels: str
    own: str
    rated: str

    @property
    def region(self) -> str:
        """The block of his organisation's prefecture."""
        return PREFECTURES[self.prefecture].bureau if self.prefecture in PREFECTURES else ELSEWHERE


def take_figures(today: date | None = None) -> FiguresSnapshot:
    """Count, hide what must not be known, and keep it. Raises IntegrityError where the day has figures already."""
    today = today or timezone.localdate()
    return FiguresSnapshot.objects.create(taken_on=today, content=_content(_counted(today)))


def _counted(today: date) -> list[Counted]:
    newest = Standing.objects.newest().filter(valid_until__gte=today, level__isnull=False, person__is_active=True)
    texts = [Cast(name, TextField()) for name in ("levels", "own", "rated")]
    plain = ("person", "level", "organisation__prefecture", "organisation__kind", "signed_on", "version")
    return [Counted(*row) for row in newest.order_by().values_list(*plain, *texts)]


def _content(people: Sequence[Counted]) -> Content:
    regions, bodies = suppress_pair(
        Table(_cells(REGIONS, ((one.region, one.level) for one in people))),
        Table(_cells(tuple(BODIES), ((one.body, one.level) for one in people))),
    )
    in_use = RubricVersion.objects.published().first()
    return {
        "version": in_use.number if in_use else None,
        "elements": list(_elements(in_use)) if in_use else [],
        "regions": _rows(REGIONS, regions),
        "bodies": _rows(tuple(BODIES), bodies),
        **_breakdowns(people, in_use),
    }


def _elements(version: RubricVersion) -> Iterable[Content]:
    """Their names as they were: figures are read when the version is no longer in use."""
    for element in framework_of(version).elements:
        yield {"slug": element.slug, "ja": element.name.label("ja"), "en": element.name.label("en")}


def _cells(rows: Sequence[str], people: Iterable[tuple[str, int]]) -> tuple[tuple[int, ...], ...]:
    found = Counter(people)
    return tuple(tuple(found[row, level] for level in Level) for row in rows)


def _rows(names: Sequence[str], table: Published) -> Content:
    return {
        "rows": [
            {"name": name, "levels": cells, "total": total}
            for name, cells, total in zip(names, table.cells, table.row_totals, strict=True)
        ],
        "levels": table.column_totals,
        "total": table.total,
    }


def _breakdowns(people: Sequence[Counted], in_use: RubricVersion | None) -> Content:
    """Whatever is counted of all people by one thing: what each adds up to is the number of people."""
    stood, seen = _by_element(people, in_use) if in_use else ({}, {})
    counts = [_growth(people), _years(people), *stood.values(), *seen.values()]
    shown, total = suppress_counts([list(one.values()) for one in counts])
    growth, years, *by_element = (dict(zip(one, line, strict=True)) for one, line in zip(counts, shown, strict=True))
    return {
        "people": total,
        "growth": growth,
        "years": years,
        "levels": dict(zip(stood, by_element[: len(stood)], strict=True)),
        "agreement": dict(zip(seen, by_element[len(stood) :], strict=True)),
    }


def _by_element(people: Sequence[Counted], in_use: RubricVersion) -> tuple[dict[str, Counts], dict[str, Counts]]:
    """Of each element how many stand on each level, and how many saw themselves as their reviewer did.

    Left out are elements of which somebody's older version says nothing: how many those are would stand in several
    breakdowns at once, and what is hidden in one could be read in another.
    """
    slugs = [element.slug for element in framework_of(in_use).elements]
    stood, seen = _groups(people, in_use)
    levels = {one.element: _by_level(one) for one in spreads(slugs, stood) if not one.unknown}
    sides = {one.element: _by_side(one) for one in differences(slugs, seen) if not one.unknown}
    return levels, sides


def _by_level(spread: Spread) -> Counts:
    return {level.slug: count for level, count in zip(Level, spread.counts, strict=True)}


def _by_side(difference: Difference) -> Counts:
    return {"same": difference.same, "above": difference.above, "below": difference.below}


def _groups(people: Sequence[Counted], in_use: RubricVersion) -> tuple[list[Group], list[Group]]:
    """The signed levels, and the own ratings beside the reviewers', by version."""
    by_version: dict[int, list[Counted]] = {}
    for one in people:
        by_version.setdefault(one.version, []).append(one)
    crosswalks = crosswalks_to(in_use, by_version)
    stood = [Group(crosswalks[key], read_levels(one.levels for one in some)) for key, some in by_version.items()]
    seen = [
        Group(crosswalks[key], read_levels(one.own for one in some), read_levels(one.rated for one in some))
        for key, some in by_version.items()
    ]
    return stood, seen


def _growth(people: Sequence[Counted]) -> Counts:
    """How the overall level lies to the one signed before it."""
    before = _levels_before(people)
    found = Counter(move(before.get(one.person), one.level) for one in people)
    return {one.value: found[one] for one in Move}


def _levels_before(people: Sequence[Counted]) -> Mapping[int, int]:
    """The overall level that was signed before the newest, by person."""
    before: dict[int, list[int]] = {}
    signed = Standing.objects.filter(level__isnull=False).order_by("pk").values_list("person", "level")
    for person, level in signed:
        before.setdefault(person, []).append(level)
    return {one.person: before[one.person][-2] for one in people if len(before[one.person]) > 1}


def _years(people: Sequence[Counted]) -> Counts:
    """By the fiscal year in which the level was signed, none left out between the first and the last."""
    found = Counter(round_began(one.signed_on).year for one in people)
    return {str(year): found[year] for year in range(min(found), max(found) + 1)} if found else {}
