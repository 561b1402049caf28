"""My page, and the people of an organisation."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from platform_site.accounts.models import AuditEntry, Invitation, Organisation, User
from platform_site.accounts.roles import Role
from tests.factories import make_invitation, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation(name="あおば商工会議所")


@pytest.fixture
def coordinator(client, organisation) -> User:
    user = make_user(role=Role.COORDINATOR, organisation=organisation)
    client.force_login(user)
    return user


@pytest.fixture
def people_page(organisation) -> str:
    return reverse("organisation", args=[organisation.pk])


# -- my page ---------------------------------------------------------------------------------------


def test_my_page_shows_organisation_and_role(client, coordinator):
    text = client.get("/me/").text
    assert "あおば商工会議所" in text
    assert str(Role.COORDINATOR.label) in text
    assert reverse("organisations") in text


def test_my_page_without_an_organisation_says_what_to_do(client):
    client.force_login(make_user())
    response = client.get("/me/")
    assert response.context["me"].memberships == []
    assert reverse("organisations") not in response.text


def test_profile_is_saved_and_the_site_follows_in_language(client, coordinator):
    response = client.post("/me/", {"name": "若葉 健二", "prefecture": "saitama", "language": "en"})
    coordinator.refresh_from_db()
    assert (coordinator.name, coordinator.prefecture) == ("若葉 健二", "saitama")
    assert response.url == "/en/me/"
    assert UserProfile.objects.get(user=coordinator).preferred_language == "en"
    assert AuditEntry.objects.get().details == {"fields": ["name", "prefecture", "language"]}


def test_profile_with_an_error_keeps_what_was_entered_and_the_name_in_the_menu(client, coordinator):
    response = client.post("/me/", {"name": "", "prefecture": "atlantis", "language": "ja"})
    assert set(response.context["form"].errors) == {"name", "prefecture"}
    assert response.context["user"].name == coordinator.name


def test_profile_changes_nothing_but_the_profile(client, coordinator):
    client.post("/me/", {"name": "x", "language": "ja", "is_superuser": "1", "email": "other@example.org"})
    coordinator.refresh_from_db()
    assert not coordinator.is_superuser
    assert coordinator.email != "other@example.org"


# -- people ----------------------------------------------------------------------------------------


def test_only_organisation_opens_at_once(client, coordinator, people_page):
    assert client.get(reverse("organisations")).url == people_page


def test_people_and_invitations_are_listed(client, coordinator, organisation, people_page):
    invitation = make_invitation(organisation=organisation)
    supporter = make_user(role=Role.SUPPORTER, organisation=organisation)
    text = client.get(people_page).text
    assert all(email in text for email in (coordinator.email, supporter.email, invitation.email))


def test_people_page_asks_the_database_equally_often_for_many(
    client, coordinator, organisation, people_page, django_assert_num_queries
):
    for _ in range(5):
        make_invitation(organisation=organisation)
        make_user(role=Role.SUPPORTER, organisation=organisation)
    client.get(people_page)
    with django_assert_num_queries(9):
        client.get(people_page)


def test_other_organisation_does_not_exist_for_a_coordinator(client, coordinator):
    other = make_organisation()
    assert client.get(reverse("organisation", args=[other.pk])).status_code == 404
    stranger = make_user(role=Role.SUPPORTER, organisation=other).memberships.get()
    assert client.post(reverse("membership_remove", args=[stranger.pk])).status_code == 404
    invitation = make_invitation(organisation=other)
    for name in ("invitation_resend", "invitation_withdraw"):
        assert client.post(reverse(name, args=[invitation.pk])).status_code == 404


def test_inviting_sends_the_mail(client, coordinator, people_page):
    response = client.post(people_page, {"email": "new@example.org", "role": "supporter", "language": "ja"})
    assert response.url == people_page
    assert mail.outbox[0].to == ["new@example.org"]
    assert Invitation.objects.get().invited_by == coordinator


def test_inviting_twice_says_why_not_beside_the_field(client, coordinator, people_page):
    entered = {"email": "new@example.org", "role": "supporter", "language": "ja"}
    client.post(people_page, entered)
    response = client.post(people_page, entered)
    assert "email" in response.context["form"].errors


@pytest.mark.parametrize("role", ["editor", "administrator", "boss"])
def test_role_that_one_may_not_give_is_not_offered(client, coordinator, people_page, role):
    response = client.post(people_page, {"email": "new@example.org", "role": role, "language": "ja"})
    assert "role" in response.context["form"].errors


def test_invitation_is_sent_again_and_withdrawn(client, coordinator, organisation, people_page):
    invitation = make_invitation(organisation=organisation)
    assert client.post(reverse("invitation_resend", args=[invitation.pk])).url == people_page
    assert len(mail.outbox) == 2
    client.post(reverse("invitation_withdraw", args=[invitation.pk]))
    assert not Invitation.objects.open().exists()
    response = client.post(reverse("invitation_resend", args=[invitation.pk]), follow=True)
    assert "banner--error" in response.text


@pytest.mark.parametrize("name", ["invitation_resend", "invitation_withdraw"])
def test_deeds_need_post(client, coordinator, organisation, name):
    invitation = make_invitation(organisation=organisation)
    assert client.get(reverse(name, args=[invitation.pk])).status_code == 405


def test_role_is_changed(client, coordinator, organisation, people_page):
    membership = make_user(role=Role.SUPPORTER, organisation=organisation).memberships.get()
    url = reverse("membership_role", args=[membership.pk])
    assert client.get(url).context["form"]["role"].value() == Role.SUPPORTER
    assert client.post(url, {"role": "coordinator"}).url == people_page
    membership.refresh_from_db()
    assert membership.role == Role.COORDINATOR


def test_removing_asks_first(client, coordinator, organisation, people_page):
    supporter = make_user(role=Role.SUPPORTER, organisation=organisation)
    url = reverse("membership_remove", args=[supporter.memberships.get().pk])
    assert supporter.name in client.get(url).text
    assert supporter.memberships.exists()
    assert client.post(url).url == people_page
    assert not supporter.memberships.exists()
    assert User.objects.filter(pk=supporter.pk).exists()


def test_coordinator_who_removes_herself_is_taken_to_her_page(client, coordinator):
    url = reverse("membership_remove", args=[coordinator.memberships.get().pk])
    assert client.post(url).url == "/me/"


def test_national_member_is_out_of_a_coordinators_reach(client, coordinator, organisation):
    editor = make_user(role=Role.EDITOR, organisation=organisation).memberships.get()
    assert client.get(reverse("membership_role", args=[editor.pk])).status_code == 403


# -- administrators --------------------------------------------------------------------------------


@pytest.fixture
def administrator(client) -> User:
    user = make_user(role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_administrator_finds_and_creates_organisations(client, administrator, organisation):
    assert "あおば" in client.get(reverse("organisations"), {"q": "あおば"}).text
    assert "あおば" not in client.get(reverse("organisations"), {"q": "みなと"}).text
    entered = {"name": "みなと信用金庫", "kind": "bank", "prefecture": "hiroshima"}
    response = client.post(reverse("organisation_new"), entered)
    created = Organisation.objects.get(name="みなと信用金庫")
    assert response.url == reverse("organisation", args=[created.pk])
    assert client.get(response.url).status_code == 200
    assert AuditEntry.objects.about(created).get().by == administrator


def test_organisation_of_the_same_name_is_refused(client, administrator, organisation):
    response = client.post(reverse("organisation_new"), {"name": organisation.name, "kind": "bank"})
    assert "name" in response.context["form"].errors


def test_last_administrator_reads_why_she_cannot_leave(client, administrator):
    url = reverse("membership_remove", args=[administrator.memberships.get().pk])
    assert "banner--error" in client.post(url, follow=True).text
    assert administrator.memberships.exists()


def test_many_organisations_come_in_pages(client, administrator):
    Organisation.objects.bulk_create(Organisation(name=f"機関{number:03}", kind="bank") for number in range(60))
    assert 'rel="next"' in client.get(reverse("organisations")).text
    assert 'rel="prev"' in client.get(reverse("organisations"), {"page": "2"}).text
