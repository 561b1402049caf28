"""A table of a page as a file, in the page's language: what stands there, on all of its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casebook.intake.export import FORMATS
from casebook.intake.files.writing import Cells, write_csv, write_xlsx
from platform_site.accounts.roles import Role
from rubric.assessment.cohort.presenters import Cohort, Row
from rubric.assessment.sentences import level_name
from rubric.framework.domain.levels import Level

WIDTHS = {"A": 30, "B": 20, "C": 18, "D": 14, "E": 14, "F": 18}


@dataclass(frozen=True)
class Table:
    """Rows under their headings."""

    title: str
    headings: Cells
    rows: Sequence[Cells]


def people_table(cohort: Cohort) -> Table:
    """Everybody whom the list shows, on all of its pages."""
    second = _("Organisation") if cohort.criteria.offered else _("Role")
    signed = [_("Overall level"), _("Signed on"), _("Valid until"), _("Validity")]
    rows = [_person(row) for row in cohort.rows()]
    return Table(_("Levels of people"), [_("Name"), second, *signed], rows)


def demand_table(cohort: Cohort) -> Table:
    """Of each element how many stand where, and the demand for training."""
    levels = [level_name(level) for level in Level]
    below = _("Below %(level)s") % {"level": level_name(cohort.criteria.target)}
    headings = [_("Element"), *levels, pgettext("levels", "Not comparable"), below, _("Training")]
    return Table(_("Training demand"), headings, list(_demand(cohort)))


def file_response(table: Table, kind: str) -> HttpResponse:
    """The table as CSV or XLSX (`kind`)."""
    rows = [table.headings, *table.rows]
    data = write_csv(rows) if kind == "csv" else write_xlsx(rows, title=table.title, widths=WIDTHS)
    name = f"{table.title}-{timezone.localdate():%Y%m%d}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=FORMATS[kind], headers=headers)


def _person(row: Row) -> Cells:
    return [
        row.name,
        row.organisation or _role(row),
        row.level,
        _day(row.signed_on),
        _day(row.valid_until),
        row.term,
    ]


def _role(row: Row) -> str:
    """What somebody is in the organisation."""
    if row.is_coordinator:
        return str(Role.COORDINATOR.label)
    return _("Named senior") if row.is_senior else str(Role.SUPPORTER.label)


def _demand(cohort: Cohort) -> Iterator[Cells]:
    for one in cohort.demand:
        courses = _(", ").join(course.name for course in one.courses)
        yield [one.name, *one.counts, one.unknown, one.below, courses]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
