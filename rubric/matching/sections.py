"""What staffing shows on pages of the rooms below: the engagement's, and one's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from rubric.engagement.domain.phases import ENDED
from rubric.engagement.models import Engagement
from rubric.engagement.permissions import may_keep
from rubric.engagement.sections import Section, register_engagement_section
from rubric.matching.models import Proposal, TermsChange
from rubric.matching.needs import Staffing, staffing_of


@dataclass(frozen=True)
class TeamState:
    """How far an engagement's team is."""

    sentence: str
    members: tuple[tuple[str, str], ...]
    is_urgent: bool
    url: str
    letter_url: str


@register_engagement_section
def staffing_section(engagement: Engagement, request: HttpRequest) -> Iterable[Section]:
    """For those who keep it: how many seats are open or wait for an answer."""
    if engagement.phase in ENDED or not may_keep(request.user, engagement):
        return
    staffing = staffing_of(engagement)
    state = TeamState(
        sentence=_sentence(staffing),
        members=tuple(
            (str(place.proposal.seat.get_role_display()), str(place.proposal.person))
            for place in staffing.places
            if place.proposal
        ),
        is_urgent=bool(staffing.open_places),
        url=reverse("engagement_staffing", args=[engagement.pk]),
        letter_url=reverse("engagement_letter", args=[engagement.pk])
        if any(place.holder for place in staffing.places)
        else "",
    )
    yield Section("staffing", _("Staffing"), "matching/_section.html", state)


def _sentence(staffing: Staffing) -> str:
    if staffing.is_whole:
        return _("The team is whole.")
    open_seats = len(staffing.open_places)
    if not open_seats:
        return _("Everybody who is needed has been asked; answers are awaited.")
    return ngettext("%(n)s seat is open.", "%(n)s seats are open.", open_seats) % {"n": open_seats}


@register_steps
def proposal_step(user: User) -> Iterator[Step]:
    """To the proposals that wait for one's answer, and to those that one answered."""
    mine = Proposal.objects.of(user)
    waiting = mine.open().count() + TermsChange.objects.of(user).open().count()
    if waiting:
        said = ngettext("%(n)s proposal waits for your answer.", "%(n)s proposals wait for your answer.", waiting) % {
            "n": waiting
        }
        yield Step(_("Proposals"), said, reverse("proposals"), "mail")
    elif mine.exists():
        yield Step(_("Proposals"), _("What you were asked, and what you answered."), reverse("proposals"), "mail")
