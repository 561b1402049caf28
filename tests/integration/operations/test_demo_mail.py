"""The demo's mail box, which exists in the demo only."""

import pytest
from django.core import mail

from tests.factories import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    """The demo: DEBUG on, its addresses in the table, mails kept in files."""
    settings.DEBUG = True
    settings.ROOT_URLCONF = "tests.integration.operations.demo_table"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return settings


def test_not_there_outside_of_the_demo(client, settings):
    assert client.get("/demo/mail/").status_code == 404


def test_refused_where_only_the_address_is_there(client, demo):
    demo.DEBUG = False
    assert client.get("/demo/mail/").status_code == 404
    assert client.get("/demo/mail/x/1/").status_code == 404


def test_no_mail_yet(client, demo):
    assert client.get("/demo/mail/").context["mails"] == []


def test_invitation_can_be_read_and_followed(client, demo):
    invitation = make_invitation(email="hanako@example.org")
    (listed,) = client.get("/demo/mail/").context["mails"]
    assert (listed.to, listed.sent_at.tzinfo is None) == ("hanako@example.org", False)
    page = client.get(f"/demo/mail/{listed.file}/{listed.number}/")
    assert f'href="{demo.BASE_URL}/invitations/{invitation.token}/"' in page.text
    assert 'sandbox="' in page.text
    assert "allow-scripts" not in page.text
    assert "'unsafe-inline'" in page["Content-Security-Policy"].partition("style-src-attr ")[2].partition(";")[0]


def test_html_of_a_mail_cannot_leave_its_frame(client, demo):
    message = mail.EmailMultiAlternatives("件名", "本文 <script>alert(1)</script>", to=["x@example.org"])
    message.attach_alternative('"><script>alert(2)</script>', "text/html")
    message.send()
    (listed,) = client.get("/demo/mail/").context["mails"]
    assert "<script>alert" not in client.get(f"/demo/mail/{listed.file}/1/").text


def test_several_mails_of_one_connection_are_told_apart_newest_first(client, demo):
    connection = mail.get_connection()
    connection.open()
    connection.send_messages([mail.EmailMessage(f"第{n}便", "-" * 79 + "x", to=["x@example.org"]) for n in (1, 2)])
    connection.close()
    assert [one.subject for one in client.get("/demo/mail/").context["mails"]] == ["第2便", "第1便"]


def test_unknown_mail_is_not_found(client, demo):
    assert client.get("/demo/mail/..%2f..%2fsecret/1/").status_code == 404
