from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.company_size import (
    SIZE_LIMITS,
    SizeClass,
    SizeSector,
    is_regional_core,
    possible_size_classes,
    size_class,
)

SMALL, SME, MID_SIZE, LARGE, UNKNOWN = SizeClass

# sector, small employees, SME employees, SME capital: 中小企業基本法 art. 2, written down once more
LAW = [
    ("manufacturing", 20, 300, 300_000_000),
    ("wholesale", 5, 100, 100_000_000),
    ("retail", 5, 50, 50_000_000),
    ("services", 5, 100, 50_000_000),
]
sectors = st.sampled_from(SizeSector)
headcounts = st.integers(0, 3_000)
capitals = st.integers(0, 400_000_000)


@pytest.mark.parametrize(("sector", "small", "sme", "capital"), LAW)
def test_size_class_at_every_limit_of_the_law(sector: str, small: int, sme: int, capital: int) -> None:
    expected = {
        (small, None): SMALL,
        (small, capital + 1): SMALL,
        (small + 1, None): SME,
        (sme, None): SME,
        (sme, capital + 1): SME,
        (sme + 1, capital): SME,
        (2_001, capital): SME,
        (sme + 1, None): UNKNOWN,
        (2_001, None): UNKNOWN,
        (sme + 1, capital + 1): MID_SIZE,
        (2_000, capital + 1): MID_SIZE,
        (2_001, capital + 1): LARGE,
        (None, capital): UNKNOWN,
        (None, capital + 1): UNKNOWN,
        (None, None): UNKNOWN,
    }
    found = {
        (employees, yen): size_class(sector=sector, employees=employees, capital_yen=yen) for employees, yen in expected
    }
    assert found == expected


def test_size_class_of_the_maker_in_the_sources() -> None:  # S4: capital ¥11M, 117 employees
    assert size_class(sector="manufacturing", employees=117, capital_yen=11_000_000) is SME


@pytest.mark.parametrize(
    ("employees", "capital_yen", "expected"),
    [
        (5, None, SMALL),
        (6, None, SME),
        (50, None, SME),
        (80, None, UNKNOWN),  # an SME in wholesale, open in retail
        (80, 50_000_000, SME),
        (80, 50_000_001, UNKNOWN),  # an SME in wholesale, mid-size in retail
        (101, 100_000_001, MID_SIZE),
        (2_001, 100_000_001, LARGE),
    ],
)
def test_size_class_wholesale_or_retail(employees: int, capital_yen: int | None, expected: SizeClass) -> None:
    sector = {SizeSector.WHOLESALE, SizeSector.RETAIL}
    assert size_class(sector=sector, employees=employees, capital_yen=capital_yen) is expected


@pytest.mark.parametrize(
    ("employees", "capital_yen", "expected"),
    [(5, None, SMALL), (6, None, UNKNOWN), (21, None, SME), (51, 50_000_000, SME), (301, 300_000_001, MID_SIZE)],
)
@pytest.mark.parametrize("sector", [None, frozenset()])
def test_size_class_sector_unknown(
    sector: frozenset[str] | None, employees: int, capital_yen: int | None, expected: SizeClass
) -> None:
    assert size_class(sector=sector, employees=employees, capital_yen=capital_yen) is expected


@given(sectors, headcounts, capitals)
def test_size_class_with_all_figures_is_never_unknown(sector: SizeSector, employees: int, capital_yen: int) -> None:
    assert size_class(sector=sector, employees=employees, capital_yen=capital_yen) is not UNKNOWN


@given(sectors, headcounts, headcounts, capitals)
def test_size_class_never_shrinks_with_more_employees(
    sector: SizeSector, one: int, other: int, capital_yen: int
) -> None:
    fewer, more = sorted((one, other))
    smaller, larger = (size_class(sector=sector, employees=n, capital_yen=capital_yen) for n in (fewer, more))
    assert smaller.order <= larger.order


@given(st.sets(sectors), headcounts | st.none(), capitals | st.none())
def test_possible_size_classes_are_what_trying_every_figure_finds(
    candidates: set[SizeSector], employees: int | None, capital_yen: int | None
) -> None:
    all_employees = {limit + step for _, small, sme, _ in LAW for limit in (small, sme, 2_000) for step in (0, 1)}
    all_capitals = {limit + step for *_, limit in LAW for step in (0, 1)}
    tried = product(
        candidates or SizeSector,
        all_employees if employees is None else {employees},
        all_capitals if capital_yen is None else {capital_yen},
    )
    oracle = {SIZE_LIMITS[sector].size_class(headcount, capital) for sector, headcount, capital in tried}
    assert possible_size_classes(sector=candidates, employees=employees, capital_yen=capital_yen) == oracle


@pytest.mark.parametrize(("employees", "capital_yen"), [(-1, None), (None, -1)])
def test_size_class_negative_figure_raises(employees: int | None, capital_yen: int | None) -> None:
    with pytest.raises(ValueError, match="negative"):
        size_class(sector=None, employees=employees, capital_yen=capital_yen)


def test_size_class_unknown_sector_raises() -> None:
    with pytest.raises(ValueError, match="farming"):
        size_class(sector="farming", employees=1, capital_yen=1)


def test_size_classes_are_the_frozen_slugs_in_order() -> None:
    assert [str(size) for size in SizeClass] == ["small", "sme", "mid-size", "large", "unknown"]
    assert [size.order for size in SizeClass] == [0, 1, 2, 3, 4]


def test_size_classes_japanese_names() -> None:
    labels = [size.label() for size in SizeClass]
    assert labels == ["小規模事業者", "中小企業", "中堅企業", "中堅企業を超える企業", "不明"]


@pytest.mark.parametrize(
    ("sales_yen", "core"),
    [(499_999_999, False), (500_000_000, True), (5_000_000_000, True), (5_000_000_001, False), (None, False)],
)
def test_is_regional_core_bounds(sales_yen: int | None, core: bool) -> None:
    assert is_regional_core(sales_yen) is core
