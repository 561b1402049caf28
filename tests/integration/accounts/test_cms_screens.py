"""Users, organisations and the audit trail in the CMS."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from tests.factories import make_organisation, make_root, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client) -> User:
    make_root()
    user = make_user(role=Role.ADMINISTRATOR, name="管野 守")
    client.force_login(user)
    return user


def entered(user: User, **changes: str) -> dict[str, str]:
    fields = {"name": user.name, "email": user.email, "prefecture": "", "language": "ja", "is_active": "on"}
    return {name: value for name, value in {**fields, **changes}.items() if value}


def test_list_shows_name_organisation_and_role(client, administrator):
    make_user(role=Role.SUPPORTER, name="青葉 みのり", organisation=make_organisation(name="あおば商工会議所"))
    text = client.get("/cms/users/").text
    assert "青葉 みのり" in text
    assert "あおば商工会議所" in text
    assert "青葉 みのり" in client.get("/cms/users/", {"q": "みのり"}).text
    assert "青葉 みのり" not in client.get("/cms/users/", {"q": "別人"}).text
    assert client.get("/cms/users/", {"ordering": "-name"}).status_code == 200


def test_person_is_corrected_and_groups_of_the_role_stay(client, administrator):
    editor, further = make_user(role=Role.EDITOR), Group.objects.create(name="翻訳")
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert client.get(url).status_code == 200
    client.post(url, {**entered(editor, name="編田 文"), "groups": [further.pk]})
    editor.refresh_from_db()
    assert editor.name == "編田 文"
    assert set(editor.groups.values_list("name", flat=True)) == {"Editors", "翻訳"}


def test_group_of_a_role_cannot_be_ticked_by_hand(client, administrator):
    supporter = make_user(role=Role.SUPPORTER)
    url = reverse("wagtailusers_users:edit", args=[supporter.pk])
    administrators = Group.objects.get(name="Administrators")
    client.post(url, {**entered(supporter), "groups": [administrators.pk]})
    assert not supporter.groups.exists()


def test_last_administrators_account_is_not_closed(client, administrator):
    # Nobody closes herself in the CMS; a superuser could close the last administrator.
    client.force_login(make_user(is_superuser=True))
    url = reverse("wagtailusers_users:edit", args=[administrator.pk])
    response = client.post(url, entered(administrator, is_active=""))
    assert "is_active" in response.context["form"].errors
    administrator.refresh_from_db()
    assert administrator.is_active


def test_last_administrator_is_not_deleted(client, administrator):
    client.force_login(make_user(is_superuser=True))
    client.post(reverse("wagtailusers_users:delete", args=[administrator.pk]))
    assert User.objects.filter(pk=administrator.pk).exists()


def test_other_people_are_deleted(client, administrator):
    supporter = make_user(role=Role.SUPPORTER)
    client.post(reverse("wagtailusers_users:delete", args=[supporter.pk]))
    assert not User.objects.filter(pk=supporter.pk).exists()


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_many_people_at_once_are_not_changed(client, administrator, action):
    supporter = make_user(role=Role.SUPPORTER)
    url = reverse("wagtail_bulk_action", args=["accounts", "user", action], query={"id": supporter.pk})
    editors = Group.objects.get(name="Editors")
    assert client.post(url, {"role": editors.pk, "mark_as_active": "False"}).url == "/cms/users/"
    assert User.objects.get(pk=supporter.pk).is_active
    assert not supporter.groups.exists()


def test_people_are_made_by_invitation(client, administrator):
    url = reverse("wagtailusers_users:add")
    assert client.get(url).url == client.post(url).url == reverse("organisations")


def test_account_page_leaves_name_and_address_to_my_page(client, administrator):
    text = client.get(reverse("wagtailadmin_account")).text
    assert "name_email" not in text
    assert 'type="file"' not in text
    assert json.dumps("管野 守") in text


def test_organisations_are_filtered_and_edited(client, administrator):
    make_organisation(name="あおば商工会議所", kind="chamber")
    make_organisation(name="みなと信用金庫", kind="bank", prefecture="hiroshima")
    text = client.get("/cms/organisations/", {"kind": "bank"}).text
    assert "みなと信用金庫" in text
    assert "あおば商工会議所" not in text
    bank = Organisation.objects.get(name="みなと信用金庫")
    client.post(reverse("organisations:edit", args=[bank.pk]), {"name": "みなと信金", "kind": "bank"})
    assert Organisation.objects.filter(name="みなと信金").exists()


def test_audit_trail_is_read_by_administrators_only(client, administrator):
    client.post(reverse("organisation_new"), {"name": "みなと信用金庫", "kind": "bank"})
    page = client.get(reverse("audit_report"))
    assert "みなと信用金庫" in page.text
    assert client.get(reverse("audit_report"), {"export": "xlsx"}).status_code == 200
    client.force_login(make_user(role=Role.MODERATOR))
    assert client.get(reverse("audit_report")).status_code == 302
