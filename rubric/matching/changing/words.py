"""What holds and what is to hold, side by side."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubric.engagement.models import Assignment
from rubric.matching.models import TermsChange

#: A heading, what holds, and what is to hold.
Difference = tuple[str, str, str]


def differences(change: TermsChange) -> tuple[Difference, ...]:
    """Hours and last day, each as it is and as it is to be; what stays the same is told as well."""
    now = change.assignment
    return (
        (_("Hours a month"), _hours(now.hours_a_month), _hours(change.hours_a_month)),
        (_("Last day"), _day(now.ends_on), _day(change.ends_on)),
    )


def terms_words(assignment: Assignment) -> str:
    """From when to when somebody holds a seat, how many hours a month, and since when these hold."""
    told = {
        "start": _day(assignment.starts_on),
        "end": _day(assignment.ends_on),
        "hours": _hours(assignment.hours_a_month),
    }
    said = (
        _("%(start)s to %(end)s, %(hours)s a month") if assignment.ends_on else _("from %(start)s, %(hours)s a month")
    ) % told
    if not assignment.changed_from:
        return said
    month = date_format(assignment.changed_from, "YEAR_MONTH_FORMAT")
    return _("%(terms)s (these terms from %(month)s)") % {"terms": said, "month": month}


def from_when(change: TermsChange) -> str:
    """The month from which it is to hold."""
    return date_format(change.first_month, "YEAR_MONTH_FORMAT")


def _hours(count: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else _("open")
