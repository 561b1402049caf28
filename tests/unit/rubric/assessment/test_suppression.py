"""Counts that may be published, and an attack on them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.assessment.domain.suppression import (
    LEAST,
    Published,
    Table,
    suppress,
    suppress_counts,
    suppress_pair,
)
from tests.unit.rubric.assessment.attacker import Attack

#: Few people are what it is about: they come often.
people = st.sampled_from([0, 0, 1, 1, 2, 3, 4]) | st.integers(0, 12) | st.integers(5, 60)
X = None
#: An attack tries many tables: how long it takes says nothing.
patiently = settings(deadline=None)


def tables(rows, columns):
    return st.tuples(st.integers(2, rows), st.integers(2, columns)).flatmap(
        lambda size: st.lists(
            st.lists(people, min_size=size[1], max_size=size[1]).map(tuple), min_size=size[0], max_size=size[0]
        ).map(lambda cells: Table(tuple(cells)))
    )


@st.composite
def pairs(draw, rows, columns):
    """Two tables of the same people by the same columns."""
    one = draw(tables(rows, columns))
    split = []
    for total in one.column_totals:
        cuts = sorted(draw(st.lists(st.integers(0, total), min_size=1, max_size=rows - 1)))
        split.append((cuts + [total] * rows)[: rows - 1] + [total])
    other = [tuple(ends[row] - (ends[row - 1] if row else 0) for ends in split) for row in range(rows)]
    return one, Table(tuple(other))


def whole(table):
    return Published(table.cells, table.row_totals, table.column_totals, table.total)


def naive(table):
    """Only what counts few is hidden."""

    def many(counts):
        return tuple(X if 0 < one < LEAST else one for one in counts)

    return Published(tuple(map(many, table.cells)), many(table.row_totals), many(table.column_totals), table.total)


def figures(published):
    cells = [one for row in published.cells for one in row]
    return [*cells, *published.row_totals, *published.column_totals, published.total]


def gives_away(attack):
    """What an attacker learns of hidden figures: those he works out, and those he knows to be few or nearly knows."""
    if attack.shown["all", "all", "all"] is None:
        return set()
    others_shown = any(value is not None for name, value in attack.shown.items() if name != ("all", "all", "all"))
    possible = {name: attack.possible(name, LEAST, fewest=int(others_shown)) for name in attack.hidden}
    narrow = {name for name, values in possible.items() if len(values) < LEAST or max(values) < LEAST}
    return attack.worked_out() | narrow


@patiently
@given(tables(3, 3))
def test_attacker_who_tries_all_tables_learns_nothing(table):
    assert gives_away(Attack(suppress(table))) == set()


@patiently
@given(pairs(3, 3))
def test_attacker_learns_nothing_from_two_tables_of_the_same_people(pair):
    assert gives_away(Attack(*suppress_pair(*pair))) == set()


@given(tables(7, 5))
def test_no_combination_of_sums_gives_a_figure_away(table):
    assert Attack(suppress(table)).worked_out() == set()


@given(pairs(5, 4))
def test_no_combination_of_the_sums_of_two_tables_gives_a_figure_away(pair):
    assert Attack(*suppress_pair(*pair)).worked_out() == set()


@given(pairs(4, 4))
def test_nothing_that_is_published_counts_few_or_is_untrue(pair):
    for table, published in zip(pair, suppress_pair(*pair), strict=True):
        for true, shown in zip(figures(whole(table)), figures(published), strict=True):
            assert shown is None or (shown == true and not 0 < shown < LEAST)


@given(pairs(4, 4))
def test_two_tables_hide_the_same_column_totals(pair):
    one, two = suppress_pair(*pair)
    assert (one.column_totals, one.total) == (two.column_totals, two.total)


@given(tables(4, 4))
def test_table_without_few_is_published_whole(table):
    if not any(0 < one < LEAST for one in figures(whole(table))):
        assert suppress(table) == whole(table)


@given(tables(4, 4))
def test_what_is_many_stays_hidden_only_beside_what_is_few(table):
    if X in figures(suppress(table)):
        assert any(0 < one < LEAST for one in figures(whole(table)))


def test_attacker_succeeds_where_only_the_few_are_hidden():
    table = Table(((20, 3, 9), (12, 8, 30), (15, 22, 7)))
    assert Attack(naive(table)).worked_out() == {(0, 0, 1)}
    assert gives_away(Attack(naive(table))) == {(0, 0, 1)}


def test_attacker_succeeds_where_every_sum_hides_two_but_they_are_few():
    """The usual rule, two hidden figures in each sum, leaves 1 to 3 for each of these: all are known to be few."""
    table = Table(((2, 2, 9), (2, 2, 30), (15, 22, 7)))
    few = Published(((X, X, 9), (X, X, 30), (15, 22, 7)), (13, 34, 44), (19, 26, 46), 91)
    assert Attack(few).worked_out() == set()
    assert gives_away(Attack(few)) == {(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)}
    assert gives_away(Attack(suppress(table))) == set()


def test_few_are_hidden_within_the_rectangle_that_costs_the_fewest_people():
    table = Table(((20, 3, 9), (12, 8, 30), (15, 22, 7)))
    assert suppress(table).cells == ((20, X, X), (12, 8, 30), (15, X, X))
    assert suppress(table).row_totals == (32, 50, 44)


def test_row_of_few_hides_another_rows_total():
    published = suppress(Table(((2, 1), (30, 20), (18, 16))))
    assert published.row_totals == (X, 50, X)
    assert published.column_totals == (50, 37)
    assert published.cells == ((X, X), (30, 20), (X, X))


def test_nought_is_shown():
    assert suppress(Table(((0, 0), (30, 20)))) == whole(Table(((0, 0), (30, 20))))


def test_only_the_total_is_left_where_nothing_else_is_safe():
    published = suppress(Table(((1, 1), (1, 2))))
    assert published == Published(((X, X), (X, X)), (X, X), (X, X), 5)


def test_nothing_is_published_of_fewer_people():
    assert set(figures(suppress(Table(((4, 0), (0, 0)))))) == {X}


def test_table_of_nobody_is_shown():
    assert set(figures(suppress(Table(((0, 0), (0, 0)))))) == {0}


def test_another_least_can_be_chosen():
    assert suppress(Table(((4, 3), (3, 4))), least=3) == whole(Table(((4, 3), (3, 4))))


@pytest.mark.parametrize("cells", [(), ((1, 2),), ((1,), (2,)), ((1, 2), (3,)), ((1, 2), (3, -4))])
def test_what_is_no_table_is_refused(cells):
    with pytest.raises(ValueError, match="table|counted"):
        Table(cells)


def test_tables_of_other_people_are_refused():
    with pytest.raises(ValueError, match="same people"):
        suppress_pair(Table(((5, 6), (7, 8))), Table(((5, 6), (7, 9))))


@st.composite
def breakdowns(draw):
    """Several breakdowns of the same people."""
    first = draw(st.lists(people, min_size=1, max_size=6))
    total, found = sum(first), [first]
    for _another in range(draw(st.integers(0, 2))):
        cuts = sorted(draw(st.lists(st.integers(0, total), max_size=4)))
        found.append([high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)])
    return found


def possible_counts(shown, total, fewest):
    """The values that any hidden count can have: what is left, shared out among the hidden ones."""
    left, others = total - sum(one or 0 for one in shown), shown.count(None) - 1
    return range(fewest, left - fewest * others + 1) if others else [left]


@given(breakdowns())
def test_breakdowns_published_together_give_nothing_away(several):
    published, total = suppress_counts(several)
    for counts, shown in zip(several, published, strict=True):
        assert all(
            one is None or (one == true and not 0 < one < LEAST) for one, true in zip(shown, counts, strict=True)
        )
        if total is not None:
            values = possible_counts(shown, total, fewest=int(any(one is not None for one in shown)))
            assert X not in shown or (len(values) >= LEAST and max(values) >= LEAST)


@pytest.mark.parametrize(
    ("several", "published", "total"),
    [
        ([[20, 3, 9, 30]], ((20, X, X, 30),), 62),
        ([[20, 3, 2, 30]], ((X, X, X, 30),), 55),
        ([[20, 12], [30, 2]], ((20, 12), (X, X)), 32),
        ([[7, 0], [7]], ((7, 0), (7,)), 7),
        ([[3, 0], [3]], ((X, X), (X,)), None),
        ([[0, 0]], ((0, 0),), 0),
        ([[4, 1, 0]], ((X, X, X),), 5),
    ],
)
def test_breakdown_hides_a_second_count_beside_a_single_one(several, published, total):
    assert suppress_counts(several) == (published, total)


@pytest.mark.parametrize("several", [[], [[5, 6], [5, 7]]])
def test_breakdowns_of_other_people_are_refused(several):
    with pytest.raises(ValueError, match="same people"):
        suppress_counts(several)
