"""What was typed when the session ran out is there again after signing in."""

import pytest
from django.urls import reverse

from platform_site.accounts.kept import KEY, MOST_CHARACTERS
from platform_site.accounts.models import Organisation
from platform_site.accounts.roles import Role
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db

TYPED = {"emails": "a@example.org\nb@example.org", "role": "coordinator", "language": "en"}


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def page(organisation) -> str:
    return reverse("organisation", args=[organisation.pk])


@pytest.fixture
def coordinator(organisation):
    return make_user(role=Role.COORDINATOR, organisation=organisation)


def sign_in(client, user, path: str):
    return client.post(path, {"login": user.email, "password": "correct horse battery"})


def test_form_is_filled_again_after_signing_in(client, coordinator, page):
    login = client.post(page, TYPED)
    assert sign_in(client, coordinator, login.url).url == page
    response = client.get(page)
    form = response.context["form"]
    assert {name: form[name].value() for name in TYPED} == TYPED
    assert not form.is_bound
    assert "banner--info" in response.text


def test_it_is_shown_once(client, coordinator, page):
    sign_in(client, coordinator, client.post(page, TYPED).url)
    client.get(page)
    assert client.get(page).context["form"]["emails"].value() is None


def test_it_is_shown_at_its_own_address_only(client, coordinator, page):
    sign_in(client, coordinator, client.post(page, TYPED).url)
    assert client.get("/me/").context["form"]["name"].value() == coordinator.name


def test_profile_is_filled_again_over_what_is_saved(client, coordinator):
    sign_in(client, coordinator, client.post("/me/", {"name": "新しい名", "prefecture": "tokyo"}).url)
    assert client.get("/me/").context["form"]["name"].value() == "新しい名"
    coordinator.refresh_from_db()
    assert coordinator.name != "新しい名"


def test_secrets_and_tokens_are_not_kept(client, page):
    client.post(page, {"password": "x", "password_again": "x", "csrfmiddlewaretoken": "x", "role": "supporter"})
    assert client.session[KEY]["entries"] == {"role": "supporter"}


@pytest.mark.parametrize("typed", [{}, {"emails": "x" * (MOST_CHARACTERS + 1)}])
def test_nothing_and_too_much_are_not_kept(client, page, typed):
    client.post(page, typed)
    assert KEY not in client.session


def test_opening_a_page_keeps_nothing(client, page):
    client.get(page, TYPED)
    assert KEY not in client.session


def test_person_who_may_not_open_it_reads_nothing_of_it(client, page):
    client.post(page, TYPED)
    client.force_login(make_user(role=Role.COORDINATOR))
    assert client.get(page).status_code == 404
