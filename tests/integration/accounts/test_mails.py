"""Every mail: in both languages, as text and as HTML, from us and about us only."""

import re
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.core import mail
from django.utils import timezone, translation

import platform_site.accounts
from tests.factories import make_invitation, make_organisation, make_user

pytestmark = pytest.mark.django_db

TEMPLATES = Path(platform_site.accounts.__file__).parent / "templates"
#: Every mail that allauth sends and that we have words for.
MAILS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_message.txt")
    for room in ("account", "mfa")
    for path in (TEMPLATES / room / "email").glob("*_message.txt")
    if not path.name.startswith("base_")
)
#: Those that a person with an account gets.
PERSONAL = [name for name in MAILS if not name.endswith("unknown_account")]
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def sent(rf, name: str, language: str) -> mail.EmailMultiAlternatives:
    user = make_user(language=language, name="O'Brien <b>")
    context = {
        "user": user,
        "code": "ABCD-EFGH",
        "password_reset_url": f"{settings.BASE_URL}/accounts/password/reset/key/x/",
        "from_email": "old@example.org",
        "to_email": "new@example.org",
        "timestamp": timezone.now(),
        "ip": "192.0.2.1",
    }
    with request_context(rf.get("/")), translation.override(language):
        get_adapter().send_mail(name, user.email, context)
    return mail.outbox[-1]


def test_all_mails_that_our_settings_can_send_have_our_words():
    ours = {
        *("email_changed", "email_confirmation", "password_changed", "password_reset", "password_reset_key"),
        *("password_set", "unknown_account", "recovery_codes_generated", "totp_activated", "totp_deactivated"),
    }
    assert {name.rpartition("/")[2] for name in MAILS} == ours


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", MAILS)
def test_mail_says_who_writes_in_the_readers_language_and_leads_nowhere_else(rf, name, language):
    message = sent(rf, name, language)
    html, kind = message.alternatives[0]
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.subject.startswith("【伴走】" if language == "ja" else "Banso: ")
    assert bool(JAPANESE.search(message.subject + message.body)) == (language == "ja")
    assert (kind, f'<html lang="{language}">' in html) == ("text/html", True)
    links = re.findall(r"https?://[^\s\"<]+", message.body + html)
    assert links
    assert all(link.startswith(settings.BASE_URL) for link in links)


@pytest.mark.parametrize("name", PERSONAL)
def test_mail_calls_the_person_by_name_without_letting_it_into_the_html(rf, name):
    message = sent(rf, name, "en")
    assert "Dear O'Brien <b>," in message.body
    assert "O&#x27;Brien &lt;b&gt;" in message.alternatives[0][0]


def test_html_says_the_same_as_the_text_and_makes_a_button_of_the_link(rf):
    message = sent(rf, "account/email/password_reset_key", "en")
    link = f"{settings.BASE_URL}/accounts/password/reset/key/x/"
    html = message.alternatives[0][0]
    assert html.count(f'href="{link}"') == 2
    for line in filter(None, message.body.splitlines()):
        assert line in html.replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">") or line == "--"


def test_invitation_reads_the_same_in_both_parts():
    organisation = make_organisation(name="あおば & みどり商工会議所")
    make_invitation(organisation=organisation, by=make_user(role="coordinator", organisation=organisation))
    (message,) = mail.outbox
    assert message.subject == "【伴走】あおば & みどり商工会議所からの招待"
    assert "あおば & みどり商工会議所" in message.body
    assert "あおば &amp; みどり商工会議所" in message.alternatives[0][0]


def test_mail_server_that_is_down_does_not_make_an_error_of_what_is_done(client, settings, monkeypatch, caplog):
    user = make_user()
    client.force_login(user)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", _no_server)
    entered = {"oldpassword": "correct horse battery", "password1": "another long one", "password2": "another long one"}
    assert client.post("/accounts/password/change/", entered).url == "/me/"
    user.refresh_from_db()
    assert user.check_password("another long one")
    assert "account/email/password_changed" in caplog.text


def _no_server(message, fail_silently=False):
    raise ConnectionRefusedError
