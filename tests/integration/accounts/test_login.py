"""One login for site and CMS, and a second factor that nothing walks around."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.views import LoginView
from django.core import mail
from django.urls import resolve, reverse

from platform_site.accounts.models import User
from tests.factories import make_invitation, make_root, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def editor() -> User:
    make_root()
    return make_user(role="editor")


@pytest.fixture
def secret(editor) -> str:
    """The secret of the editor's authenticator app."""
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(editor, secret)
    return secret


def sign_in(client, user: User, **query: str):
    return client.post(reverse("account_login", query=query), {"login": user.email, "password": PASSWORD})


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_cms_sends_to_the_sites_login_and_back(client, editor):
    response = client.get("/cms/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/cms/pages/"
    assert sign_in(client, editor, next="/cms/pages/").url == "/cms/pages/"
    assert client.get("/cms/").status_code == 200


def test_wagtails_names_lead_to_the_gate():
    assert reverse("wagtailadmin_login") == "/cms/login/"
    assert reverse("wagtailcore_login") == "/_util/login/"


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/en/_util/login/"])
def test_no_address_takes_a_password_beside_allauth(client, editor, secret, path):
    assert not issubclass(getattr(resolve(path).func, "view_class", object), LoginView)
    client.post(path, {"username": editor.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/cms/password_reset/"])
def test_wagtails_own_password_reset_is_closed(client, path):
    assert client.get(path).status_code == 404


def test_second_factor_comes_before_the_cms(client, editor, secret):
    assert sign_in(client, editor, next="/cms/").url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/cms/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.get("/cms/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).url == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_accepting_an_invitation_is_no_way_around_the_second_factor(client, editor, secret):
    invitation = make_invitation(email=editor.email)
    entered = {"name": "x", "password": "long and safe", "password_again": "long and safe"}
    client.post(reverse("invitation", args=[invitation.token]), entered)
    assert "_auth_user_id" not in client.session


def test_new_password_is_no_way_around_the_second_factor(client, editor, secret):
    client.post("/accounts/password/reset/", {"email": editor.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long one", "password2": "another long one"})
    editor.refresh_from_db()
    assert editor.check_password("another long one")
    assert client.get("/cms/").status_code == 302


def test_supporter_at_the_cms_is_refused_without_a_loop(client):
    client.force_login(make_user(role="supporter"))
    assert client.get("/cms/", follow=True).status_code == 403


def test_after_login_home_in_the_saved_language(client):
    assert sign_in(client, make_user()).url == "/"
    client.logout()
    assert sign_in(client, make_user(language="en")).url == "/en/"


def test_closed_account_does_not_sign_in(client):
    sign_in(client, make_user(is_active=False))
    assert "_auth_user_id" not in client.session


def test_authenticator_app_can_be_added_from_the_account_pages(client):
    user = make_user()
    sign_in(client, user)
    assert reverse("mfa_index") in client.get("/me/").text
    assert client.get(reverse("mfa_index")).status_code == 200
    # Who takes a browser that is signed in still has to know the password.
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    client.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert get_adapter().get_totp_issuer() == "Banso"


def test_signing_up_needs_an_invitation(client):
    response = client.post("/accounts/signup/", {"email": "x@example.org", "password1": "a b c d e f", "password2": ""})
    assert "/contact/" in response.text
    assert not User.objects.exists()


@pytest.mark.parametrize(("language", "subject"), [("ja", "パスワード"), ("en", "new password")])
def test_mail_for_a_new_password_is_in_the_persons_language(client, language, subject):
    user = make_user(language=language)
    client.post("/accounts/password/reset/", {"email": user.email})
    (sent,) = mail.outbox
    assert subject in sent.subject
    assert "testserver" not in sent.subject
    assert "/accounts/password/reset/key/" in sent.body


def test_mail_to_an_unknown_address_says_how_accounts_are_given(client):
    client.post("/en/accounts/password/reset/", {"email": "nobody@example.org"})
    assert "by invitation" in mail.outbox[0].body
    assert "signup" not in mail.outbox[0].body
