"""What reviewers see afterwards: the reference, spread and agreement of five or more, their own drift."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from platform_site.accounts.roles import Role
from rubric.assessment.domain.suppression import LEAST
from rubric.calibration.figures import agreement_by_element, drift_by_element, figures_of
from rubric.calibration.models import VignetteRating
from rubric.framework.domain.levels import Level
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ONE, TWO, THREE, FOUR = Level


def result(client, vignette):
    return client.get(f"/calibration/{vignette.pk}/result/")


def test_result_shows_reference_and_reason_but_no_spread_of_four(as_reviewer, reviewer, vignette, rate, others):
    rate(reviewer, vignette, THREE, note="私の覚え書き")
    for other in others[: LEAST - 2]:
        rate(other, vignette, ONE)
    response = result(as_reviewer, vignette)
    screen = response.context["screen"]
    assert (screen.people, screen.agreement, screen.alpha) == (None, "", "")
    assert all(row.people is None for element in screen.elements for row in element.rows)
    assert figures_of(vignette) is None
    assert "calib__spread" not in response.text
    assert "聴いたから。" in response.text
    assert "私の覚え書き" in response.text
    assert "1.0" in screen.elements[1].drift


def test_fifth_opens_the_spread_without_names_or_notes(as_reviewer, reviewer, vignette, rate, others):
    rate(reviewer, vignette, THREE, TWO)
    for other in others[: LEAST - 1]:
        rate(other, vignette, THREE, ONE, note="他人の覚え書き")
    response = result(as_reviewer, vignette)
    screen = response.context["screen"]
    assert screen.people == LEAST
    assert [row.people for row in screen.elements[0].rows] == [0, 0, 5, 0]
    assert [row.people for row in screen.elements[1].rows] == [4, 1, 0, 0]
    assert [row.share for row in screen.elements[1].rows] == [80, 20, 0, 0]
    assert [(row.is_mine, row.is_reference) for row in screen.elements[1].rows][1] == (True, True)
    assert float(screen.alpha) > 0.8
    assert (screen.at_reference, screen.given) == (6, 10)
    assert "calib__spread" in response.text
    assert "他者" not in response.text
    assert "他人の覚え書き" not in response.text


def test_begun_ratings_are_not_counted(vignette, rate, others, reviewer):
    for other in others[: LEAST - 1]:
        rate(other, vignette, ONE)
    VignetteRating.objects.create(vignette=vignette, rater=reviewer)
    assert figures_of(vignette) is None


def test_agreement_per_element_counts_vignettes_of_the_version_with_five(make_vignette, version, rate, others):
    low, high, few = (make_vignette(title=title, skill=TWO) for title in ("低い", "高い", "少ない"))
    for other in others:
        rate(other, low, ONE)
        rate(other, high, FOUR)
    rate(others[0], few, ONE)
    found = {one.element.slug: one for one in agreement_by_element(version)}
    assert (found["skill"].vignettes, found["skill"].alpha) == (2, pytest.approx(1))
    assert (found["judgement"].vignettes, found["judgement"].alpha) == (0, None)


def test_drift_is_ones_own_over_all_vignettes(make_vignette, reviewer, rate, others):
    one, two = make_vignette(title="甲", skill=TWO), make_vignette(title="乙", skill=TWO, judgement=FOUR)
    rate(reviewer, one, THREE)
    rate(reviewer, two, TWO, FOUR)  # in the rubric's order: judgement, skill
    rate(others[0], one, ONE)
    found = {line.element.slug: (line.vignettes, line.drift) for line in drift_by_element(reviewer)}
    assert found == {"judgement": (1, -2), "skill": (2, 1.5)}


def test_list_tells_what_waits_and_what_is_rated(as_reviewer, reviewer, make_vignette, rate):
    assert "empty__cause" in as_reviewer.get("/calibration/").text
    waits, done = make_vignette(title="待つもの"), make_vignette(title="済んだもの")
    rate(reviewer, done, FOUR)
    response = as_reviewer.get("/calibration/")
    screen = response.context["screen"]
    assert [one.vignette for one in screen.to_rate] == [waits]
    assert [one.vignette for one in screen.rated] == [done]
    assert [line.vignettes for line in screen.lines] == [1, 1]
    assert f"/calibration/{done.pk}/result/" in response.text


def test_list_asks_as_often_for_one_vignette_as_for_many(as_reviewer, reviewer, make_vignette, rate):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            as_reviewer.get("/calibration/")
        return len(counted)

    rate(reviewer, make_vignette(), FOUR)
    make_vignette()
    first = queries()
    for _ in range(3):
        rate(reviewer, make_vignette(), FOUR)
        make_vignette()
    assert queries() == first


def test_other_persons_result_is_not_mine(client, vignette, rate, others):
    rate(others[0], vignette, TWO)
    client.force_login(others[1])
    assert result(client, vignette).url == f"/calibration/{vignette.pk}/"
    assert not VignetteRating.objects.visible_to(make_user(role=Role.EDITOR)).exists()
