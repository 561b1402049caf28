"""National figures of the levels, as they were taken on a day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platform_site.templatetags.banso import site_path
from rubric.assessment.cohort.figure_tables import FigureTable, figure_tables, incomparable
from rubric.assessment.cohort.files import Table, file_response
from rubric.assessment.cohort.permissions import national
from rubric.assessment.domain.cohort import next_quarter
from rubric.assessment.domain.suppression import LEAST
from rubric.assessment.models import FiguresSnapshot
from rubric.assessment.sentences import level_name
from rubric.framework.domain.levels import Level


@national
@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The newest figures, or those of an earlier day."""
    context: dict[str, Any] = {"due_on": next_quarter(timezone.localdate()), "least": LEAST}
    if taken := FiguresSnapshot.objects.exists():
        snapshot = _snapshot(request)
        context |= {
            "snapshot": snapshot,
            "days": FiguresSnapshot.objects.values_list("taken_on", flat=True),
            "tables": figure_tables(snapshot.content),
            "incomparable": incomparable(snapshot.content),
            "levels": [level_name(level) for level in Level],
        }
    home, title = site_path("/"), _("Figures of the levels")
    breadcrumb = [(_("Home"), home), (_("My page"), reverse("my_page")), (title, "")]
    return render(request, "assessment/cohort/figures.html", {"breadcrumb": breadcrumb, "taken": taken, **context})


@national
@never_cache
@require_safe
def figures_file(request: HttpRequest, table: str, kind: str) -> HttpResponse:
    """A table of the page as CSV or XLSX (`kind`)."""
    tables = {one.slug: one for one in figure_tables(_snapshot(request).content)}
    if table not in tables:
        raise Http404
    return file_response(_as_table(tables[table]), kind)


def _snapshot(request: HttpRequest) -> FiguresSnapshot:
    """That of the day in the address, or else the newest. Raises Http404 where there is none."""
    asked = request.GET.get("taken")
    snapshots = FiguresSnapshot.objects.filter(taken_on=_day(asked)) if asked else FiguresSnapshot.objects.all()
    if (found := snapshots.first()) is None:
        raise Http404
    return found


def _day(text: str) -> date:
    try:
        return parse_date(text) or date.min
    except ValueError:
        return date.min


def _as_table(table: FigureTable) -> Table:
    return Table(table.title, table.headings, [[line.name, *line.cells] for line in table.lines])
