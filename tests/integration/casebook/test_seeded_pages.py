"""What the first pages tell whom."""

import pytest

from casebook.pages.models import SectionPage
from casebook.pages.seeding import seed
from platform_site.accounts.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db

INVENTED = "banso@demo.example"
TO_DO = "公開前にこ"


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_the_demo_has_an_invented_address(client, settings, is_demo):
    settings.DEBUG = is_demo
    seed()
    page = client.get("/contact/").text
    assert (INVENTED in page) is is_demo
    assert 'href="https://yorozu.smrj.go.jp/"' in page
    assert '<a href="/about/how-to-use/">' in page


@pytest.mark.parametrize(
    ("role", "sees"), [(None, False), (Role.SUPPORTER, False), (Role.COORDINATOR, False), (Role.EDITOR, True)]
)
@pytest.mark.parametrize("path", ["/contact/", "/privacy/"])
def test_notes_for_administrators_are_for_those_who_keep_the_platform(client, path, role, sees):
    seed()
    if role:
        client.force_login(make_user(role=role), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert (TO_DO in client.get(path).text) is sees


def test_no_seeded_page_says_that_it_is_in_preparation(client):
    seed()
    for page in SectionPage.objects.live():
        assert "準備中" not in client.get(page.get_url()).text
    assert "準備中" not in client.get("/").text
