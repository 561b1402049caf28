"""Every page of an account, in each of its states: in our look, accessible, in both languages and at both widths."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from playwright.sync_api import Locator

from platform_site.accounts import actions
from platform_site.accounts.models import INVITATION_LIFETIME, Invitation
from platform_site.accounts.roles import Role
from tests.factories import make_invitation, make_organisation, make_user
from tests.functional.conftest import DESKTOP, PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"
#: Both languages and both widths; the four together are seen in `test_every_page.py`.
LOOKS = pytest.mark.parametrize(
    ("language", "width"), [("", PHONE), ("/en", DESKTOP)], ids=["Japanese on a phone", "English on a desktop"]
)

#: Every address that allauth has here, and the test below that looks at it; one that "leads on" has no page of its own.
LOOKED_AT = {
    "account_login": "signed out",
    "account_signup": "signed out",
    "account_inactive": "signed out",
    "account_reset_password": "signed out",
    "account_reset_password_done": "signed out",
    "account_reset_password_from_key": "signed out",
    "account_reset_password_from_key_done": "signed out",
    "account_logout": "signed in",
    "account_email": "signed in",
    "account_email_verification_sent": "signed in",
    "account_change_password": "signed in",
    "account_reauthenticate": "signed in",
    "account_set_password": "without a password",
    "account_confirm_login_code": "leads on",
    "mfa_index": "second factor",
    "mfa_activate_totp": "second factor",
    "mfa_deactivate_totp": "second factor",
    "mfa_view_recovery_codes": "second factor",
    "mfa_generate_recovery_codes": "second factor",
    "mfa_download_recovery_codes": "a file",
    "mfa_authenticate": "second factor",
    "mfa_reauthenticate": "second factor",
}


class Tour:
    """Goes from page to page and gathers what is wrong with each."""

    def __init__(self, page, site: str, language: str) -> None:
        self.page, self.root, self.wrong = page, site + language, {}
        page.on("request", lambda request: self._note_stranger(request.url, site))

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.root + path)
        self.look()

    def look(self) -> None:
        """At the page as it is now."""
        found = violations(self.page)
        if scrolls_sideways(self.page):
            found.append("scrolls sideways")
        if not self.page.locator("header.site-header").count():
            found.append("is not in our look")
        if self.page.locator("main h1").count() != 1:
            found.append("has not one heading")
        if found:
            self.wrong.setdefault(self.page.url.removeprefix(self.root), []).extend(found)

    def send(self, **entered: str) -> None:
        """Fill the page's form and send it."""
        for name, value in entered.items():
            self.page.fill(f"main [name={name}]", value)
        self.press(self.page.locator("main form button[type=submit]").first)

    def press(self, button: Locator) -> None:
        """Press a button that sends a form, and look at the page that answers, at the same address or another."""
        with self.page.expect_event("load"):
            button.click()
        self.look()

    def _note_stranger(self, url: str, site: str) -> None:
        if not url.startswith((site, "data:")):
            self.wrong.setdefault("requests", []).append(url)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def tour(open_context, site, language, width) -> Tour:
    return Tour(open_context(viewport=width).new_page(), site, language)


def code_now() -> str:
    """What the authenticator app shows; half a minute early or late it is taken too."""
    _early, now, _late = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(SECRET, now))


def names_of_allauth() -> set[str]:
    """The names of all addresses whose view is allauth's."""
    resolvers, names = [get_resolver()], set()
    while resolvers:
        for entry in resolvers.pop().url_patterns:
            if hasattr(entry, "url_patterns"):
                resolvers.append(entry)
            elif entry.callback.__module__.startswith("allauth"):
                names.add(entry.name)
    return names


def test_every_address_of_allauth_is_looked_at():
    assert names_of_allauth() == set(LOOKED_AT)


@LOOKS
def test_pages_of_somebody_who_is_signed_out(tour):
    user = make_user()
    for path in ["/accounts/login/?next=/me/", "/accounts/signup/", "/accounts/inactive/", "/accounts/confirm-email/"]:
        tour.open(path)
    tour.open("/accounts/login/")
    tour.send(login=user.email, password="wrong")
    tour.open("/accounts/password/reset/")
    tour.send(email="")
    tour.send(email=user.email)
    assert tour.page.url.endswith("/accounts/password/reset/done/")
    tour.open(f"/accounts/password/reset/key/{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}/")
    tour.send(password1="short", password2="other")
    tour.send(password1="long and safe 1", password2="long and safe 1")
    assert tour.page.url.endswith("/accounts/password/reset/key/done/")
    tour.open("/accounts/password/reset/key/1-bad/")
    tour.open("/accounts/login/code/confirm/")
    assert tour.wrong == {}


