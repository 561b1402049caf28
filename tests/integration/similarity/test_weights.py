"""The weights of likeness: who may look, who may change, what changes, and what is written down."""

from dataclasses import asdict, replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from casebook.similarity import actions
from casebook.similarity.acts import SimilarityAct
from casebook.similarity.domain.weights import DEFAULT_WEIGHTS, Weights
from casebook.similarity.models import TunedWeights, current_weights
from casebook.similarity.trial import samples
from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_library, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/cms/similarity/"
PLACE_FIRST = Weights(barrier=10, situation=0, approach=0, text=0, industry=0, related_industry=0, prefecture=100)


@pytest.fixture
def cases():
    make_library()
    rebuild()
    return {
        "near": make_case(title="近くの会社", prefecture="saitama", industry="H", employees=2),
        "alike": make_case(
            title="同じ悩みの会社",
            prefecture="okinawa",
            industry="E",
            employees=14,
            barriers=("cannot-act",),
            situation=["has-successor"],
        ),
    }


@pytest.fixture
def moderator(client):
    person = make_user(role=Role.MODERATOR)
    client.force_login(person)
    return person


def entered(weights=DEFAULT_WEIGHTS, **button):
    return {**asdict(weights), **(button or {"try": "1"})}


def first_trial(response):
    trial = response.context["trials"][0]
    return [[place.title if place else "" for place in line] for line in trial.lines]


# -- the action -----------------------------------------------------------------------------------------
def test_defaults_are_in_force_without_a_row():
    assert current_weights() == DEFAULT_WEIGHTS


def test_change_is_in_force_and_written_down_with_before_and_after():
    person = make_user(role=Role.MODERATOR)
    actions.put_in_force(weights=replace(DEFAULT_WEIGHTS, barrier=50, least=10), by=person)
    assert current_weights() == replace(DEFAULT_WEIGHTS, barrier=50, least=10)
    entry = AuditEntry.objects.get(what=SimilarityAct.CHANGED_WEIGHTS)
    assert entry.by == person
    assert entry.details == {
        "before": {"barrier": DEFAULT_WEIGHTS.barrier, "least": DEFAULT_WEIGHTS.least},
        "after": {"barrier": 50, "least": 10},
    }


def test_history_keeps_every_change_and_there_is_one_row():
    for barrier in (50, 60, 60):
        actions.put_in_force(weights=replace(DEFAULT_WEIGHTS, barrier=barrier), by=None)
    assert AuditEntry.objects.filter(what=SimilarityAct.CHANGED_WEIGHTS).count() == 2
    assert TunedWeights.objects.count() == 1


def test_weight_out_of_bounds_is_refused_and_nothing_is_written():
    with pytest.raises(ValidationError):
        actions.put_in_force(weights=replace(DEFAULT_WEIGHTS, text=101), by=None)
    assert not TunedWeights.objects.exists()
    assert not AuditEntry.objects.exists()


def test_database_keeps_one_row():
    with pytest.raises(IntegrityError), transaction.atomic():
        TunedWeights.objects.create(pk=2, **asdict(DEFAULT_WEIGHTS))


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.COORDINATOR, Role.EDITOR])
def test_others_may_not_change_the_weights(role):
    with pytest.raises(PermissionDenied):
        actions.put_in_force(weights=PLACE_FIRST, by=make_user(role=role))


# -- the page ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.SUPPORTER, 302), (Role.COORDINATOR, 302), (Role.EDITOR, 200), (Role.MODERATOR, 200)],
)
def test_page_is_for_the_national_body(client, cases, role, status):
    client.force_login(make_user(role=role))
    assert client.get(PAGE).status_code == status


def test_outsider_is_sent_to_the_login(client, cases):
    assert client.get(PAGE).status_code == 302


def test_page_shows_the_first_cases_of_every_sample(client, cases, moderator):
    response = client.get(PAGE)
    assert [trial.name for trial in response.context["trials"]] == [sample.name for sample in samples()]
    assert first_trial(response) == [["同じ悩みの会社", "同じ悩みの会社"]]
    assert not response.context["has_changed"]


def test_trying_shows_both_orders_and_changes_nothing(client, cases, moderator):
    response = client.post(PAGE, entered(PLACE_FIRST))
    assert first_trial(response) == [["同じ悩みの会社", "近くの会社"]]
    (now, then), *_rest = response.context["trials"][0].lines
    assert (now.way, then.way) == ("gone", "new")
    assert current_weights() == DEFAULT_WEIGHTS


def test_moved_ranks_are_marked(client, cases, moderator):
    make_case(title="もうひとつ", prefecture="saitama", industry="E", barriers=("cannot-act",))
    response = client.post(PAGE, entered(replace(DEFAULT_WEIGHTS, prefecture=100)))
    (first, then), (_second, then_second) = response.context["trials"][0].lines[:2]
    ways = {place.title: place.way for place in (then, then_second)}
    assert "up" in ways.values() or "new" in ways.values()
    assert first.title != then.title


def test_moderator_puts_weights_in_force(client, cases, moderator):
    assert client.post(PAGE, entered(PLACE_FIRST, save="1")).url == PAGE
    assert current_weights() == PLACE_FIRST
    found = client.get("/cases/similar/?prefecture=saitama&barrier=cannot-act").context["screen"]
    assert found.hits[0].title == "近くの会社"


def test_editor_may_try_and_not_save(client, cases):
    client.force_login(make_user(role=Role.EDITOR))
    assert client.post(PAGE, entered(PLACE_FIRST)).status_code == 200
    assert 'name="save"' not in client.get(PAGE).text
    assert client.post(PAGE, entered(PLACE_FIRST, save="1")).url == "/cms/"  # the CMS's way to say no
    assert current_weights() == DEFAULT_WEIGHTS


def test_defaults_are_filled_in_and_wait_to_be_put_in_force(client, cases, moderator):
    actions.put_in_force(weights=PLACE_FIRST, by=moderator)
    response = client.post(PAGE, entered(PLACE_FIRST, defaults="1"))
    assert response.context["form"]["barrier"].value() == DEFAULT_WEIGHTS.barrier
    assert response.context["has_changed"]
    assert current_weights() == PLACE_FIRST


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"barrier": ""}, "barrier"),
        ({"barrier": "101"}, "barrier"),
        ({"text": "many"}, "text"),
        ({"next_size": "90"}, "next_size"),
        ({"bureau": "11"}, "bureau"),
        ({"barrier": "0", "situation": "0", "text": "0", "industry": "0", "related_industry": "0"}, "__all__"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(client, cases, moderator, changed, field):
    response = client.post(PAGE, {**entered(save="1"), **changed})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not TunedWeights.objects.exists()


def test_samples_are_of_use():
    assert len(samples()) == 6
    assert all(sample.ja and sample.en and sample.profile.text for sample in samples())
