import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.library.map.shades import STEPS, Shades

mosts = st.integers(min_value=1, max_value=1_000_000)


@pytest.mark.parametrize(
    ("most", "bounds"), [(0, ()), (1, (1,)), (4, (1, 2, 3, 4)), (5, (2, 3, 4, 5)), (81, (3, 9, 27, 81))]
)
def test_bounds_grow_by_factors(most, bounds):
    assert Shades.up_to(most).bounds == bounds


def test_ranges_say_which_numbers_a_shade_stands_for():
    assert Shades.up_to(81).ranges == ((1, 3), (4, 9), (10, 27), (28, 81))
    assert Shades.up_to(0).ranges == ()


def test_no_case_has_no_shade():
    assert Shades.up_to(0).of(0) == Shades.up_to(9).of(0) == 0


@given(mosts, st.data())
def test_every_number_has_a_shade_and_more_cases_are_never_lighter(most, data):
    shades = Shades.up_to(most)
    fewer = data.draw(st.integers(min_value=1, max_value=most))
    more = data.draw(st.integers(min_value=fewer, max_value=most))
    assert 1 <= shades.of(fewer) <= shades.of(more) <= shades.of(most) == len(shades.bounds) <= STEPS


@given(mosts)
def test_ranges_leave_no_number_out(most):
    ranges = Shades.up_to(most).ranges
    assert ranges[0][0] == 1 and ranges[-1][1] == most
    assert all(after[0] == before[1] + 1 for before, after in zip(ranges, ranges[1:], strict=False))
