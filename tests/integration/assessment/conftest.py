"""A supporter, and the rubric in use."""

import pytest

from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.assessment.actions import Written
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion
from rubric.framework.seeding import seed_rubric
from tests.factories import make_library, make_user


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
