"""The life of an invitation, with every way in which it can be refused."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts import actions
from platform_site.accounts.models import INVITATION_LIFETIME, AuditEntry, Invitation, Membership, User
from platform_site.accounts.policies import Refusal, Refused
from tests.factories import make_invitation, make_organisation, make_user

pytestmark = pytest.mark.django_db

NEW_PERSON = {"name": "新井 花子", "password": "long and safe", "password_again": "long and safe"}


def address(invitation: Invitation) -> str:
    return reverse("invitation", args=[invitation.token])


def grow_old(invitation: Invitation) -> Invitation:
    invitation.sent_at = timezone.now() - INVITATION_LIFETIME - timedelta(seconds=1)
    invitation.save()
    return invitation


def refusal_of(action, **arguments) -> Refusal:
    with pytest.raises(Refused) as refused:
        action(**arguments)
    return refused.value.refusal


# -- the mail --------------------------------------------------------------------------------------


def test_mail_is_japanese_with_an_absolute_link(settings):
    settings.BASE_URL = "https://banso.example"
    organisation = make_organisation(name="あおば商工会議所")
    invitation = make_invitation(email="hanako@example.org", organisation=organisation)
    (sent,) = mail.outbox
    link = f"https://banso.example/invitations/{invitation.token}/"
    html = sent.alternatives[0][0]
    assert (sent.to, sent.from_email) == (["hanako@example.org"], settings.DEFAULT_FROM_EMAIL)
    assert "あおば商工会議所" in sent.subject
    assert link in sent.body
    assert f'href="{link}"' in html
    assert '<html lang="ja">' in html


def test_mail_in_english_links_to_the_english_page():
    invitation = make_invitation(language="en")
    assert f"/en/invitations/{invitation.token}/" in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("Banso: Invitation from ")


def test_mail_to_a_known_person_is_in_her_own_language():
    make_invitation(email=make_user(language="en").email, language="ja")
    assert mail.outbox[0].subject.startswith("Banso: Invitation from ")


# -- accepting -------------------------------------------------------------------------------------


def test_new_person_joins_with_name_and_password_and_is_logged_in(client):
    invitation = make_invitation(email="Hanako@Example.org", role="coordinator", language="en")
    response = client.post(address(invitation), NEW_PERSON)
    user = User.objects.get(email="hanako@example.org")
    assert (user.name, user.language, user.roles) == ("新井 花子", "en", {"coordinator"})
    assert user.check_password("long and safe")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert response.url == "/en/"
    assert EmailAddress.objects.get(user=user).verified


def test_known_person_joins_by_one_button(client):
    user = make_user(role="supporter")
    invitation = make_invitation(email=user.email.upper())
    client.force_login(user)
    assert b"password" not in client.get(address(invitation)).content
    assert client.post(address(invitation)).url == "/me/"
    assert User.objects.get(pk=user.pk).organisation_ids >= {invitation.organisation_id}


def test_known_person_who_is_not_logged_in_is_asked_to(client):
    invitation = make_invitation(email=make_user().email)
    response = client.post(address(invitation), NEW_PERSON)
    assert f"/accounts/login/?next={address(invitation)}" in response.text
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("password", "short"), ("password", "1234567890"), ("password_again", "something else")],
)
def test_new_person_has_to_enter_everything_well(client, field, value):
    invitation = make_invitation()
    entered = {**NEW_PERSON, field: value}
    if field == "password":
        entered["password_again"] = value
    response = client.post(address(invitation), entered)
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.exists()


def test_password_must_not_be_the_address(client):
    invitation = make_invitation(email="aoba.hanako@example.org")
    response = client.post(
        address(invitation), {**NEW_PERSON, "password": "aoba.hanako", "password_again": "aoba.hanako"}
    )
    assert "password" in response.context["form"].errors


# -- refusals --------------------------------------------------------------------------------------


def test_unknown_token_is_a_page_of_its_own(client):
    assert client.get("/invitations/nobody-has-this/").status_code == 404


def test_expired_invitation_does_not_open(client):
    invitation = grow_old(make_invitation())
    assert client.get(address(invitation)).status_code == 410
    assert client.post(address(invitation), NEW_PERSON).status_code == 410
    assert refusal_of(actions.accept_invitation, by=None, invitation=invitation) is Refusal.EXPIRED
    assert not User.objects.exists()


def test_withdrawn_invitation_does_not_open(client):
    invitation = actions.withdraw_invitation(by=None, invitation=make_invitation())
    assert client.get(address(invitation)).status_code == 410
    assert refusal_of(actions.accept_invitation, by=None, invitation=invitation) is Refusal.WITHDRAWN


def test_used_invitation_does_not_open_again(client):
    invitation = make_invitation()
    actions.accept_invitation(by=None, invitation=invitation, name="花子", password="long and safe")
    response = client.get(address(invitation))
    assert response.status_code == 410
    assert "/accounts/login/" in response.text
    assert refusal_of(actions.accept_invitation, by=None, invitation=invitation) is Refusal.ACCEPTED


def test_used_invitation_takes_its_own_person_to_her_page_and_says_so(client):
    invitation = make_invitation()
    membership = actions.accept_invitation(by=None, invitation=invitation, name="花子", password="long and safe")
    client.force_login(membership.user)
    response = client.get(address(invitation), follow=True)
    assert response.redirect_chain == [("/me/", 302)]
    assert "banner--info" in response.text


def test_used_invitation_offers_no_login_to_another_person_who_is_logged_in(client):
    invitation, stranger = make_invitation(), make_user()
    actions.accept_invitation(by=None, invitation=invitation, name="花子", password="long and safe")
    client.force_login(stranger)
    response = client.get(address(invitation))
    assert (response.status_code, stranger.email in response.text) == (410, True)
    assert "/accounts/login/" not in response.text


@pytest.mark.parametrize(
    "end", [grow_old, lambda invitation: actions.withdraw_invitation(by=None, invitation=invitation)]
)
def test_invitation_that_no_longer_opens_names_whom_to_ask(client, end):
    organisation = make_organisation(name="あおば商工会議所")
    administrator = make_user(role="administrator", name="管野 守")
    invitation = end(make_invitation(organisation=organisation, by=administrator))
    assert client.get(address(invitation)).context["page"].ask == ("管野 守",)
    make_user(role="coordinator", organisation=organisation, name="若葉 健一")
    make_user(role="coordinator", organisation=organisation, name="休職 中子", is_active=False)
    response = client.get(address(invitation))
    assert response.context["page"].ask == ("若葉 健一",)
    assert "若葉 健一" in response.text
    assert "あおば商工会議所" in response.text


def test_names_of_coordinators_are_for_those_with_an_invitation_only(client):
    make_user(role="coordinator", name="若葉 健一")
    assert "若葉 健一" not in client.get("/invitations/nobody-has-this/").text


def test_invitation_of_another_person_is_not_accepted(client):
    stranger, invitation = make_user(), make_invitation()
    client.force_login(stranger)
    assert "/accounts/logout/" in client.post(address(invitation)).text
    assert refusal_of(actions.accept_invitation, by=stranger, invitation=invitation) is Refusal.WRONG_PERSON
    assert not Membership.objects.exists()


def test_second_invitation_for_the_same_is_refused():
    first = make_invitation()
    again = {"by": None, "email": first.email.upper(), "organisation": first.organisation, "role": first.role}
    assert refusal_of(actions.invite, **again) is Refusal.ALREADY_INVITED


def test_second_invitation_for_the_same_is_refused_by_the_database_too():
    first = make_invitation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(email=first.email.upper(), organisation=first.organisation, role=first.role)


def test_invitation_cannot_be_both_accepted_and_withdrawn():
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=make_invitation().pk).update(
            accepted_at=timezone.now(), withdrawn_at=timezone.now()
        )


def test_invitation_that_ran_out_gives_way_to_a_new_one():
    first = grow_old(make_invitation())
    second = actions.invite(by=None, email=first.email, organisation=first.organisation, role=first.role)
    first.refresh_from_db()
    assert first.withdrawn_at
    assert list(first.organisation.invitations.open()) == [second]


def test_member_is_not_invited_to_the_same_role():
    organisation = make_organisation()
    member = make_user(role="supporter", organisation=organisation)
    again = {"by": None, "email": member.email, "organisation": organisation, "role": "supporter"}
    assert refusal_of(actions.invite, **again) is Refusal.ALREADY_MEMBER


# -- sending again, withdrawing --------------------------------------------------------------------


def test_sending_again_gives_two_more_weeks():
    invitation = actions.resend(by=None, invitation=grow_old(make_invitation()))
    assert list(Invitation.objects.open()) == [invitation]
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("action", [actions.resend, actions.withdraw_invitation])
def test_answered_invitation_is_neither_sent_again_nor_withdrawn(action):
    invitation = make_invitation()
    actions.accept_invitation(by=None, invitation=invitation, name="花子", password="long and safe")
    assert refusal_of(action, by=None, invitation=invitation) is Refusal.ACCEPTED


@pytest.mark.parametrize("action", [actions.resend, actions.withdraw_invitation])
def test_coordinator_of_another_organisation_cannot_touch_it(action):
    with pytest.raises(PermissionDenied):
        action(by=make_user(role="coordinator"), invitation=make_invitation())


def test_every_step_leaves_an_audit_entry():
    organisation = make_organisation()
    coordinator = make_user(role="coordinator", organisation=organisation)
    invitation = make_invitation(by=coordinator, organisation=organisation)
    actions.resend(by=coordinator, invitation=invitation)
    actions.accept_invitation(by=None, invitation=invitation, name="花子", password="long and safe")
    deeds = AuditEntry.objects.about(invitation).order_by("pk").values_list("what", "by__email")
    assert list(deeds) == [
        ("invitation.sent", coordinator.email),
        ("invitation.resent", coordinator.email),
        ("invitation.accepted", invitation.email),
    ]
