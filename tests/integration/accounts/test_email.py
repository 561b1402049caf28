"""The address with which a person signs in: changed by herself with a code, or in the CMS."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from platform_site.accounts.models import AuditEntry, User
from platform_site.accounts.roles import Role
from tests.factories import make_root, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
NEW = "new.address@example.org"


@pytest.fixture
def user(client) -> User:
    user = make_user(name="青葉 みのり")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return user


def ask_for(client, email: str):
    """Ask for another address, proving with the password that it is the person herself."""
    response = client.post(reverse("account_email"), {"email": email, "action_add": ""})
    if response.status_code == 302 and "reauthenticate" in response.url:
        response = client.post(response.url, {"password": PASSWORD, "next": reverse("account_email")})
    return response


def code() -> str:
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE).group()


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    return list(EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified"))


def test_everybody_has_a_proved_address():
    assert addresses(make_user(email="a@example.org")) == [("a@example.org", True, True)]
    superuser = User.objects.create_superuser("Root@Example.org", PASSWORD, name="根本")
    assert addresses(superuser) == [("root@example.org", True, True)]


def test_new_address_takes_the_place_of_the_old_one(client, user):
    old = user.email
    ask_for(client, NEW)
    assert mail.outbox[-1].to == [NEW]
    response = client.post(reverse("account_email_verification_sent"), {"code": code().lower()}, follow=True)
    user.refresh_from_db()
    assert response.redirect_chain == [("/me/", 302)]
    assert NEW in response.text
    assert user.email == NEW
    assert addresses(user) == [(NEW, True, True)]
    # Who has taken over a browser cannot hide it from the owner of the old address.
    assert mail.outbox[-1].to == [old]
    assert AuditEntry.objects.about(user).get().details == {"before": old, "after": NEW}


def test_nothing_is_sent_before_the_password_is_known(client, user):
    response = client.post(reverse("account_email"), {"email": NEW, "action_add": ""})
    assert response.url.startswith(reverse("account_reauthenticate"))
    client.post(response.url, {"password": "wrong"})
    assert not mail.outbox


def test_wrong_code_changes_nothing_and_three_end_it(client, user):
    ask_for(client, NEW)
    page = reverse("account_email_verification_sent")
    assert "code" in client.post(page, {"code": "XXXX-XXXX"}).context["form"].errors
    client.post(page, {"code": "XXXX-XXXX"})
    assert client.post(page, {"code": "XXXX-XXXX"}).status_code == 302
    client.post(page, {"code": code()})
    user.refresh_from_db()
    assert user.email != NEW


def test_new_code_can_be_asked_for(client, user):
    ask_for(client, NEW)
    assert "resend" in client.get(reverse("account_email_verification_sent")).text


def test_own_address_is_no_new_one(client, user):
    assert "email" in ask_for(client, user.email.upper()).context["form"].errors


def test_address_of_another_account_is_not_taken_over(client, user):
    other = make_user()
    ask_for(client, other.email)
    response = client.post(reverse("account_email_verification_sent"), {"code": code()})
    user.refresh_from_db()
    assert "code" in response.context["form"].errors
    assert addresses(other) == [(other.email, True, True)]
    assert user.email != other.email


def test_address_corrected_in_the_cms_is_the_one_to_sign_in_with(client):
    make_root()
    user = make_user(role=Role.SUPPORTER)
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    client.post(url, {"name": user.name, "email": "Corrected@Example.org", "language": "ja", "is_active": "on"})
    assert addresses(user) == [("corrected@example.org", True, True)]
    client.logout()
    client.post(reverse("account_login"), {"login": "corrected@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_in_asks_for_no_code(client, user):
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not mail.outbox
