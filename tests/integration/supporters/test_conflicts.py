"""What somebody declared as a conflict of interest is known to him alone."""

import logging

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.urls import reverse

from platform_site.accounts.groups import ensure_groups
from platform_site.accounts.models import AuditEntry, User
from platform_site.accounts.roles import Role
from rubric.assessment.models import Offer
from rubric.supporters import actions
from rubric.supporters.models import Conflict
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/me/profile/conflicts/"
COMPANY, NOTE = "株式会社ひみつ製作所", "いとこの会社"
SECRETS = (COMPANY, "ひみつ", NOTE, "former-employer", "元の勤務先")


@pytest.fixture
def conflict(me):
    return actions.declare_conflict(by=me, kind="former-employer", company=COMPANY, note=NOTE)


@pytest.fixture(params=["coordinator", "elsewhere", "administrator", "superuser", "colleague"])
def other(request, me, home, conflict):
    """Everybody who might look at me."""
    if request.param == "elsewhere":
        Offer.objects.create(person=me, organisation=None)
    return {
        "coordinator": lambda: make_user(role=Role.COORDINATOR, organisation=home),
        "elsewhere": lambda: make_user(role=Role.COORDINATOR, organisation=make_organisation()),
        "administrator": lambda: make_user(role=Role.ADMINISTRATOR),
        "superuser": lambda: make_user(is_superuser=True),
        "colleague": lambda: make_user(role=Role.SUPPORTER, organisation=home),
    }[request.param]()


def test_conflict_is_declared_shown_to_me_and_removed_after_asking(client, me):
    answer = client.post(LIST, {"company": COMPANY, "kind": "lender", "note": NOTE}, follow=True)
    assert COMPANY in answer.text and NOTE in answer.text and "できません（理由は非公開）" in answer.text
    remove = reverse("supporter_conflict_remove", args=[Conflict.objects.get().pk])
    assert COMPANY in client.get(remove).text and Conflict.objects.exists()
    assert COMPANY not in client.post(remove, follow=True).text and not Conflict.objects.exists()


@pytest.mark.parametrize("entered", [{"kind": "lender"}, {"company": " \u3000"}, {"company": "甲社", "kind": "enemy"}])
def test_conflict_without_company_or_kind_is_not_kept(client, me, entered):
    page = client.post(LIST, {"note": NOTE, **entered})
    assert "error-summary" in page.text and NOTE in page.text and not Conflict.objects.exists()


def test_nobody_else_finds_a_conflict(other):
    assert not Conflict.objects.of(User.objects.get(pk=other.pk)).exists()
    assert not Conflict.objects.of(AnonymousUser()).exists()


def test_no_page_of_anybody_else_shows_a_conflict(client, me, conflict, other):
    ensure_groups()
    client.force_login(other)
    pages = [
        "/me/",
        LIST,
        reverse("supporter", args=[me.supporter_profile.pk]),
        reverse("supporter_conflict_remove", args=[conflict.pk]),
        "/desk/levels/",
        "/cms/reports/audit/",
        "/cms/",
    ]
    for path in pages:
        text = client.get(path, follow=True).text
        assert not [secret for secret in SECRETS[:3] if secret in text], path
    assert client.post(reverse("supporter_conflict_remove", args=[conflict.pk])).status_code in (403, 404)
    assert Conflict.objects.exists()


def test_coordinator_does_not_learn_that_there_is_one(client, me, senior, profile):
    client.force_login(senior)
    address = reverse("supporter", args=[profile.pk])
    before = client.get(address)
    actions.declare_conflict(by=me, kind="former-employer", company=COMPANY, note=NOTE)
    after = client.get(address)
    assert after.context["screen"] == before.context["screen"] and "利益相反" not in after.text


def test_neither_audit_nor_log_nor_mail_tells_it(caplog, client, me):
    with caplog.at_level(logging.DEBUG):
        client.post(LIST, {"company": COMPANY, "kind": "former-employer", "note": NOTE})
        client.post(reverse("supporter_conflict_remove", args=[Conflict.objects.get().pk]))
    entries = AuditEntry.objects.filter(what__startswith="supporter.conflict")
    assert [entry.what for entry in entries.order_by("pk")] == [
        "supporter.conflict-declared",
        "supporter.conflict-withdrawn",
    ]
    written = [f"{vars(entry)}" for entry in AuditEntry.objects.all()]
    logged = [one.getMessage() for one in caplog.records if one.name != "django.db.backends"]
    assert not [text for text in written + logged for secret in SECRETS if secret in text]
    assert mail.outbox == []


def test_name_of_a_conflict_says_nothing(conflict):
    assert not [secret for secret in SECRETS if secret in f"{conflict} {conflict!r}"]


def test_conflict_is_in_no_admin_of_the_cms():
    from wagtail.snippets.models import get_snippet_models

    assert not [model for model in get_snippet_models() if model._meta.app_label == "supporters"]
    assert apps.get_model("supporters", "Conflict").wagtail_reference_index_ignore
