"""Every write of an engagement itself. Each checks who acts; the trail learns who did what, never a company's name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import Organisation, User
from rubric.engagement.acts import EngagementAct
from rubric.engagement.choices import Ending, Interest
from rubric.engagement.domain.phases import ENDED, SUPPORTED, Phase
from rubric.engagement.models import Assignment, ConflictOfInterest, Engagement
from rubric.engagement.permissions import require_may_keep
from rubric.engagement.policies import (
    Refusal,
    Refused,
    require_alias_keeps_the_name,
    require_coordinator,
    require_move,
)
from rubric.engagement.signals import assignment_ended, engagement_ended


class Overtaken(Exception):
    """The engagement was written elsewhere since this page was opened; `engagement` is what stands there now."""

    def __init__(self, engagement: Engagement) -> None:
        super().__init__("written elsewhere in the meantime")
        self.engagement = engagement


@dataclass(frozen=True)
class Party:
    """Whom a conflict of interest concerns: one of the three."""

    organisation: Organisation | None = None
    person: User | None = None
    name: str = ""


@transaction.atomic
def register(*, by: User, engagement: Engagement, at: datetime | None = None) -> Engagement:
    """Enter a company that is approached. `engagement` is new; `at` is when, if not now.

    Raises PermissionDenied, and Refused where the alias tells the name or nobody there would coordinate it.
    """
    require_may_keep(by, engagement)
    require_alias_keeps_the_name(engagement)
    require_coordinator(engagement)
    moment = at or timezone.now()
    engagement.phase, engagement.phase_since, engagement.created_at = Phase.APPROACHED, moment, moment
    engagement.save()
    engagement.entries.create(after=Phase.APPROACHED, by=by, at=moment)
    record(by=by, what=EngagementAct.REGISTERED, on=engagement)
    return engagement


@transaction.atomic
def change(*, by: User, engagement: Engagement, edit: int) -> Engagement:
    """Keep what was entered. `edit`: how often it had been written when the page was opened.

    Raises Overtaken where another window wrote something meanwhile, PermissionDenied and Refused. The phase is never
    changed here, nor is the responsible body.
    """
    stored = _held(by, engagement)
    if stored.edit != edit:
        raise Overtaken(stored)
    engagement.organisation = stored.organisation
    engagement.phase, engagement.phase_since, engagement.edit = stored.phase, stored.phase_since, edit + 1
    require_alias_keeps_the_name(engagement)
    require_coordinator(engagement)
    if stored.phase in SUPPORTED and engagement.consent_on is None:
        raise Refused(Refusal.NO_CONSENT)
    engagement.save()
    record(by=by, what=EngagementAct.CHANGED, on=engagement)
    return engagement


@transaction.atomic
def move(
    *,
    by: User,
    engagement: Engagement,
    to: Phase,
    seen: Phase,
    why: str = "",
    consent_on: date | None = None,
    at: datetime | None = None,
) -> Engagement:
    """Change the phase. `seen` is the phase that stood on the page; `consent_on` when the company agreed, if new.

    Where nobody works on it any more its team is released. Raises PermissionDenied and Refused.
    """
    engagement = _held(by, engagement)
    if engagement.phase != seen:
        raise Refused(Refusal.MOVED_ON)
    if consent_on:
        engagement.consent_on, engagement.edit = consent_on, engagement.edit + 1
    require_move(engagement, to, why)
    moment = at or timezone.now()
    engagement.phase, engagement.phase_since = to, moment
    engagement.save()
    engagement.entries.create(before=seen, after=to, by=by, at=moment, why=why)
    if to in ENDED:
        _release(engagement, moment)
        engagement_ended.send(Engagement, engagement=engagement)
    record(by=by, what=EngagementAct.MOVED, on=engagement, before=seen, after=to)
    return engagement


@transaction.atomic
def declare_interest(*, by: User, engagement: Engagement, kind: Interest, party: Party) -> ConflictOfInterest:
    """Note who must not be asked. What and whom it concerns stays out of the trail. Raises PermissionDenied."""
    engagement = _held(by, engagement)
    conflict, is_new = ConflictOfInterest.objects.get_or_create(
        engagement=engagement, kind=kind, organisation=party.organisation, person=party.person, name=party.name
    )
    if is_new:
        record(by=by, what=EngagementAct.DECLARED_INTEREST, on=engagement)
    return conflict


@transaction.atomic
def withdraw_interest(*, by: User, conflict: ConflictOfInterest) -> None:
    """It was a mistake, or is so no longer. Raises PermissionDenied."""
    engagement = _held(by, conflict.engagement)
    conflict.delete()
    record(by=by, what=EngagementAct.WITHDREW_INTEREST, on=engagement)


def _held(by: User, engagement: Engagement) -> Engagement:
    """The engagement as it is now, held until the transaction ends. Raises PermissionDenied."""
    found = Engagement.objects.select_for_update().get(pk=engagement.pk)
    require_may_keep(by, found)
    return found


def _release(engagement: Engagement, moment: datetime) -> None:
    for assignment in Assignment.objects.open().filter(engagement=engagement):
        assignment.ended_at, assignment.ended_why = moment, Ending.ENGAGEMENT_ENDED
        assignment.save()
        assignment_ended.send(Assignment, assignment=assignment)
