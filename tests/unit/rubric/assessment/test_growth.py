"""Levels over time, across versions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.assessment.domain.growth import Earlier, Growth, Incomparable, Point, growth
from rubric.framework.domain.crosswalk import Crosswalk, Link
from rubric.framework.domain.levels import Level
from tests.unit.rubric.assessment.claims import levels

ONE, TWO, THREE, FOUR = Level
NEW = ("own", "think", "decide", "make")
STRAIGHT = Crosswalk(NEW, NEW, frozenset(Link(slug, slug) for slug in NEW))
#: `reason` was split, `know` and `skill` were merged, `old` was dropped and nothing became `own`.
OLDER = Crosswalk(
    ("reason", "know", "skill", "old"),
    NEW,
    frozenset({Link("reason", "think"), Link("reason", "decide"), Link("know", "make"), Link("skill", "make")}),
)
FIRST, SECOND, THIRD = date(2024, 4, 1), date(2025, 4, 1), date(2026, 4, 1)


def test_older_version_is_carried_with_what_cannot_be_compared_named():
    old = Earlier(FIRST, 1, {"reason": TWO, "know": THREE, "skill": ONE, "old": FOUR}, OLDER, ONE)
    new = Earlier(SECOND, 2, dict.fromkeys(NEW, THREE), STRAIGHT, TWO)
    found = growth([new, old])
    assert found.overall == (Point(FIRST, 1, ONE, is_rough=True), Point(SECOND, 2, TWO))
    assert found.elements == {
        "own": (Point(SECOND, 2, THREE),),
        "think": (Point(FIRST, 1, TWO, is_rough=True), Point(SECOND, 2, THREE)),
        "decide": (Point(FIRST, 1, TWO, is_rough=True), Point(SECOND, 2, THREE)),
        "make": (Point(FIRST, 1, ONE, is_rough=True), Point(SECOND, 2, THREE)),
    }
    assert found.incomparable == (Incomparable(FIRST, 1, ("own",), ("old",)),)


def test_same_elements_are_compared_exactly():
    renamed = Crosswalk(("a", "b", "c", "d"), NEW, frozenset(map(Link, "abcd", NEW)))
    found = growth([Earlier(FIRST, 1, dict.fromkeys("abcd", TWO), renamed, TWO)])
    assert found.overall == (Point(FIRST, 1, TWO),)
    assert not any(point.is_rough for series in found.elements.values() for point in series)
    assert found.incomparable == ()


def test_no_overall_level_is_no_point():
    assert growth([Earlier(FIRST, 1, {"own": TWO}, STRAIGHT)]).overall == ()


def test_element_that_nothing_tells_of_has_an_empty_series():
    assert growth([Earlier(FIRST, 1, {"own": TWO}, STRAIGHT)]).elements["make"] == ()


def test_no_assessments_no_growth():
    assert growth([]) == Growth((), {}, ())


def test_crosswalks_to_different_versions_are_refused():
    other = Crosswalk(("a",), ("a",), frozenset({Link("a", "a")}))
    with pytest.raises(ValueError, match="different versions"):
        growth([Earlier(FIRST, 1, {}, other), Earlier(SECOND, 2, {}, STRAIGHT)])


earlier = st.builds(
    lambda on, is_old, found, overall: Earlier(
        on, 1 if is_old else 2, found[is_old], OLDER if is_old else STRAIGHT, overall
    ),
    st.sampled_from([FIRST, SECOND, THIRD]),
    st.booleans(),
    st.tuples(st.dictionaries(st.sampled_from(NEW), levels), st.dictionaries(st.sampled_from(OLDER.old), levels)),
    st.none() | levels,
)


@given(st.lists(earlier, max_size=5))
def test_every_assessment_is_either_told_or_named_as_incomparable(assessments):
    found = growth(assessments)
    for series in (found.overall, *found.elements.values()):
        assert [point.on for point in series] == sorted(point.on for point in series)
    points = sum(len(series) for series in found.elements.values())
    unknown = sum(len(one.unknown) for one in found.incomparable)
    assert points + unknown == len(assessments) * len(NEW) * bool(assessments)
    assert [one.level for one in found.overall] == [
        one.overall for one in sorted(assessments, key=lambda one: one.on) if one.overall
    ]
