"""Agreement and drift in words."""

import pytest
from django.utils import translation

from rubric.calibration.domain.agreement import Closeness
from rubric.calibration.sentences import agreement_words, closeness_words, drift_words, figure


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("drift", "words"),
    [
        (None, ""),
        (0, "as the reference"),
        (-0.04, "as the reference"),
        (0.5, "0.5 levels higher"),
        (-1.25, "1.2 levels lower"),
    ],
)
def test_drift_is_told_as_it_is_rounded(drift, words):
    assert drift_words(drift) == words


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (0.811, "0.81"), (-0.04, "−0.04"), (-0.001, "0.00")])
def test_figure_has_two_decimals_and_a_true_minus(value, shown):
    assert figure(value) == shown


def test_every_agreement_has_words_of_its_own():
    words = [agreement_words(one) for one in (None, 0.9, 0.7, 0.3, -0.2)]
    assert len(set(words)) == 5
    assert len({closeness_words(one) for one in Closeness}) == 3
