"""What tests of the rubric's CMS pages stand on."""

import pytest
from wagtail.models import Page

from platform_site.accounts.groups import ensure_groups
from platform_site.accounts.roles import Role
from rubric.framework.models import RubricVersion
from rubric.framework.seeding import seed_rubric
from rubric.framework.workflow import ensure_workflow
from tests.factories import make_library, make_user


@pytest.fixture
def version(db):
    """Version 1, published."""
    make_library()
    ensure_groups()
    ensure_workflow()
    assert Page.get_first_root_node()
    seed_rubric()
    return RubricVersion.objects.get()


@pytest.fixture
def editor(version):
    return make_user(role=Role.EDITOR)


@pytest.fixture
def moderator(version):
    return make_user(role=Role.MODERATOR)


@pytest.fixture
def as_editor(client, editor):
    """A browser in which an editor is logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def as_moderator(client, moderator):
    """A browser in which a moderator is logged in."""
    client.force_login(moderator)
    return client
