"""Consents in the CMS: from the case to its consent and back, by title instead of by id."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from casebook.cases.cms.chooser import case_chooser
from casebook.disclosure.actions import record_consent, withdraw_consent
from casebook.disclosure.models import Consent
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate().isoformat()


@pytest.fixture
def moderator(client):
    user = make_user(role=Role.MODERATOR)
    client.force_login(user)
    return user


@pytest.fixture
def case():
    return make_case(title="水車の町の製材所", alias="Ａ製材", external_id="mill")


def entered(chosen, **changes):
    return {"case": chosen.pk, "given_by": "代表取締役", "given_on": TODAY, "scope": "public", **changes}


def consent_to(case, **fields):
    return record_consent(by=None, case_id=case.external_id, given_by="代表取締役", scope="public", **fields)


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("address", [("wagtailadmin_pages:edit", True), ("case_pages:index", False)])
def test_case_leads_to_its_consents(client, moderator, case, address):
    name, has_page = address
    url = reverse(name, args=[case.pk] if has_page else [])
    html = client.get(url).text
    assert f"/cms/consents/new/?case={case.pk}&amp;next=" in html
    assert "/cms/consents/?case_id=mill" in html


def test_editor_reads_consents_and_records_none(client, case):
    client.force_login(make_user(role=Role.EDITOR))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).text
    assert "/cms/consents/?case_id=mill" in html
    assert "/cms/consents/new/" not in html


def test_pages_that_are_no_cases_have_no_consents(client, moderator, case):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[case.get_parent().pk])).text
    assert "/cms/consents/new/" not in html


def test_form_knows_the_case_from_which_one_came(client, moderator, case):
    response = client.get(reverse("consents:add"), {"case": case.pk})
    assert response.context["form"]["case"].value() == str(case.pk)
    assert "水車の町の製材所" in response.text
    assert "Ａ製材" in response.text


@pytest.mark.parametrize("case_id", ["", "x", "999999"])
def test_form_opens_without_a_case(client, moderator, case, case_id):
    response = client.get(reverse("consents:add"), {"case": case_id})
    assert response.status_code == 200
    assert "水車の町の製材所" not in response.text


def test_recorded_consent_leads_back_to_the_case(client, moderator, case):
    back = reverse("wagtailadmin_pages:edit", args=[case.pk])
    form = client.get(reverse("consents:add"), {"case": case.pk, "next": back})
    response = client.post(form.context["action_url"], entered(case), follow=True)
    assert response.redirect_chain[-1][0] == back
    assert any("水車の町の製材所" in text for text in told(response))
    assert Consent.objects.get().case_id == "mill"
    assert Consent.objects.get().recorded_by == moderator


@pytest.mark.parametrize("elsewhere", ["", "https://example.org/"])
def test_recorded_consent_leads_to_the_list_otherwise(client, moderator, case, elsewhere):
    response = client.post(reverse("consents:add", query={"next": elsewhere}), entered(case))
    assert response.url == reverse("consents:index")


def test_case_has_to_be_chosen(client, moderator, case):
    response = client.post(reverse("consents:add"), entered(case, case=""))
    assert "case" in response.context["form"].errors
    assert not Consent.objects.exists()


def test_case_that_one_may_not_edit_cannot_be_chosen(client, moderator, case):
    GroupPagePermission.objects.filter(group__name="Moderators").delete()
    response = client.post(reverse("consents:add"), entered(case))
    assert "case" in response.context["form"].errors
    assert "水車の町の製材所" not in chooser(client, "choose_results").text
    assert chooser(client, "chosen", case.pk).status_code == 404


def chooser(client, view, *args, **query):
    return client.get(reverse(case_chooser.get_url_name(view), args=args), query)


def test_cases_are_chosen_from_a_list_with_a_search(client, moderator, case):
    make_case(title="別の事例")
    assert "別の事例" in json.loads(chooser(client, "choose").text)["html"]
    found = chooser(client, "choose_results", q="製材").text
    assert "水車の町の製材所" in found
    assert "別の事例" not in found


def test_chosen_case_is_shown_by_title_and_alias(client, moderator, case):
    chosen = json.loads(chooser(client, "chosen", case.pk).text)["result"]
    assert chosen["id"] == str(case.pk)
    assert "水車の町の製材所" in chosen["title"]
    assert "Ａ製材" in chosen["title"]


def test_list_names_cases_by_title_and_alias(client, moderator, case, django_assert_max_num_queries):
    consent_to(case)
    one = client.get(reverse("consents:index"))
    assert "水車の町の製材所" in one.text
    assert "Ａ製材" in one.text
    for number in range(5):
        consent_to(make_case(title=f"事例{number}"))
    with django_assert_max_num_queries(30):
        assert "事例4" in client.get(reverse("consents:index")).text


def test_list_is_searched_by_the_case_and_filtered_by_its_id(client, moderator, case):
    consent_to(case)
    consent_to(make_case(title="別の事例"))
    for query in ({"q": "製材"}, {"case_id": "mill"}):
        found = client.get(reverse("consents:index"), query).text
        assert "水車の町の製材所" in found
        assert "別の事例" not in found


def test_consent_outlives_its_case(client, moderator, case):
    consent = consent_to(case)
    case.delete()
    for url in (reverse("consents:index"), reverse("consents:inspect", args=[consent.pk])):
        assert "（mill）" in client.get(url).text


def test_one_consent_is_told_in_words(client, moderator, case):
    consent = consent_to(case, note="同意書は金庫")
    html = client.get(reverse("consents:inspect", args=[consent.pk])).text
    for word in ("水車の町の製材所", "Ａ製材", "だれでも", "いいえ", "撤回されるまで", "同意書は金庫", "有効"):
        assert word in html
    assert reverse("wagtailadmin_pages:edit", args=[case.pk]) in html


def test_withdrawal_is_told_with_its_consent(client, moderator, case):
    consent = consent_to(case)
    withdraw_consent(by=moderator, consent=consent, reason="方針が変わった")
    html = client.get(reverse("consents:inspect", args=[consent.pk])).text
    assert "方針が変わった" in html
    assert moderator.name in html
    assert reverse("withdraw_consent", args=[consent.pk]) not in html


def test_withdrawal_leads_back_to_where_it_was_asked_for(client, moderator, case):
    consent, back = consent_to(case), reverse("consents:index")
    url = reverse("withdraw_consent", args=[consent.pk], query={"next": back})
    assert url.replace("&", "&amp;") in client.get(back).text
    page = client.get(url)
    assert "水車の町の製材所" in page.text
    assert client.post(url, {"withdrawn_on": TODAY, "next": page.context["back"]}).url == back


def test_second_withdrawal_is_told_and_changes_nothing(client, moderator, case):
    consent = consent_to(case)
    withdraw_consent(by=None, consent=consent)
    response = client.post(reverse("withdraw_consent", args=[consent.pk]), {"withdrawn_on": TODAY}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("consents:inspect", args=[consent.pk])
    assert len(told(response)) == 1


def test_withdrawal_without_a_day_is_asked_again(client, moderator, case):
    consent = consent_to(case)
    response = client.post(reverse("withdraw_consent", args=[consent.pk]), {"withdrawn_on": ""})
    assert "withdrawn_on" in response.context["form"].errors
    assert Consent.objects.in_force().count() == 1
