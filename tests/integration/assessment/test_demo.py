"""The demo's people and what they signed in the past."""

import pytest
from django.core import mail

from platform_site.accounts.demo import make_accounts
from platform_site.accounts.models import User
from rubric.assessment.demo import seed_history
from rubric.assessment.models import Assessment, NamedSenior, Offer, Review, Standing
from rubric.assessment.results import result_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_demo_has_a_past_and_a_review_that_waits_and_keeps_what_is_there(version):
    make_accounts()
    assert seed_history() == "levels: 13 people"

    standing = Standing.objects.get(person__email="supporter.aoba@demo.example")
    assert result_of(standing.assessment).verdict.level == standing.level
    assert standing.valid_until > standing.signed_on and list(standing.levels.values()) != list(standing.own.values())
    assert Review.objects.open().get().reviewer.email == "coordinator.minato@demo.example"
    assert (NamedSenior.objects.count(), Offer.objects.count()) == (1, 1)
    assert [sent.to for sent in mail.outbox] == [["coordinator.minato@demo.example"]]
    assert not User.objects.get(email="asagi@demo.example").check_password("")

    assert "kept" in seed_history() and Assessment.objects.count() == 14
