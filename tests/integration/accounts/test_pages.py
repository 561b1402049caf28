"""My page, and the people of an organisation."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from platform_site.accounts.models import AuditEntry, Invitation, Organisation, User
from platform_site.accounts.roles import NATIONAL_ROLES, Role
from tests.factories import make_invitation, make_organisation, make_root, make_user

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


def test_my_page_shows_organisation_and_role(client, coordinator, people_page):
    text = client.get("/me/").text
    assert "あおば商工会議所" in text
    assert str(Role.COORDINATOR.label) in text
    assert f'href="{people_page}"' in text


def test_my_page_without_an_organisation_says_what_to_do(client):
    client.force_login(make_user())
    response = client.get("/me/")
    assert response.context["me"].places == []
    assert "/organisation/" not in response.text


#: Those whom the rubric describes.
ASSESSED = {Role.SUPPORTER, Role.COORDINATOR}
STEPS = {
    Role.SUPPORTER: [],
    Role.COORDINATOR: ["/organisation/"],
    Role.EDITOR: ["/cms/"],
    Role.MODERATOR: ["/cms/reports/workflow_tasks/", "/cms/"],
    Role.ADMINISTRATOR: ["/organisation/", "/cms/"],
}


@pytest.mark.parametrize("role", Role)
def test_my_page_offers_what_the_role_can_do(client, organisation, role):
    make_root()
    client.force_login(make_user(role=role, organisation=organisation))
    steps = client.get("/me/").context["me"].steps
    own = "/organisation/" if role == Role.ADMINISTRATOR else reverse("organisation", args=[organisation.pk])
    expected = [own if url == "/organisation/" else url for url in STEPS[role]]
    own_level = ["/desk/", "/desk/engagements/", "/calibration/"] if role == Role.COORDINATOR else []
    own_level += ["/desk/fairness/"] if role in NATIONAL_ROLES else []
    own_level += ["/me/profile/", "/me/assessments/"] if role in ASSESSED else []
    own_level += ["/me/assessments/reviews/", "/desk/levels/"] if role == Role.COORDINATOR else []
    own_level += ["/desk/figures/"] if role in NATIONAL_ROLES else []
    assert [step.url for step in steps] == [*expected, "/cases/", "/knowhow/", *own_level, "/cases/saved/"]
    assert all(client.get(step.url).status_code == 200 for step in steps[: len(expected)])


def test_my_page_counts_people_and_open_invitations(client, coordinator, organisation):
    coordinator.memberships.create(organisation=organisation, role=Role.SUPPORTER)
    assert client.get("/en/me/").context["me"].steps[0].text.startswith("1 person. ")
    make_user(role=Role.SUPPORTER, organisation=organisation)
    make_invitation(organisation=organisation)
    assert client.get("/en/me/").context["me"].steps[0].text == "2 people, open invitations: 1."


def test_my_page_names_the_coordinators_to_supporters(client, organisation, coordinator):
    make_user(role=Role.COORDINATOR, organisation=organisation, name="休職 中子", is_active=False)
    assert client.get("/me/").context["me"].places[0].coordinators == []
    client.force_login(make_user(role=Role.SUPPORTER, organisation=organisation))
    assert client.get("/me/").context["me"].places[0].coordinators == [coordinator.name]


@pytest.mark.parametrize("role", Role)
def test_second_factor_is_urged_on_those_who_can_change_what_everybody_reads(client, role):
    user = make_user(role=role)
    client.force_login(user)
    assert client.get("/me/").context["me"].should_protect == (role in NATIONAL_ROLES)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    me = client.get("/me/").context["me"]
    assert (me.two_factor, me.should_protect) == (True, False)


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
    response = client.post(people_page, {"emails": "new@example.org", "role": "supporter", "language": "ja"})
    assert response.url == people_page
    assert mail.outbox[0].to == ["new@example.org"]
    assert Invitation.objects.get().invited_by == coordinator


def test_several_are_invited_at_once(client, coordinator, people_page):
    entered = {"emails": "a@example.org, b@example.org\n新井 <c@example.org>", "role": "supporter", "language": "ja"}
    assert client.post(people_page, entered).url == people_page
    assert [one.to for one in mail.outbox] == [["a@example.org"], ["b@example.org"], ["c@example.org"]]


def test_who_cannot_be_invited_stays_in_the_field_with_the_reason(client, coordinator, people_page):
    entered = {"emails": f"new@example.org {coordinator.email}", "role": "coordinator", "language": "ja"}
    response = client.post(people_page, entered)
    assert [one.to for one in mail.outbox] == [["new@example.org"]]
    assert response.context["form"]["emails"].value() == coordinator.email
    assert coordinator.email in response.context["form"].errors["emails"][0]
    assert "banner--success" in response.text


@pytest.mark.parametrize(
    "emails", ["", "新井", "new@example.org 新井", " ".join(f"p{n}@example.org" for n in range(51))]
)
def test_nobody_is_invited_where_an_address_is_wrong(client, coordinator, people_page, emails):
    response = client.post(people_page, {"emails": emails, "role": "supporter", "language": "ja"})
    assert "emails" in response.context["form"].errors
    assert response.context["form"]["emails"].value() == emails
    assert not mail.outbox


def test_inviting_twice_says_why_not_beside_the_field(client, coordinator, people_page):
    entered = {"emails": "new@example.org", "role": "supporter", "language": "ja"}
    client.post(people_page, entered)
    response = client.post(people_page, entered)
    assert "emails" in response.context["form"].errors


@pytest.mark.parametrize("role", ["editor", "administrator", "boss"])
def test_role_that_one_may_not_give_is_not_offered(client, coordinator, people_page, role):
    response = client.post(people_page, {"emails": "new@example.org", "role": role, "language": "ja"})
    assert "role" in response.context["form"].errors


def test_invitation_is_sent_again_and_withdrawn(client, coordinator, organisation, people_page):
    invitation = make_invitation(organisation=organisation)
    assert client.post(reverse("invitation_resend", args=[invitation.pk])).url == people_page
    assert len(mail.outbox) == 2
    client.post(reverse("invitation_withdraw", args=[invitation.pk]))
    assert not Invitation.objects.open().exists()
    response = client.post(reverse("invitation_resend", args=[invitation.pk]), follow=True)
    assert "banner--error" in response.text


def test_sending_again_needs_post(client, coordinator, organisation):
    invitation = make_invitation(organisation=organisation)
    assert client.get(reverse("invitation_resend", args=[invitation.pk])).status_code == 405


def test_withdrawing_asks_first(client, coordinator, organisation):
    invitation = make_invitation(organisation=organisation)
    assert invitation.email in client.get(reverse("invitation_withdraw", args=[invitation.pk])).text
    assert Invitation.objects.open().exists()


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


def test_coordinator_who_makes_herself_a_supporter_is_taken_to_her_page(client, coordinator, organisation):
    make_user(role=Role.COORDINATOR, organisation=organisation)
    url = reverse("membership_role", args=[coordinator.memberships.get().pk])
    assert client.post(url, {"role": "supporter"}, follow=True).redirect_chain == [("/me/", 302)]


def test_removing_oneself_is_pointed_out(client, coordinator, organisation):
    other = make_user(role=Role.SUPPORTER, organisation=organisation)
    pages = [client.get(reverse("membership_remove", args=[one.memberships.get().pk])) for one in (coordinator, other)]
    assert ["<strong>" in page.text for page in pages] == [True, False]


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
