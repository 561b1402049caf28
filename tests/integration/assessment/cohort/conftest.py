"""An organisation with a coordinator, and people with signed levels in it."""

import pytest

from platform_site.accounts.roles import Role
from tests.factories import make_organisation, make_user


@pytest.fixture
def home(version):
    return make_organisation(name="試験商工会議所")


@pytest.fixture
def coordinator(client, home):
    """A coordinator of the organisation, who is logged in."""
    user = make_user(role=Role.COORDINATOR, organisation=home, name="調整 松子")
    client.force_login(user)
    return user


@pytest.fixture
def sign(sign, home):
    """Signed levels of somebody in the organisation, unless another is given."""
    return lambda organisation=home, **fields: sign(organisation=organisation, **fields)
