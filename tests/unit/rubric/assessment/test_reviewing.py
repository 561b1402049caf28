"""Who may review whom."""

from datetime import date

import pytest

from rubric.assessment.domain.reviewing import Author, Refusal, Reviewer, refusals, round_began

AUTHOR = Author(person=1, organisation=10)
SENIOR = Reviewer(person=2, organisation=10, is_named_senior=True)
COORDINATOR = Reviewer(person=3, organisation=10, is_coordinator=True)


@pytest.mark.parametrize("candidate", [SENIOR, COORDINATOR])
def test_coordinator_or_named_senior_of_the_same_organisation_can_be_asked(candidate):
    assert refusals(candidate, AUTHOR, [(1, 9), (9, 1), (2, 9), (9, 2), (3, 2)]) == ()


@pytest.mark.parametrize(
    ("candidate", "author", "open_pairs", "expected"),
    [
        (Reviewer(1, 10, is_coordinator=True), AUTHOR, [], Refusal.SELF),
        (Reviewer(2, 11, is_coordinator=True), AUTHOR, [], Refusal.OTHER_ORGANISATION),
        (Reviewer(2, None, is_coordinator=True), AUTHOR, [], Refusal.OTHER_ORGANISATION),
        (Reviewer(2, None, is_coordinator=True), Author(1, None), [], Refusal.OTHER_ORGANISATION),
        (Reviewer(2, 10), AUTHOR, [], Refusal.NO_REVIEWER),
        (SENIOR, AUTHOR, [(2, 1)], Refusal.EACH_OTHER),
        (SENIOR, AUTHOR, [(1, 2)], Refusal.ALREADY_ASKED),
        (Reviewer(2, 10, is_coordinator=True, is_active=False), AUTHOR, [], Refusal.INACTIVE),
    ],
)
def test_refusal_has_its_name(candidate, author, open_pairs, expected):
    assert refusals(candidate, author, open_pairs) == (expected,)


def test_all_that_speaks_against_somebody_is_named():
    assert refusals(Reviewer(1, None, is_active=False), AUTHOR, [(1, 1)]) == tuple(Refusal)


@pytest.mark.parametrize(("one", "two"), [(SENIOR, COORDINATOR), (COORDINATOR, SENIOR)])
def test_two_people_never_review_each_other_in_one_round(one, two):
    """Whoever asks first: once the one has asked the other, the other cannot ask him."""
    assert refusals(two, Author(one.person, one.organisation)) == ()
    open_pairs = {(one.person, two.person)}
    assert refusals(one, Author(two.person, two.organisation), open_pairs) == (Refusal.EACH_OTHER,)


@pytest.mark.parametrize(
    ("today", "began"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
        (date(2027, 1, 1), date(2026, 4, 1)),
    ],
)
def test_round_is_the_fiscal_year(today, began):
    assert round_began(today) == began
