"""What the national body sees: figures by region, none of which tells of fewer than a few people or companies.

Who was asked is counted up to the beginning of the quarter, so that it does not change from day to day: two figures of
almost the same people would tell who came between (`assessment.domain.suppression`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from platform_site.accounts.models import Membership
from platform_site.reference.prefectures import BUREAUS, PREFECTURES
from rubric.assessment.cohort.bars import stacked_bar
from rubric.assessment.cohort.figure_tables import HIDDEN
from rubric.assessment.cohort.figures import ELSEWHERE, REGIONS
from rubric.assessment.cohort.people import ASSESSED
from rubric.assessment.domain.suppression import Published, Table, suppress
from rubric.assessment.sentences import level_name
from rubric.desk.fairness.asking import PERIOD
from rubric.desk.fairness.shapes import Figures, Group, Line
from rubric.framework.domain.levels import Level
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun, Proposal
from rubric.matching.planning.result import read_result

#: How often somebody was asked in the year: once, two or three times, more often.
OFTEN = (range(1, 2), range(2, 4), range(4, 10_000))


def national_groups(today: date | None = None) -> list[Group]:
    """How people are asked, and which seats stay empty, by region."""
    until = quarter_of(today or timezone.localdate())
    times = (_("Once"), _("Two or three times"), _("Four times or more"))
    levels = tuple(level_name(level) for level in Level)
    return [
        Group(
            "asking",
            _("How often people are asked"),
            (_table("asked", _("By region"), times, suppress(Table(_cells(_asked(until), range(len(OFTEN)))))),),
            _("People who were asked in the year before this quarter began, by the region of their organisation."),
            times,
        ),
        Group(
            "gaps",
            _("Seats that cannot be filled"),
            (_table("gaps", _("By region and level"), levels, suppress(Table(_cells(_gaps(), list(Level))))),),
            _("Open seats for which the newest plans of the organisations found nobody, by the level asked for."),
            levels,
        ),
    ]


def quarter_of(today: date) -> date:
    """The first day of the quarter."""
    return today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)


def _asked(until: date) -> Iterator[tuple[str, int]]:
    """Of everybody who was asked: his region, and how often."""
    end = timezone.make_aware(datetime.combine(until, time.min))
    period = Proposal.objects.filter(asked_at__gte=end - PERIOD, asked_at__lt=end)
    times = dict(period.order_by().values_list("person").annotate(Count("pk")))
    prefectures = _prefectures(times)
    for person, count in times.items():
        often = next(place for place, some in enumerate(OFTEN) if count in some)
        yield region_of(prefectures.get(person, "")), often


def _prefectures(people: Iterable[int]) -> Mapping[int, str]:
    """Where the organisation lies to which somebody belonged first."""
    members = Membership.objects.filter(user__in=list(people), role__in=ASSESSED)
    first = members.order_by().values("user").annotate(first=Min("pk")).values("first")
    return dict(Membership.objects.filter(pk__in=first).values_list("user", "organisation__prefecture"))


def _gaps() -> Iterator[tuple[str, Level]]:
    """Of every seat that the newest plan of its organisation left empty: the region, and the level asked for."""
    finished = PlanRun.objects.filter(state=PlanState.DONE)
    newest = finished.order_by().values("organisation").annotate(newest=Max("pk")).values("newest")
    for prefecture, written in finished.filter(pk__in=newest).values_list("organisation__prefecture", "result"):
        for _engagement, line in read_result(written).lines():
            if line.person is None:
                yield region_of(prefecture), line.asked.level


def region_of(prefecture: str) -> str:
    """The block of a prefecture."""
    return PREFECTURES[prefecture].bureau if prefecture in PREFECTURES else ELSEWHERE


def _cells(found: Iterable[tuple[str, int]], columns: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    counts = Counter(found)
    return tuple(tuple(counts[region, column] for column in columns) for region in REGIONS)


def _table(slug: str, title: str, columns: Sequence[str], counts: Published) -> Figures:
    language = get_language() or "ja"
    names = {one: bureau.label(language) for one, bureau in BUREAUS.items()} | {ELSEWHERE: _("No region given")}
    rows = zip(REGIONS, counts.cells, counts.row_totals, strict=True)
    lines = [_line(names[region], cells, total) for region, cells, total in rows]
    lines.append(_line(_("Total"), counts.column_totals, counts.total, is_total=True))
    return Figures(slug, title, (_("Region"), *columns, _("Total")), tuple(lines), has_bars=True)


def _line(name: str, cells: Sequence[int | None], total: int | None, *, is_total: bool = False) -> Line:
    shown = tuple(HIDDEN if count is None else count for count in (*cells, total))
    return Line(name, shown, bar=stacked_bar(cells, total), is_total=is_total)
