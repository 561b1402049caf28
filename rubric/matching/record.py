"""What a supporter was asked, for the file of his own record."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.intake.files.writing import Cells, Sheet
from platform_site.accounts.models import User
from rubric.assessment.record_sheets import register_record_sheets
from rubric.matching.choices import STATES
from rubric.matching.domain.proposals import State
from rubric.matching.models import Proposal, TermsChange

WIDTHS = {"A": 30, "B": 20, "C": 14, "D": 14, "E": 12, "F": 14, "G": 20, "H": 30, "I": 40}


@register_record_sheets
def proposal_sheets(user: User) -> Iterator[Sheet]:
    """Every proposal and every change of terms, by alias, with his own answer."""
    yield Sheet(_("Proposals"), [_heads(), *map(_proposal, _of(user))], widths=WIDTHS)
    changes = TermsChange.objects.of(user).select_related("assignment__engagement", "assignment__seat")
    yield Sheet(_("Other hours or dates"), [_change_heads(), *map(_change, changes.order_by("pk"))], widths=WIDTHS)


def _of(user: User) -> list[Proposal]:
    return list(Proposal.objects.of(user).select_related("engagement", "seat").order_by("pk"))


def _heads() -> Cells:
    return [
        _("Company"),
        _("Role in the team"),
        _("First day"),
        _("Last day"),
        _("Hours a month"),
        _("Asked on"),
        _("State"),
        _("Reason"),
        _("Your note"),
    ]


def _proposal(one: Proposal) -> Cells:
    return [
        one.engagement.alias,
        str(one.seat.get_role_display()),
        one.starts_on.isoformat(),
        one.ends_on.isoformat(),
        one.hours_a_month,
        timezone.localdate(one.asked_at).isoformat(),
        str(STATES[State(one.state)]),
        str(one.get_declined_why_display()),
        one.declined_note,
    ]


def _change_heads() -> Cells:
    return [
        _("Company"),
        _("Role in the team"),
        _("From"),
        _("Last day"),
        _("Hours a month"),
        _("Asked on"),
        _("State"),
        _("Your note"),
    ]


def _change(one: TermsChange) -> Cells:
    return [
        one.assignment.engagement.alias,
        str(one.assignment.seat.get_role_display()),
        one.first_month.isoformat(),
        one.ends_on.isoformat(),
        one.hours_a_month,
        timezone.localdate(one.asked_at).isoformat(),
        str(STATES[State(one.state)]),
        one.declined_note,
    ]
