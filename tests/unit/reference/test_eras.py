import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.eras import ERAS, Era, NotAYear, format_year_ja, parse_year

years = st.integers(1868, 2100)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022", 2022),
        ("２０２２年", 2022),
        ("2022年度", 2022),
        ("2022.0", 2022),
        ("西暦2022年", 2022),
        ("FY2022", 2022),
        ("令和4年", 2022),
        ("令和４年度", 2022),
        ("令和 4 年度", 2022),
        ("令和四年", 2022),
        ("㋿4年", 2022),
        ("令4", 2022),
        ("R4", 2022),
        ("r04", 2022),
        ("Ｒ４年度", 2022),
        ("R.4", 2022),
        ("令和元年", 2019),
        ("R元", 2019),
        ("R1", 2019),
        ("平成30年", 2018),
        ("平成三十年", 2018),
        ("H30", 2018),
        ("平成31年", 2019),
        ("昭和60年", 1985),
        ("昭和六十四年", 1989),
        ("大正15年", 1926),
        ("明治元年", 1868),
        ("2022年（令和4年）", 2022),
        ("令和4年 (2022)", 2022),
    ],
)
def test_parse_year_ways_of_writing(text: str, year: int) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "年",
        "22",
        "4年",
        "昨年",
        "20222",
        "1867",
        "2101",
        "令和0年",
        "令和",
        "R",
        "平成32年",
        "昭和65年",
        "R83",
        "X4",
        "2022年3月",
        "2022-2023",
        "令和十十年",
        "2022年（令和5年）",
        "2022年（春）",
        "（令和4年）",
    ],
)
def test_parse_year_not_a_year(text: str) -> None:
    with pytest.raises(NotAYear) as raised:
        parse_year(text)
    assert raised.value.text == text


@given(years)
def test_format_year_ja_reads_back(year: int) -> None:
    assert parse_year(format_year_ja(year)) == year


@given(st.sampled_from(ERAS), years)
def test_parse_year_every_year_of_every_era(era: Era, year: int) -> None:
    count = year - era.first_year + 1
    if era.first_year <= year <= era.last_year and count <= 99:
        assert parse_year(f"{era.name_ja}{count}年") == parse_year(f"{era.initial}{count}") == year


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2022, "2022年（令和4年）"),
        (2019, "2019年（令和元年）"),
        (2018, "2018年（平成30年）"),
        (1989, "1989年（平成元年）"),
        (1985, "1985年（昭和60年）"),
        (1868, "1868年（明治元年）"),
    ],
)
def test_format_year_ja_with_its_era(year: int, written: str) -> None:
    assert format_year_ja(year) == written


@pytest.mark.parametrize("year", [1867, 2101])
def test_format_year_ja_out_of_range_raises(year: int) -> None:
    with pytest.raises(NotAYear):
        format_year_ja(year)
