"""The demo's engagements."""

import pytest
from django.core import mail

from platform_site.accounts.demo import make_accounts
from rubric.assessment.demo import seed_history
from rubric.engagement.demo import seed_engagements
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Assignment, ConflictOfInterest, Engagement, PhaseEntry
from rubric.framework.seeding import seed_rubric
from tests.factories import make_library

pytestmark = pytest.mark.django_db


def test_demo_has_fifteen_engagements_in_every_phase_and_keeps_what_is_there():
    make_library()
    seed_rubric()
    make_accounts()
    seed_history()
    mail.outbox.clear()
    assert seed_engagements() == "engagements: 15"

    assert set(Engagement.objects.values_list("phase", flat=True)) == set(Phase)
    assert ConflictOfInterest.objects.values("engagement").distinct().count() == 2
    assert Assignment.objects.open().count() >= 10 and Assignment.objects.filter(ended_why="chemistry").exists()
    for one in Engagement.objects.all():
        days = [entry.at for entry in one.entries.all()]
        assert days == sorted(days) and days[0] == one.created_at and days[-1] == one.phase_since
    assert not mail.outbox

    entries = PhaseEntry.objects.count()
    assert "kept" in seed_engagements() and PhaseEntry.objects.count() == entries
