"""A supporter, his coordinator, and the rubric in use."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.domain.states import State
from rubric.assessment.models import Answer, Assessment, Standing
from rubric.framework.models import RubricElement, RubricVersion
from rubric.framework.seeding import seed_rubric
from rubric.supporters import actions
from rubric.supporters.domain.months import next_months
from tests.factories import make_library, make_user


@pytest.fixture
def version(db):
    """Version 1, published."""
    make_library()
    seed_rubric()
    return RubricVersion.objects.get()


@pytest.fixture
def me(db, client):
    """A supporter who is logged in."""
    make_library()
    user = make_user(role=Role.SUPPORTER, email="me@example.org", name="支援 梅子", prefecture="saitama")
    client.force_login(user)
    return user


@pytest.fixture
def home(me):
    return Organisation.objects.get(memberships__user=me)


@pytest.fixture
def senior(home):
    """The coordinator of my organisation."""
    return make_user(role=Role.COORDINATOR, organisation=home, email="senior@example.org")


@pytest.fixture
def profile(me):
    """Mine, as it is before anything is told."""
    return actions.save_profile(by=me, entered={}, edit=0)


@pytest.fixture
def months():
    """The next twelve."""
    return next_months(timezone.localdate(), 12)


@pytest.fixture
def offered(me, profile, months):
    """Ten hours in each of the next three months."""
    actions.offer_hours(by=me, first_month=months[0], last_month=months[2], hours=10)
    return months[:3]


@pytest.fixture
def sign(version):
    """Signs the same level in every element with somebody, valid for so many days."""

    def signed(person: User, level: int = 2, days: int = 365) -> Standing:
        elements = RubricElement.objects.filter(domain__version=version)
        levels, today = {element.slug: level for element in elements}, timezone.localdate()
        assessment = Assessment.objects.create(author=person, version=version, state=State.DRAFT)
        for element in elements:
            Answer.objects.create(assessment=assessment, element=element, level=level)
        assessment.state, assessment.submitted_at = State.AGREED, timezone.now()
        assessment.save()
        return Standing.objects.create(
            assessment=assessment,
            person=person,
            organisation=Organisation.objects.filter(memberships__user=person).first(),
            version=version,
            level=level,
            levels=levels,
            own=levels,
            rated=levels,
            signed_on=date(today.year - 1, 1, 1),
            valid_until=today + timedelta(days=days),
        )

    return signed
