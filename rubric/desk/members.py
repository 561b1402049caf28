"""What is to be done for those who are in a team already: before their levels end, and before they move on."""

from datetime import date

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubric.assessment.domain.cohort import SOON
from rubric.assessment.domain.validity import valid_until
from rubric.assessment.models import Standing
from rubric.assessment.sentences import level_name
from rubric.desk.tasks import MOST, Desk, Section, Task, staffing_url
from rubric.engagement.domain.phases import UNDER_WAY
from rubric.engagement.facts import day_words
from rubric.engagement.models import Assignment
from rubric.engagement.models.teams import AssignmentQuerySet
from rubric.framework.domain.levels import Level
from rubric.matching.models import TermsChange

#: Staff rotate about every three years, and what they know is lost (S0 §1, 参考4): half a year before that there is
#: still time to find a successor and to let both work side by side.
SUCCESSOR_AFTER_MONTHS = 30


def ending_levels(desk: Desk) -> Section:
    """Signed levels that end soon or have ended, as far as the reader may see them."""
    newest = Standing.objects.visible_to(desk.user).newest().filter(person__in=_teams(desk).values("person"))
    ending = newest.filter(valid_until__lte=desk.today + SOON).order_by("valid_until", "pk")
    return Section(
        "levels",
        _("Signed levels of team members that end"),
        _("Ask them for a new review, so that they can go on."),
        ending.count(),
        tuple(_level(one, desk.today) for one in ending.select_related("person")[:MOST]),
    )


def late_changes(desk: Desk) -> Section:
    """Other hours or dates that were proposed and not answered in time; counted in the same query."""
    asked = TermsChange.objects.open().filter(assignment__in=_teams(desk), answer_by__lt=desk.today)
    seen = asked.select_related("assignment__person", "assignment__seat", "assignment__engagement")
    rows = list(seen.annotate(total=Window(Count("pk"))).order_by("answer_by", "pk")[:MOST])
    return Section(
        "late-changes",
        _("Changes of hours or dates without an answer"),
        _("Ring, or withdraw the change. What was agreed holds until it is answered."),
        rows[0].total if rows else 0,  # type: ignore[attr-defined] # annotated
        tuple(map(_changed, rows)),
    )


def successors(desk: Desk) -> Section:
    """Whoever has held a seat so long that he may soon be moved; the longest first, counted in the same query."""
    begun_by = valid_until(desk.today, -SUCCESSOR_AFTER_MONTHS)
    held = _teams(desk).filter(starts_on__lte=begun_by).order_by("starts_on", "pk")
    rows = list(held.select_related("person", "seat", "engagement").annotate(total=Window(Count("pk")))[:MOST])
    return Section(
        "successors",
        _("Successors to think of"),
        _("Staff rotate about every three years. Look for a successor in time, so that nothing is lost."),
        rows[0].total if rows else 0,  # type: ignore[attr-defined] # annotated
        tuple(map(_held, rows)),
    )


def _teams(desk: Desk) -> AssignmentQuerySet:
    """Everybody who holds a seat where somebody works now."""
    return Assignment.objects.open().filter(engagement__in=desk.engagements.filter(phase__in=UNDER_WAY))


def _level(standing: Standing, today: date) -> Task:
    left = (standing.valid_until - today).days
    ends = ngettext("ends in %(n)s day", "ends in %(n)s days", left) % {"n": left} if left >= 0 else _("has ended")
    level = level_name(Level(standing.level)) if standing.level else ""
    return Task(
        name=str(standing.person),
        alias="",
        text=_("%(level)s: %(ends)s (%(day)s)")
        % {"level": level, "ends": ends, "day": day_words(standing.valid_until)},
        url=reverse("cohort_person", args=[standing.pk]),
        action=_("To the signed levels"),
    )


def _held(assignment: Assignment) -> Task:
    since = {"role": assignment.seat.get_role_display(), "day": day_words(assignment.starts_on)}
    return Task(
        name=str(assignment.person),
        alias=assignment.engagement.alias,
        text=_("%(role)s since %(day)s") % since,
        url=staffing_url(assignment.engagement_id),
        action=_("To the team"),
    )


def _changed(change: TermsChange) -> Task:
    assignment = change.assignment
    due = {"role": assignment.seat.get_role_display(), "day": day_words(change.answer_by)}
    return Task(
        name=str(assignment.person),
        alias=assignment.engagement.alias,
        text=_("%(role)s: answer was due on %(day)s") % due,
        url=staffing_url(assignment.engagement_id),
        action=_("To the team"),
    )
