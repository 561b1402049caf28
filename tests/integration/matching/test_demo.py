"""The demo's staffing: something in every state, and nothing made twice."""

import pytest
from django.core import mail

from platform_site.accounts.demo import make_accounts
from rubric.assessment.demo import seed_history
from rubric.engagement.demo import seed_engagements
from rubric.engagement.models import Assignment
from rubric.framework.seeding import seed_rubric
from rubric.matching.demo import seed_staffing
from rubric.matching.models import PlanRun, Proposal, SeatDecision, StaffingPolicy, TermsChange, TermWeights
from rubric.supporters.demo import seed_supporters
from rubric.supporters.models import OfferedMonth
from tests.factories import make_barrier, make_library

pytestmark = pytest.mark.django_db


def test_demo_has_proposals_in_every_state_a_policy_weights_and_an_override():
    make_library()
    make_barrier()
    seed_rubric()
    make_accounts()
    seed_history()
    seed_supporters()
    seed_engagements()
    mail.outbox.clear()
    assert seed_staffing() == "staffing: 6 proposals"

    assert OfferedMonth.objects.filter(booked__gt=0).exists()
    in_teams = Assignment.objects.open()
    assert in_teams.filter(proposal__decision__isnull=False).count() >= in_teams.count() - 1
    states = set(Proposal.objects.values_list("state", flat=True))
    assert states == {"asked", "question", "declined", "accepted"}
    assert Proposal.objects.filter(person__email="supporter.aoba@demo.example", state="asked").exists()
    assert TermsChange.objects.open().filter(assignment__person__email="supporter.aoba@demo.example").exists()
    assert StaffingPolicy.objects.count() == TermWeights.objects.count() == 1
    assert SeatDecision.objects.filter(is_override=True).count() == 1
    assert PlanRun.objects.count() == 2 and not mail.outbox
    count = Proposal.objects.count()
    assert "kept" in seed_staffing() and Proposal.objects.count() == count


def test_nothing_is_staffed_without_engagements(db):
    assert "kept" in seed_staffing() and not PlanRun.objects.exists()
