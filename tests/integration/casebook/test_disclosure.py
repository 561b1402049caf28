"""Consent: recorded, relied on, ended, withdrawn; never changed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from casebook.cases.models import CasePage
from casebook.disclosure.actions import record_consent, unpublish_lapsed, withdraw_consent
from casebook.disclosure.models import Consent
from casebook.disclosure.policies import NAME_NOT_AGREED, NO_BASIS, publication_refusals
from casebook.profiles.choices import Disclosure
from platform_site.accounts.roles import Role
from platform_site.append_only import AppendOnlyError
from tests.factories import make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def case():
    """Live without a source; how it came to be live does not matter here."""
    draft = make_case(external_id="agreed-case", source_title="", live=False)
    CasePage.objects.filter(pk=draft.pk).update(live=True)
    return reloaded(draft)


def consent_to(case, **fields):
    fields = {"given_by": "代表取締役", "scope": Disclosure.PUBLIC, **fields}
    return record_consent(by=make_user(role=Role.MODERATOR), case_id=case.external_id, **fields)


def reloaded(case):
    return CasePage.objects.get(pk=case.pk)


def test_case_without_basis_does_not_go_live_by_any_way():
    draft = make_case(source_title="", live=False)
    with pytest.raises(ValidationError):
        draft.save_revision().publish()


def test_case_needs_source_or_consent(case):
    assert publication_refusals(case) == [NO_BASIS]
    consent_to(case)
    assert publication_refusals(case) == []


def test_published_source_is_enough(case):
    case.source_title = "白書"
    assert publication_refusals(case) == []


@pytest.mark.parametrize(
    ("scope", "disclosure", "covered"),
    [
        (Disclosure.PUBLIC, Disclosure.PUBLIC, True),
        (Disclosure.PUBLIC, Disclosure.MEMBERS, True),
        (Disclosure.MEMBERS, Disclosure.PUBLIC, False),
        (Disclosure.MEMBERS, Disclosure.ORGANISATION, True),
        (Disclosure.ORGANISATION, Disclosure.MEMBERS, False),
        (Disclosure.ORGANISATION, Disclosure.ORGANISATION, True),
    ],
)
def test_wider_consent_covers_the_narrower_disclosure(case, scope, disclosure, covered):
    consent_to(case, scope=scope)
    case.disclosure = disclosure
    assert (publication_refusals(case) == []) is covered


def test_real_name_needs_a_consent_that_allows_it(case):
    consent_to(case)
    case.is_named, case.company_name = True, "青葉製作所"
    assert publication_refusals(case) == [NAME_NOT_AGREED]
    consent_to(case, allows_name=True)
    assert publication_refusals(case) == []


def test_withdrawn_consent_takes_the_case_down_at_once(case):
    consent = consent_to(case)
    withdraw_consent(by=make_user(role=Role.MODERATOR), consent=consent, reason="方針が変わった")
    assert not reloaded(case).live


def test_case_with_another_consent_stays(case):
    consent = consent_to(case)
    consent_to(case)
    withdraw_consent(by=None, consent=consent)
    assert reloaded(case).live


def test_case_with_a_published_source_stays():
    case = make_case(external_id="sourced", source_title="白書")
    withdraw_consent(by=None, consent=consent_to(case))
    assert reloaded(case).live


def test_consent_is_withdrawn_once(case):
    consent = consent_to(case)
    withdraw_consent(by=None, consent=consent)
    with pytest.raises(IntegrityError), transaction.atomic():
        withdraw_consent(by=None, consent=consent)


def test_end_of_consent_is_kept_on_the_case_and_ends_its_life(case):
    consent_to(case, ends_on=TODAY + timedelta(days=1))
    assert reloaded(case).consent_ends_on == TODAY + timedelta(days=1)
    CasePage.objects.filter(pk=case.pk).update(consent_ends_on=TODAY - timedelta(days=1))
    assert not CasePage.objects.published().filter(pk=case.pk).exists()


def test_daily_job_unpublishes_cases_whose_consent_has_ended(case):
    consent_to(case, given_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    assert unpublish_lapsed() == 0, "it was taken down when the ended consent was recorded"
    assert not reloaded(case).live
    CasePage.objects.filter(pk=case.pk).update(live=True)
    assert unpublish_lapsed() == 1


@pytest.mark.parametrize("change", [lambda c: c.save(), lambda c: c.delete()])
def test_consent_is_never_changed_or_deleted(case, change):
    consent = consent_to(case)
    with pytest.raises(AppendOnlyError):
        change(consent)


@pytest.mark.parametrize("change", [lambda q: q.update(given_by="x"), lambda q: q.delete()])
def test_consents_are_never_changed_in_bulk(case, change):
    consent_to(case)
    with pytest.raises(AppendOnlyError):
        change(Consent.objects.all())


def test_who_consented_is_seen_by_the_national_body_alone(case):
    consent_to(case)
    assert Consent.objects.visible_to(make_user(role=Role.MODERATOR)).count() == 1
    assert Consent.objects.visible_to(make_user(role=Role.COORDINATOR)).count() == 0


def test_own_organisation_must_be_known_in_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePage.objects.filter(pk=make_case().pk).update(disclosure=Disclosure.ORGANISATION)


def test_shown_name_must_exist_in_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePage.objects.filter(pk=make_case().pk).update(is_named=True)


def test_external_id_is_unique_in_the_database():
    make_case(external_id="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePage.objects.filter(pk=make_case().pk).update(external_id="same")


def test_moderator_withdraws_in_the_cms(client, case):
    moderator = make_user(role=Role.MODERATOR, organisation=make_organisation())
    consent = record_consent(by=moderator, case_id=case.external_id, given_by="代表", scope=Disclosure.PUBLIC)
    client.force_login(moderator, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get(f"/cms/consents/inspect/{consent.pk}/")
    assert f"/cms/consents/{consent.pk}/withdraw/" in response.content.decode()
    client.post(f"/cms/consents/{consent.pk}/withdraw/", {"withdrawn_on": TODAY.isoformat(), "reason": ""})
    assert not reloaded(case).live


def test_editor_does_not_withdraw(client, case):
    consent = consent_to(case)
    client.force_login(make_user(role=Role.EDITOR), backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(f"/cms/consents/{consent.pk}/withdraw/", {"withdrawn_on": TODAY.isoformat()})
    assert response.status_code in {302, 403}
    assert reloaded(case).live


def test_consent_to_an_unknown_case_is_refused_with_a_sentence(client):
    client.force_login(make_user(role=Role.MODERATOR), backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(
        "/cms/consents/new/", {"case": "99999", "given_by": "代表", "given_on": TODAY, "scope": "public"}
    )
    assert response.context["form"].errors["case"]
    assert not Consent.objects.exists()


def test_withdrawal_says_where_a_case_stays_because_of_its_source(client):
    case = make_case(external_id="sourced", source_title="白書", title="白書の事例")
    consent = consent_to(case)
    client.force_login(make_user(role=Role.MODERATOR), backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(f"/cms/consents/{consent.pk}/withdraw/", {"withdrawn_on": TODAY.isoformat()}, follow=True)
    told = [str(message) for message in response.context["messages"]]
    assert any("白書の事例" in text for text in told)


def test_new_case_is_not_open_to_everybody_until_somebody_says_so():
    assert CasePage().disclosure == Disclosure.MEMBERS
