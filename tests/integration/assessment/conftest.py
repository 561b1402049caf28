"""A supporter, and the rubric in use."""

from datetime import timedelta

import pytest
from django.utils import timezone

from platform_site.accounts.models import Organisation
from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.assessment.actions import Written
from rubric.assessment.domain.states import State
from rubric.assessment.models import Assessment, Standing
from rubric.assessment.review import actions as reviewing
from rubric.assessment.review.actions import Rated
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion
from rubric.framework.seeding import seed_rubric
from tests.factories import make_library, make_organisation, make_user


@pytest.fixture
def version(db):
    """Version 1, published."""
    make_library()
    seed_rubric()
    return RubricVersion.objects.get()


@pytest.fixture
def me(version, client):
    """A supporter who is logged in."""
    user = make_user(role=Role.SUPPORTER, email="me@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def draft(me):
    return actions.start(by=me)


@pytest.fixture
def answer():
    """Chooses a level in each element of a draft: one for all, and others by slug."""

    def all_of(assessment, level=Level.MASTER, **others):
        for element in RubricElement.objects.filter(domain__version=assessment.version):
            chosen = others.get(element.slug.replace("-", "_"), level)
            actions.write_answer(assessment=assessment, element=element, written=Written(chosen, "", 0))
        return assessment

    return all_of


@pytest.fixture
def senior(me):
    """The coordinator of my organisation."""
    home = Organisation.objects.get(memberships__user=me)
    return make_user(role=Role.COORDINATOR, organisation=home, email="senior@example.org", name="確認 松子")


@pytest.fixture
def submitted(draft, answer, me):
    """My self-assessment as it stands: Master throughout, with a note and a piece of evidence."""
    answer(draft)
    element = RubricElement.objects.get(domain__version=draft.version, slug="skill")
    actions.write_answer(assessment=draft, element=element, written=Written(Level.CHALLENGER, "本人の覚え", 1))
    actions.add_evidence(assessment=draft, element=element, text="技能の根拠")
    return actions.submit(by=me, assessment=draft)


@pytest.fixture
def review(me, senior, submitted):
    """My coordinator has been asked."""
    home = Organisation.objects.get(memberships__user=me)
    return reviewing.ask(by=me, assessment=submitted, reviewer=senior, organisation=home, text="よろしくお願いします")


@pytest.fixture
def levels(version):
    """A level for each element: one for all, and others by slug."""

    def all_of(level=Level.MASTER, **others):
        slugs = RubricElement.objects.filter(domain__version=version).values_list("slug", flat=True)
        return {slug: Rated(others.get(slug.replace("-", "_"), level)) for slug in slugs}

    return all_of


@pytest.fixture
def rated(review, senior, levels):
    """He has handed in his rating: lower in one element."""
    kept = levels() | {"skill": Rated(Level.MASTER, "確認者の覚え")}
    reviewing.keep_ratings(by=senior, review=review, levels=kept)
    reviewing.rate(by=senior, review=review)
    review.refresh_from_db()
    return review


@pytest.fixture
def signed(rated, senior, me, levels):
    """Both have signed what he wrote down."""
    agreement = reviewing.agree(by=senior, review=rated, levels=levels())
    return reviewing.sign(by=me, review=rated, agreement=agreement)


@pytest.fixture
def sign(version):
    """Makes somebody with signed levels in an organisation: one for all elements, and others by slug."""
    levels_of = RubricElement.objects.filter(domain__version=version).values_list

    def signed(*, organisation=None, person=None, level=Level.MASTER, days=365, own=None, rated=None, **others):
        place = organisation or make_organisation()
        person = person or make_user(role=Role.SUPPORTER, organisation=place)
        levels = {slug: int(others.get(slug.replace("-", "_"), level)) for slug in levels_of("slug", flat=True)}
        today = timezone.localdate()
        assessment = Assessment.objects.create(
            author=person, version=version, state=State.AGREED, submitted_at=timezone.now()
        )
        return Standing.objects.create(
            assessment=assessment,
            person=person,
            organisation=place,
            version=version,
            level=int(level),
            levels=levels,
            own=levels | (own or {}),
            rated=levels | (rated or {}),
            signed_on=today + timedelta(days=days - 730),
            valid_until=today + timedelta(days=days),
        )

    return signed
