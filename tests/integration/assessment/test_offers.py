"""To whom signed levels are shown: the queryset agrees with the table of who sees what."""

from itertools import product

import pytest
from django.urls import reverse

from platform_site.accounts.models import AuditEntry, Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.domain.disclosing import Facts, Part, parts_seen
from rubric.assessment.domain.states import State
from rubric.assessment.models import Offer, Standing
from rubric.assessment.offers import offer
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/me/assessments/offer/"


@pytest.fixture
def elsewhere(db):
    return make_organisation()


@pytest.fixture
def stranger(elsewhere):
    """A coordinator of another organisation."""
    return make_user(role=Role.COORDINATOR, organisation=elsewhere)


def sees(user):
    return Standing.objects.visible_to(User.objects.get(pk=user.pk)).exists()


@pytest.mark.parametrize(
    ("same", "role", "offered", "is_national"),
    list(product([True, False], [Role.SUPPORTER, Role.COORDINATOR], ["", "one", "other", "all"], [False, True])),
)
def test_queryset_shows_what_the_table_says(me, signed, elsewhere, same, role, offered, is_national):
    home = Organisation.objects.get(memberships__user=me)
    theirs = home if same else elsewhere
    viewer = make_user(role=role, organisation=theirs)
    if is_national:
        Membership.objects.create(user=viewer, organisation=make_organisation(), role=Role.EDITOR)
    if offered:
        target = {"one": elsewhere, "other": make_organisation(), "all": None}[offered]
        Offer.objects.create(person=me, organisation=target)

    coordinates = role == Role.COORDINATOR
    facts = Facts(
        state=State.AGREED,
        is_coordinator_of_same_org=coordinates and same,
        offers_himself_to_viewer_org=coordinates and (offered == "all" or (offered == "one" and not same)),
        is_national=is_national,
    )
    assert sees(viewer) is (Part.AGREED_LEVELS in parts_seen(facts))


def test_offer_is_made_and_taken_back_on_the_page(client, me, signed, stranger, elsewhere):
    assert not sees(stranger)
    client.post(HERE, {"audience": "some", "organisations": [elsewhere.pk]})
    assert sees(stranger)
    assert client.get(HERE).context["form"].initial == {"audience": "some", "organisations": [elsewhere.pk]}
    client.post(HERE, {"audience": "nobody", "organisations": [elsewhere.pk]})
    assert not sees(stranger) and not Offer.objects.exists()
    assert AuditEntry.objects.filter(what="offer.changed").count() == 2


def test_some_without_an_organisation_is_said(client, me, stranger):
    page = client.post(HERE, {"audience": "some"}).content.decode()
    assert "機関を1つ以上選ぶ" in page and not Offer.objects.exists()


def test_only_organisations_with_a_coordinator_but_ones_own_are_offered(client, me, senior, stranger, elsewhere):
    make_organisation(name="だれもいない機関")
    assert list(client.get(HERE).context["form"].fields["organisations"].queryset) == [elsewhere]


def test_offer_to_all_takes_the_place_of_others(me, signed, stranger, elsewhere):
    offer(by=me, organisations=[elsewhere])
    offer(by=me, to_all=True)
    assert [one.organisation for one in Offer.objects.filter(person=me)] == [None]
    assert sees(stranger)


def test_page_is_reached_from_ones_assessments(client, me):
    assert reverse("my_offer") in client.get("/me/assessments/").content.decode()
