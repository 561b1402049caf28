"""How far a self-assessment has come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.assessment.domain.progress import progress
from tests.unit.rubric.assessment.claims import shape_of, shapes

SHAPE = shape_of(2, 2)


@pytest.mark.parametrize(
    ("answered", "after", "expected"),
    [
        ([], "", (0, 4, "a1")),
        (["a1"], "a1", (1, 4, "a2")),
        (["a1", "b1"], "a2", (2, 4, "b2")),
        (["b1", "b2"], "b2", (2, 4, "a1")),
        (["a1", "a2", "b2"], "b1", (3, 4, "b1")),
        (["a1", "a2", "b1", "b2"], "b2", (4, 4, None)),
        (["a1", "stranger"], "stranger", (1, 4, "a2")),
    ],
)
def test_progress_counts_and_leads_on(answered, after, expected):
    assert progress(SHAPE, answered, after) == expected


@given(shapes())
def test_following_the_next_element_answers_each_once(shape):
    answered, after = [], ""
    while (following := progress(shape, answered, after).next) is not None:
        answered.append(following)
        after = following
    assert answered == [slug for slugs in shape.values() for slug in slugs]


@given(shapes(), st.data())
def test_next_is_open_wherever_one_stands(shape, data):
    slugs = [slug for elements in shape.values() for slug in elements]
    answered = data.draw(st.sets(st.sampled_from(slugs)))
    found = progress(shape, answered, data.draw(st.sampled_from(slugs)))
    assert (found.done, found.total) == (len(answered), len(slugs))
    assert found.next in set(slugs) - answered or (found.next is None and answered == set(slugs))
