from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.company_size import SizeSector
from platform_site.reference.industries import INDUSTRIES, possible_sectors, related, size_sector

letters = st.sampled_from("ABCDEFGHIJKLMNOPQRST")


def test_industries_are_the_divisions_a_to_t() -> None:
    assert "".join(INDUSTRIES) == "ABCDEFGHIJKLMNOPQRST"


def test_industry_official_names() -> None:
    assert INDUSTRIES["A"].label() == "農業、林業"
    assert INDUSTRIES["H"].label("en") == "Transport and Postal Services"
    assert INDUSTRIES["R"].name_ja == "サービス業（他に分類されないもの）"


@given(letters, letters)
def test_related_is_mutual_and_never_oneself(a: str, b: str) -> None:
    assert (a in related(b)) == (b in related(a))
    assert a not in related(a)


@pytest.mark.parametrize(("letter", "others"), [("E", "CD"), ("I", "HMN"), ("S", ""), ("T", "")])
def test_related_of_some_divisions(letter: str, others: str) -> None:
    assert related(letter) == frozenset(others)


@pytest.mark.parametrize(
    ("letters", "sector"), [("ABCDEFHJS", SizeSector.MANUFACTURING), ("LNOPQR", SizeSector.SERVICES), ("GIKMT", None)]
)
def test_size_sector_without_description(letters: str, sector: SizeSector | None) -> None:
    assert {size_sector(letter) for letter in letters} == {sector}


@pytest.mark.parametrize(
    ("letter", "detail", "sector"),
    [
        ("I", "食品卸", "wholesale"),
        ("I", "繊維問屋", "wholesale"),
        ("I", "Wholesale of tools", "wholesale"),
        ("I", "家電の販売店", "retail"),
        ("I", "食料品小売", "retail"),
        ("I", "山田商店", "retail"),
        ("I", "販売", None),
        ("I", "食品の卸売・小売", None),
        ("G", "ソフトウェア開発", "services"),
        ("G", "地方新聞", "manufacturing"),
        ("K", "不動産賃貸", "manufacturing"),
        ("K", "建機レンタル", "services"),
        ("K", "駐車場の経営", "services"),
        ("M", "温泉旅館", "services"),
        ("M", "居酒屋", "retail"),
        ("M", "ホテルとレストラン", None),
        ("N", "美容室", "services"),
        ("N", "旅行代理店", "manufacturing"),
        ("E", "食品の製造卸", "manufacturing"),
        ("T", "不明", None),
    ],
)
def test_size_sector_by_description(letter: str, detail: str, sector: str | None) -> None:
    assert size_sector(letter, detail) == sector


def test_possible_sectors_official_name_as_description_settles_nothing() -> None:
    for letter, industry in INDUSTRIES.items():
        assert possible_sectors(letter, industry.name_ja) == possible_sectors(letter)
        assert possible_sectors(letter, industry.name_en) == possible_sectors(letter)


def test_possible_sectors_of_a_split_division() -> None:
    assert possible_sectors("I") == {"wholesale", "retail"}
    assert possible_sectors("M") == {"retail", "services"}
    assert possible_sectors("T") == frozenset(SizeSector)


@given(letters, st.text(alphabet="卸小売旅館リース通信放送不動産 a"))
def test_possible_sectors_never_empty_and_inside_what_the_division_allows(letter: str, detail: str) -> None:
    assert possible_sectors(letter, detail)
    assert possible_sectors(letter, detail) <= possible_sectors(letter)


@pytest.mark.parametrize("ask", [related, possible_sectors, size_sector])
def test_unknown_division_raises(ask: Callable[[str], object]) -> None:
    with pytest.raises(KeyError):
        ask("U")
