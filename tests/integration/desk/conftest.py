"""What staffing stands on, a coordinator at his desk, and a plan as the worker leaves it."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.utils import timezone

from rubric.engagement import actions as engaging
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Engagement
from rubric.matching.choices import PlanState
from rubric.matching.domain.writing import write_seat
from rubric.matching.models import PlanRun
from rubric.matching.needs import pure_seat
from rubric.matching.planning.result import Line, Lines, Result, write_result
from tests.integration.matching.conftest import (  # noqa: F401 - fixtures are found by their names
    assignment,
    change,
    engagement,
    home,
    keeper,
    make_supporter,
    new_terms,
    proposal,
    seat,
    sign,
    stranger,
    supporters,
    terms,
)

# Staffing's own fixtures: an organisation, its coordinator, people who may be asked, a seat and a proposal.
from tests.integration.matching.conftest import registered as registered_soon  # noqa: F401 - so are the others


@pytest.fixture
def registered(registered_soon):  # noqa: F811 - the fixture of that name
    """Registers a company that does not start before three months."""
    start = timezone.localdate() + timedelta(days=90)
    return lambda **fields: registered_soon(**{"wished_start": start, **fields})


@pytest.fixture
def at_desk(client, keeper):  # noqa: F811 - the fixture of that name
    """The coordinator's browser."""
    client.force_login(keeper)
    return client


@pytest.fixture
def reach(keeper):  # noqa: F811 - the fixture of that name
    """Brings an engagement to a phase, so many days ago."""

    def one(engagement, *phases, days=0):  # noqa: F811 - an argument, not the fixture
        for phase in phases:
            engagement.refresh_from_db()
            agreed = timezone.localdate() if phase is Phase.ISSUE_SETTING else None
            engaging.move(
                by=keeper,
                engagement=engagement,
                to=phase,
                seen=Phase(engagement.phase),
                why="理由",
                consent_on=agreed,
            )
        since = timezone.now() - timedelta(days=days)
        Engagement.objects.filter(pk=engagement.pk).update(phase_since=since)

    return one


@pytest.fixture
def plan():
    """A finished plan that has a person, or nobody, for one seat."""

    def one(seat, person=None, binding=None):  # noqa: F811 - an argument, not the fixture
        line = Line(
            seat.pk, 0, write_seat(pure_seat(seat)), person=person.pk if person else None, binding=binding or {}
        )
        nothing = {one.name: 0 for one in fields(Result)}
        told = Result(**{**nothing, "engagements": (Lines(seat.engagement_id, (line,)),)})
        return PlanRun.objects.create(
            organisation=seat.engagement.organisation, state=PlanState.DONE, progress=100, result=write_result(told)
        )

    return one