@LOOKS
def test_pages_of_somebody_who_is_signed_in(tour, site):
    sign_in(tour.page, site, make_user(role=Role.SUPPORTER))
    for path in ["/me/", "/accounts/logout/", "/accounts/password/change/", "/accounts/email/"]:
        tour.open(path)
    tour.send(email="not an address")
    tour.send(email="new@example.org")
    assert "/accounts/reauthenticate/" in tour.page.url
    tour.send(password="wrong")
    tour.send(password=PASSWORD)
    assert tour.page.url.endswith("/accounts/confirm-email/")
    tour.send(code="XXXX")
    tour.send(code=re.search(r"^\w{4}-\w{4}$", mail.outbox[-1].body, re.MULTILINE).group())
    assert "new@example.org" in tour.page.inner_text("main")
    assert tour.wrong == {}


@LOOKS
def test_pages_of_the_second_factor(tour, site, monkeypatch):
    user = make_user(role=Role.EDITOR)
    sign_in(tour.page, site, user)
    tour.open("/accounts/2fa/")
    tour.open("/accounts/2fa/totp/activate/")
    tour.send(password=PASSWORD)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.get_totp_secret", lambda regenerate=False: SECRET)
    tour.send(code="12")
    tour.send(code=code_now())
    assert "/accounts/2fa/recovery-codes/" in tour.page.url
    assert tour.page.locator(".account__codes li").count() == 10
    for path in ["/accounts/2fa/", "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/totp/deactivate/", "/me/"]:
        tour.open(path)
    tour.open("/accounts/2fa/reauthenticate/")
    tour.page.context.clear_cookies()
    tour.open("/accounts/login/")
    tour.send(login=user.email, password=PASSWORD)
    assert "/accounts/2fa/authenticate/" in tour.page.url
    tour.send(code="000000")
    assert tour.wrong == {}


@LOOKS
def test_page_of_somebody_without_a_password(tour, site):
    user = make_user(password=None)
    _sign_in_by_force(tour, site, user)
    tour.open("/accounts/password/set/")
    assert tour.page.locator("[name=password1]").count() == 1
    assert tour.wrong == {}


@LOOKS
def test_pages_of_an_invitation(tour, site):
    organisation = make_organisation()
    inviter = make_user(role=Role.COORDINATOR, organisation=organisation)
    kinds = ["open", "old", "withdrawn", "used", "hers"]
    found = {
        kind: make_invitation(organisation=organisation, by=inviter, email=f"{kind}@example.org") for kind in kinds
    }
    Invitation.objects.filter(pk=found["old"].pk).update(sent_at=timezone.now() - INVITATION_LIFETIME)
    actions.withdraw_invitation(by=inviter, invitation=found["withdrawn"])
    actions.accept_invitation(by=None, invitation=found["used"], name="花子", password=PASSWORD)
    hers = make_user(email="hers@example.org")
    addresses = [f"/invitations/{invitation.token}/" for invitation in found.values()]
    for path in [*addresses, "/invitations/nobody-has-this/"]:
        tour.open(path)
    tour.open(addresses[0])
    tour.send(name="", password="short", password_again="other")
    sign_in(tour.page, site, hers)
    for path in addresses:
        tour.open(path)
    assert tour.wrong == {}


@LOOKS
def test_pages_of_those_who_look_after_people(tour, site):
    organisation = make_organisation()
    make_user(role=Role.ADMINISTRATOR, organisation=organisation)
    sign_in(tour.page, site, make_user(role=Role.ADMINISTRATOR, organisation=organisation))
    member = make_user(role=Role.SUPPORTER, organisation=organisation).memberships.get()
    waiting = make_invitation(organisation=organisation)
    for path in ["/me/", "/organisation/", "/organisation/?q=nowhere", "/organisation/new/"]:
        tour.open(path)
    tour.send(name="")
    for path in [f"people/{member.pk}/role/", f"people/{member.pk}/remove/", f"invitations/{waiting.pk}/withdraw/"]:
        tour.open(f"/organisation/{path}")
    tour.open(f"/organisation/{organisation.pk}/")
    tour.page.fill("main [name=emails]", "a@example.org\nまちがい")
    tour.press(tour.page.locator("#invite ~ form button"))
    assert tour.wrong == {}


@LOOKS
def test_pages_of_what_was_not_accepted(tour, site, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    tour.open("/accounts/login/")
    tour.page.context.clear_cookies()
    with tour.page.expect_response("**/accounts/login/") as refused:
        tour.send(login="x@example.org", password="x")
    assert refused.value.status == 403
    tour.open("/accounts/login/")
    tour.send(login="x@example.org", password="x")
    with tour.page.expect_response("**/accounts/login/") as stopped:
        tour.send(login="x@example.org", password="x")
    assert stopped.value.status == 429
    assert tour.wrong == {}


def _sign_in_by_force(tour: Tour, site: str, user) -> None:
    """With a session as the server would make it: without a password there is no form to go through."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    tour.page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
