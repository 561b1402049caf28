"""Personal tokens: made, shown once, used, revoked, ended."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from casebook.api import actions
from casebook.api.acts import ApiAct
from casebook.api.daily import warn_of_ending_tokens
from casebook.api.models import LIFETIME, ApiToken
from casebook.api.policies import MOST_TOKENS, Refusal, Refused
from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from tests.factories import make_user
from tests.integration.api.conftest import Program

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def person():
    return make_user(role=Role.SUPPORTER, password=PASSWORD)


@pytest.fixture
def signed_in(client, person):
    """She has just said her password once more."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def deeds():
    return list(AuditEntry.objects.filter(on_kind="api.apitoken").order_by("pk").values_list("what", flat=True))


def test_secret_is_shown_once_and_not_kept(signed_in, person):
    answer = signed_in.post("/me/api-tokens/", {"name": "月報"})
    secret = answer.context["secret"]
    assert secret.startswith("banso_")
    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.user, token.name) == (person, "月報")
    assert secret not in str(ApiToken.objects.values().get())
    assert secret not in signed_in.get("/me/api-tokens/").content.decode()


def test_page_asks_for_the_password_where_the_login_is_long_past(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/me/api-tokens/").status_code == 200
    asked = client.post("/me/api-tokens/", {"name": "月報"}).url
    assert "/reauthenticate/" in asked
    assert not ApiToken.objects.exists()
    assert client.post(asked, {"password": PASSWORD, "next": "/me/api-tokens/"}).context["secret"]
    assert ApiToken.objects.get().name == "月報"


def test_page_is_closed_to_outsiders(client):
    assert client.get("/me/api-tokens/").url.startswith("/accounts/login/")


def test_token_of_the_same_name_is_refused_in_words(signed_in, person):
    actions.create_token(by=person, name="月報")
    answer = signed_in.post("/me/api-tokens/", {"name": "月報"})
    assert answer.context["form"].errors["name"] == [Refusal.SAME_NAME.label]
    assert ApiToken.objects.count() == 1


def test_person_holds_only_so_many_tokens(person):
    for number in range(MOST_TOKENS):
        actions.create_token(by=person, name=str(number))
    with pytest.raises(Refused) as refused:
        actions.create_token(by=person, name="another")
    assert refused.value.refusal is Refusal.TOO_MANY


def test_revoked_token_is_refused_at_once(signed_in, person):
    token, secret = actions.create_token(by=person, name="月報")
    Program(secret).get("/openapi.json")
    assert signed_in.get(f"/me/api-tokens/{token.pk}/revoke/").status_code == 200
    assert ApiToken.objects.exists()
    assert signed_in.post(f"/me/api-tokens/{token.pk}/revoke/").url == "/me/api-tokens/"
    Program(secret).get("/facets", status=401)
    assert deeds() == [ApiAct.CREATED, ApiAct.REVOKED]


def test_token_of_another_person_does_not_exist(signed_in):
    token, _secret = actions.create_token(by=make_user(), name="hers")
    assert signed_in.post(f"/me/api-tokens/{token.pk}/revoke/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.revoke_token(by=make_user(), token=token)
    assert ApiToken.objects.exists()


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Basic dXNlcjpwYXNz", "banso_x"])
def test_wrong_token_is_not_taken_for_none(client, header):
    answer = client.get("/api/v1/facets", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_token_ends_after_a_year(person):
    token, secret = actions.create_token(by=person, name="月報")
    assert token.expires_on == timezone.localdate() + LIFETIME
    ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    Program(secret).get("/facets", status=401)


def test_token_of_a_closed_account_opens_nothing(person):
    _token, secret = actions.create_token(by=person, name="月報")
    person.is_active = False
    person.save()
    Program(secret).get("/facets", status=401)


def test_day_of_the_last_use_is_kept(library, person, django_assert_num_queries):
    token, secret = actions.create_token(by=person, name="月報")
    Program(secret).get("/cases")
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
    with django_assert_num_queries(0):
        actions.note_use(token=token)


def test_owner_is_warned_once_before_the_end(person):
    token, _secret = actions.create_token(by=person, name="月報")
    assert warn_of_ending_tokens().startswith("0 ")
    ApiToken.objects.update(expires_on=timezone.localdate() + timedelta(days=20))
    assert (warn_of_ending_tokens(), warn_of_ending_tokens())[0].startswith("1 ")
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == [person.email]
    assert "月報" in mail.outbox[0].subject
    assert "/me/api-tokens/" in mail.outbox[0].body


def test_page_says_which_token_has_ended(signed_in, person):
    actions.create_token(by=person, name="月報")
    ApiToken.objects.update(expires_on=timezone.localdate() + timedelta(days=20))
    assert [token.ends_soon for token in signed_in.get("/me/api-tokens/").context["tokens"]] == [True]
    ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert [token.has_expired for token in signed_in.get("/me/api-tokens/").context["tokens"]] == [True]
