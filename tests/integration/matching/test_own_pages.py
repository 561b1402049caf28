"""Pages of who is asked: what he sees of the company, and how he answers."""

import pytest
from django.urls import reverse

from rubric.assessment.record_sheets import record_sheets
from rubric.engagement.models import Assignment
from rubric.matching.actions import settle_seats
from rubric.matching.choices import DeclineReason
from rubric.matching.proposing.actions import accept, propose
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_organisation
from tests.integration.matching.conftest import NAME

pytestmark = pytest.mark.django_db


def test_supporter_accepts_and_sees_the_company(client, proposal, supporters):
    client.force_login(supporters[0])
    path = reverse("proposal", args=[proposal.pk])
    before = client.get(path)
    assert "ひみつ" not in before.text and "お力を貸してください。" in before.text
    assert client.get(reverse("engagement", args=[proposal.engagement_id])).status_code == 404
    after = client.post(reverse("proposal_accept", args=[proposal.pk]), follow=True)
    assert NAME in after.text and "時間を予約しました" in after.text
    assert client.post(reverse("proposal_accept", args=[proposal.pk]), follow=True).status_code == 200
    assert Assignment.objects.count() == 1


def test_supporter_declines_with_a_reason_or_is_asked_for_one(client, proposal, supporters):
    client.force_login(supporters[0])
    path = reverse("proposal_decline", args=[proposal.pk])
    assert client.post(path, {"note": "残る言葉"}).context["declining"].errors
    client.post(path, {"why": DeclineReason.PRIVATE, "note": ""})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.declined_why) == ("declined", DeclineReason.PRIVATE)


def test_who_is_asked_sees_public_cases_that_are_like_what_he_may_know(client, registered, supporters, keeper, terms):
    """What the owner said is compared on the coordinator's page only: its words would tell of the company here."""
    make_case(title="似た会社の事例", prefecture="saitama", industry="E", employees=30, barriers=("cannot-see",))
    make_case(title="ろくろ首の話", prefecture="okinawa", industry="M", summary="ろくろ首の見世物小屋の後継ぎ。")
    make_case(
        title="よその内輪の事例",
        prefecture="saitama",
        industry="E",
        disclosure="organisation",
        organisation=make_organisation(),
        barriers=("cannot-see",),
    )
    rebuild()
    engagement = registered(owner_says="ろくろ首の見世物小屋の後継ぎを探している。")
    seat = settle_seats(by=keeper, engagement=engagement).places[0].row
    asked = propose(by=keeper, seat=seat, person=supporters[0], terms=terms)
    client.force_login(supporters[0])
    answer = client.get(reverse("proposal", args=[asked.pk]))
    assert [case.title for case in answer.context["similar"].cases] == ["似た会社の事例"]
    assert "似た会社の事例" in answer.text and "ろくろ首" not in answer.text and NAME not in answer.text
    accept(by=supporters[0], proposal=asked)
    assert client.get(reverse("proposal", args=[asked.pk])).context["similar"] is None


def test_another_persons_proposal_does_not_exist(client, proposal, supporters, keeper):
    for reader in (supporters[1], keeper):
        client.force_login(reader)
        for name in ("proposal", "proposal_accept", "proposal_decline", "proposal_question"):
            path = reverse(name, args=[proposal.pk])
            answer = client.get(path) if name == "proposal" else client.post(path, {"text": "?", "why": "dates"})
            assert answer.status_code == 404
        assert "金属加工のA社" not in client.get(reverse("proposals")).text


def test_own_record_tells_what_one_was_asked_and_nothing_of_others(proposal, change, supporters):
    told = {sheet.title: sheet.rows for sheet in record_sheets(supporters[0])}
    asked, changed = (told[name][1:] for name in ("打診", "時間・期間の変更"))
    assert [(row[0], row[1], row[4]) for row in asked] == [("金属加工のA社", "主担当", 8)]
    assert [(row[0], row[1], row[4]) for row in changed] == [("金属加工のA社", "主担当", 12)]
    assert NAME not in str(told)
    others = {sheet.title: sheet.rows for sheet in record_sheets(supporters[1])}
    assert len(others["打診"]) == len(others["時間・期間の変更"]) == 1
