"""Too many tries, and forms that are not accepted: pages of ours, in the reader's language."""

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db

WORDS = {"": "短い間に操作が続きました", "/en": "Too many tries"}
REFUSED = {"": "送信を受け付けられませんでした", "/en": "The form was not accepted"}


@pytest.mark.parametrize("language", ["", "/en"])
def test_too_many_tries_are_answered_by_a_page_of_ours(client, settings, language):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    page = f"{language}/accounts/login/"
    client.post(page, {"login": "x@example.org", "password": "x"})
    response = client.post(page, {"login": "x@example.org", "password": "x"})
    assert response.status_code == 429
    assert WORDS[language] in response.text
    assert "site-header" in response.text


def test_wrong_passwords_for_one_account_are_stopped_in_the_form(client):
    user = make_user()
    wrong = {"login": user.email, "password": "wrong"}
    forms = [client.post(reverse("account_login"), wrong).context["form"] for _ in range(6)]
    fifth, sixth = (form.non_field_errors().data[0].message for form in forms[4:])
    assert sixth == get_adapter().error_messages["too_many_login_attempts"] != fifth
    right = {"login": user.email, "password": "correct horse battery"}
    client.post(reverse("account_login"), right)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["", "/en"])
def test_form_without_its_token_is_answered_by_a_page_of_ours(language):
    response = Client(enforce_csrf_checks=True).post(f"{language}/accounts/login/?next=/me/", {"login": "x"})
    assert response.status_code == 403
    assert REFUSED[language] in response.text
    assert "site-header" in response.text
    assert f'href="{language}/accounts/login/?next=/me/"' in response.text
