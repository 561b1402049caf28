"""The demo's engagements: invented companies in every phase, with a past of their own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.domain.strength import Strength
from rubric.engagement import actions, team_actions
from rubric.engagement.actions import Party
from rubric.engagement.choices import Ending, Interest, SeatRole
from rubric.engagement.domain.complexity import proposed_complexity
from rubric.engagement.domain.phases import SUPPORTED, Phase
from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.team_actions import Wanted
from rubric.framework.domain.levels import Level

FILE = Path(__file__).parent / "seed" / "demo.yaml"


@transaction.atomic
def seed_engagements() -> str:
    """Enter what is not there yet. Returns what was done, for the terminal."""
    if Engagement.objects.exists():
        return "engagements: kept as they are"
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        _engagement(told)
    return f"engagements: {Engagement.objects.count()}"


def _engagement(told: Mapping[str, Any]) -> None:
    home = Organisation.objects.get(name=told["organisation"])
    by = User.objects.filter(memberships__organisation=home, memberships__role=Role.COORDINATOR).first()
    facts = told["facts"]
    begun = _moment(told["days"])
    engagement = Engagement(
        organisation=home,
        coordinator=by,
        company_name=told["company"],
        alias=told["alias"],
        owner_says=told["says"].strip(),
        complexity=proposed_complexity(facts.get("complexity_signs", ())),
        wished_start=begun.date() + timedelta(days=60),
        **facts,
    )
    actions.register(by=by, engagement=engagement, at=begun)
    for event in told.get("events", ()):
        _happens(by, engagement, event)
    for row in told.get("against", ()):
        actions.declare_interest(by=by, engagement=engagement, kind=Interest(row["kind"]), party=_party(row))


def _happens(by: User, engagement: Engagement, event: Mapping[str, Any]) -> None:
    """One event of an engagement's past, as it would have been entered then."""
    moment = _moment(event["days"])
    engagement.refresh_from_db()
    if "to" in event:
        _moves(by, engagement, event, moment)
    if "seats" in event:
        seats = [Wanted(SeatRole(role), Level(level), {}, Strength(number)) for role, level, number in event["seats"]]
        team_actions.set_seats(by=by, engagement=engagement, seats=seats)
    for place, email, hours in event.get("team", ()):
        seat = engagement.seats.wanted()[place]
        person = User.objects.get(email=email)
        team_actions.assign(by=by, seat=seat, person=person, hours_a_month=hours, starts_on=moment.date(), at=moment)
    if "leaves" in event:
        assignment = Assignment.objects.open().get(engagement=engagement, person__email=event["leaves"])
        why, note = Ending(event["why"]), event.get("note", "")
        team_actions.end_assignment(by=by, assignment=assignment, why=why, note=note, at=moment)


def _moves(by: User, engagement: Engagement, event: Mapping[str, Any], moment: datetime) -> None:
    to = Phase(event["to"])
    agreed = moment.date() if to in SUPPORTED and engagement.consent_on is None else None
    seen = Phase(engagement.phase)
    actions.move(by=by, engagement=engagement, to=to, seen=seen, why=event.get("why", ""), consent_on=agreed, at=moment)


def _party(row: Mapping[str, Any]) -> Party:
    return Party(
        organisation=Organisation.objects.get(name=row["organisation"]) if "organisation" in row else None,
        person=User.objects.get(email=row["person"]) if "person" in row else None,
        name=row.get("name", ""),
    )


def _moment(days: int) -> datetime:
    """So many days ago, at ten in the morning."""
    return timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(days=days)
