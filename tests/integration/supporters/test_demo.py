"""The demo's supporters."""

import pytest
from django.utils import timezone

from platform_site.accounts.demo import make_accounts
from platform_site.accounts.models import Organisation, User
from rubric.assessment.demo import seed_history
from rubric.assessment.models import Standing
from rubric.supporters.demo import seed_supporters
from rubric.supporters.levels import own_level
from rubric.supporters.models import Conflict, OfferedMonth, SupporterProfile, WorkedOn
from tests.factories import make_case

pytestmark = pytest.mark.django_db(transaction=True)


def test_demo_has_supporters_of_every_level_and_strength_and_keeps_them(version):
    make_accounts()
    seed_history()
    make_case(external_id="saitama-dyeing")
    assert seed_supporters() == "supporters: 34 people"

    today = timezone.localdate()
    newest = Standing.objects.newest()
    assert set(newest.filter(valid_until__gte=today).values_list("level", flat=True)) == {1, 2, 3, 4}
    assert {3, 4} <= set(newest.filter(valid_until__lt=today).values_list("level", flat=True))
    stated = SupporterProfile.objects.filter(shows_own_level=True)
    assert sorted(filter(None, map(own_level, stated))) == [2, 3, 4]
    assert Conflict.objects.count() == 2 and WorkedOn.objects.count() == 2
    assert OfferedMonth.objects.filter(month__gt=today, hours__gt=0).values("month").distinct().count() == 11
    assert Organisation.objects.filter(memberships__user__supporter_profile__isnull=False).distinct().count() == 2
    assert not User.objects.exclude(email__endswith="@demo.example").exists()

    assert "kept" in seed_supporters() and SupporterProfile.objects.count() == 34


def test_demo_waits_for_the_rubric(db):
    assert "kept" in seed_supporters() and not SupporterProfile.objects.exists()
