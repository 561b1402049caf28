"""How far those who rate the same agree."""

import subprocess
import sys
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.calibration.domain.agreement import Agreement, Closeness, Rated, alpha, closeness, drift, spread
from rubric.framework.domain.levels import Level
from tests.unit.rubric.assessment.claims import levels

ONE, TWO, THREE, FOUR = Level
tables = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 4)), levels, max_size=20)
#: The example with missing ratings that textbooks and Wikipedia (*Krippendorff's alpha*) work out: three coders,
#: fifteen units.
TEXTBOOK = (
    "*****34121133*3",
    "1*213343*******",
    "**21344*21133*4",
)


@pytest.fixture(autouse=True, scope="module")
def library():
    """Loaded beforehand: Hypothesis would take the second that it needs for the first example's."""
    assert alpha(from_rows("12", "12")) == 1


def rated(table):
    """What was rated, of {(rater, thing): level}."""
    return [Rated(rater, thing, level) for (rater, thing), level in table.items()]


def from_rows(*rows):
    """Of one row of digits for each rater; `*` where nothing was rated."""
    return [
        Rated(rater, thing, Level(int(digit)))
        for rater, row in enumerate(rows)
        for thing, digit in enumerate(row)
        if digit != "*"
    ]


def slow_alpha(ratings):
    """Krippendorff's definition: 1 − observed / expected disagreement, over all pairs of ratings, in fractions."""
    things = {}
    for one in ratings:
        things.setdefault(one.thing, []).append(int(one.level))
    shared = [given for given in things.values() if len(given) > 1]
    values = [level for given in shared for level in given]
    if len(shared) < 2 or len(set(values)) < 2:
        return None
    observed = sum(
        Fraction(sum((one - two) ** 2 for one, two in permutations(given, 2)), len(given) - 1) for given in shared
    ) / len(values)
    expected = Fraction(sum((one - two) ** 2 for one, two in permutations(values, 2)), len(values) * (len(values) - 1))
    return 1 - observed / expected


def test_alpha_of_the_textbook_example():
    ratings = from_rows(*TEXTBOOK)
    assert len({one.thing for one in ratings}) == 13  # nobody rated two of the fifteen
    assert alpha(ratings) == pytest.approx(0.811, abs=0.0005)
    assert float(slow_alpha(ratings)) == pytest.approx(0.811, abs=0.0005)


@given(tables)
def test_alpha_is_what_its_definition_says(table):
    expected = slow_alpha(rated(table))
    found = alpha(rated(table))
    assert found == (None if expected is None else pytest.approx(float(expected)))
    assert found is None or found <= 1


@given(tables, st.randoms())
def test_alpha_does_not_depend_on_the_order_or_on_names(table, random):
    turned = [Rated(f"rater {one.rater}", f"thing {one.thing}", one.level) for one in rated(table)]
    random.shuffle(turned)
    assert alpha(turned) == (None if (found := alpha(rated(table))) is None else pytest.approx(found))


@given(st.lists(levels, min_size=2, max_size=6), st.integers(2, 5))
def test_full_agreement_is_one(given_levels, raters):
    found = alpha(Rated(rater, thing, level) for rater in range(raters) for thing, level in enumerate(given_levels))
    assert found == (None if len(set(given_levels)) < 2 else pytest.approx(1))


def test_opposition_is_below_chance_and_near_misses_count_less_than_far_ones():
    assert alpha(from_rows("14", "41")) < 0
    assert alpha(from_rows("1234", "1244")) > alpha(from_rows("1234", "1214"))


@pytest.mark.parametrize("rows", [[], [""], ["123"], ["1*", "*2"], ["1*", "23"], ["22", "22"], ["224", "22*"]])
def test_alpha_is_unknown_where_it_would_say_nothing(rows):
    assert alpha(from_rows(*rows)) is None


@pytest.mark.parametrize(
    ("figure", "meaning"),
    [
        (1, Agreement.RELIABLE),
        (0.8, Agreement.RELIABLE),
        (0.796, Agreement.RELIABLE),
        (0.79, Agreement.TENTATIVE),
        (0.667, Agreement.TENTATIVE),
        (0.66, Agreement.WEAK),
        (0.01, Agreement.WEAK),
        (0.004, Agreement.CHANCE),
        (-0.5, Agreement.CHANCE),
    ],
)
def test_meaning_of_an_alpha_fits_the_figure_shown(figure, meaning):
    assert Agreement.of(figure) is meaning


def test_drift_is_the_mean_signed_difference():
    assert drift([(FOUR, TWO), (THREE, TWO), (ONE, TWO)]) == pytest.approx(2 / 3)
    assert drift([(ONE, TWO)]) == -1
    assert drift([]) is None


@given(st.lists(st.tuples(levels, levels), min_size=1))
def test_drift_turns_round_with_its_pairs(pairs):
    assert drift(pairs) == pytest.approx(-drift([(reference, given) for given, reference in pairs]))
    assert -3 <= drift(pairs) <= 3


def test_spread_names_every_level_in_order():
    assert list(spread([THREE, ONE, THREE]).items()) == [(ONE, 1), (TWO, 0), (THREE, 2), (FOUR, 0)]


@pytest.mark.parametrize(
    ("given_levels", "found"),
    [
        ([TWO, TWO], Closeness.SAME),
        ([TWO, THREE, TWO], Closeness.NEIGHBOURS),
        ([ONE, THREE], Closeness.APART),
    ],
)
def test_closeness_is_the_width_of_a_spread(given_levels, found):
    assert closeness(spread(given_levels)) is found


def test_closeness_of_nothing_is_refused():
    with pytest.raises(ValueError, match="empty"):
        closeness(spread([]))


def test_library_is_loaded_only_where_a_figure_is_worked_out():
    asked = "import sys; import rubric.calibration.domain.agreement; sys.exit('nltk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0  # noqa: S603 - our own line
