"""Who sees which case: database, index, page and library must give one answer."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from casebook.cases.models import CasePage
from casebook.profiles.choices import Disclosure
from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_organisation, make_user
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db(transaction=True)

#: Who reads which disclosure: the whole rule.
READS = {
    "outsider": {Disclosure.PUBLIC},
    "account without organisation": {Disclosure.PUBLIC},
    "supporter of another organisation": {Disclosure.PUBLIC, Disclosure.MEMBERS},
    "supporter": {Disclosure.PUBLIC, Disclosure.MEMBERS, Disclosure.ORGANISATION},
    "coordinator": {Disclosure.PUBLIC, Disclosure.MEMBERS, Disclosure.ORGANISATION},
    "editor": set(Disclosure),
    "moderator": set(Disclosure),
    "administrator": set(Disclosure),
}


@pytest.fixture
def readers(library):
    own = make_organisation()
    return {
        "outsider": AnonymousUser(),
        "account without organisation": make_user(),
        "supporter of another organisation": make_user(role=Role.SUPPORTER),
        "supporter": make_user(role=Role.SUPPORTER, organisation=own),
        "coordinator": make_user(role=Role.COORDINATOR, organisation=own),
        "editor": make_user(role=Role.EDITOR),
        "moderator": make_user(role=Role.MODERATOR),
        "administrator": make_user(role=Role.ADMINISTRATOR),
    }, own


def sees_in_database(case, user) -> bool:
    return CasePage.objects.visible_to(user).filter(pk=case.pk).exists()


def sees_page(client, case, user) -> bool:
    client.logout()
    if user.is_authenticated:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    status = client.get(f"/cases/{case.slug}/").status_code
    assert status in {200, 404}, "a hidden case does not exist: no redirect, no 403"
    return status == 200


def fresh(user):
    return User.objects.get(pk=user.pk) if user.is_authenticated else user


def test_every_reader_sees_what_the_rule_says(readers, client):
    people, own = readers
    cases = {kind: make_case(disclosure=kind, organisation=own) for kind in Disclosure}
    for who, kind in product(READS, Disclosure):
        user, case = people[who], cases[kind]
        expected = kind in READS[who]
        assert sees_in_database(case, fresh(user)) is expected, (who, kind, "database")
        assert (case.pk in found_ids(user=fresh(user))) is expected, (who, kind, "index")
        assert sees_page(client, case, user) is expected, (who, kind, "page")


def test_nobody_sees_a_draft_on_the_site(readers, client):
    people, _own = readers
    draft = make_case(live=False)
    for who, user in people.items():
        assert not sees_in_database(draft, fresh(user)), who
        assert draft.pk not in found_ids(user=fresh(user)), who


def test_case_past_the_end_of_its_consent_is_seen_by_nobody(readers):
    people, _own = readers
    case = make_case(consent_ends_on=timezone.localdate() - timedelta(days=1))
    assert not any(sees_in_database(case, fresh(user)) for user in people.values())
    assert not any(case.pk in found_ids(user=fresh(user)) for user in people.values())


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
def test_restriction_in_the_cms_counts_too(readers, client, kind):
    people, own = readers
    case = make_case()
    restriction = PageViewRestriction.objects.create(page=case, restriction_type=kind, password="x")
    group = Group.objects.create(name="読者会")
    restriction.groups.add(group)
    people["supporter"].groups.add(group)
    admitted = {
        PageViewRestriction.LOGIN: set(READS) - {"outsider"},
        PageViewRestriction.GROUPS: {"supporter", "editor", "moderator", "administrator"},
        PageViewRestriction.PASSWORD: {"editor", "moderator", "administrator"},
    }[kind]
    for who, user in people.items():
        assert sees_in_database(case, fresh(user)) is (who in admitted), (who, "database")
        assert (case.pk in found_ids(user=fresh(user))) is (who in admitted), (who, "index")
    assert not sees_page(client, case, people["outsider"])


def test_no_count_tells_an_outsider_of_a_hidden_case(readers, client):
    make_case(prefecture="saitama")
    before = client.get("/cases/").content
    people, own = readers
    make_case(prefecture="okinawa", disclosure=Disclosure.MEMBERS, barriers=("cannot-act",), tags=("秘密の札",))
    after = client.get("/cases/").content
    assert before == after
