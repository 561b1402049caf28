"""The seats that somebody holds or held, in the file of his own record."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.intake.files.writing import Cells, Sheet
from platform_site.accounts.models import User
from rubric.assessment.record_sheets import register_record_sheets
from rubric.engagement.models import Assignment

WIDTHS = {"A": 30, "B": 20, "C": 14, "D": 14, "E": 12}


@register_record_sheets
def seat_sheet(user: User) -> Iterator[Sheet]:
    """The newest first. A company stands there by its alias: a file goes where nobody sees who reads it."""
    headings: Cells = [_("Alias"), _("Role in the team"), _("First day"), _("Last day"), _("Hours a month")]
    held = Assignment.objects.filter(person=user).select_related("engagement", "seat").order_by("-starts_on", "-pk")
    yield Sheet(_("Seats in teams"), [headings, *map(_row, held)], widths=WIDTHS)


def _row(assignment: Assignment) -> Cells:
    last = timezone.localdate(assignment.ended_at) if assignment.ended_at else assignment.ends_on
    return [
        assignment.engagement.alias,
        assignment.seat.get_role_display(),
        assignment.starts_on.isoformat(),
        last.isoformat() if last else "",
        assignment.hours_a_month,
    ]
