from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.numbers import (
    NotANumber,
    format_yen_en,
    format_yen_ja,
    parse_decimal,
    parse_integer,
    parse_yen,
)

whole_numbers = st.integers(-(10**16) + 1, 10**16 - 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("117", 117),
        (" １１７名 ", 117),
        ("約120人", 120),
        ("120人程度", 120),
        ("100余名", 100),
        ("120 employees", 120),
        ("1,234人", 1_234),
        ("１，２３４，５６７", 1_234_567),
        ("117.0", 117),
        ("十", 10),
        ("百二十", 120),
        ("一二〇", 120),
        ("二千五百人", 2_500),
        ("弐拾", 20),
        ("1万2千", 12_000),
        ("-5", -5),
        ("▲5", -5),
        ("+5", 5),
        ("0", 0),
    ],
)
def test_parse_integer_ways_of_writing(text: str, number: int) -> None:
    assert parse_integer(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "不明",
        "名",
        "10〜20人",
        "10-20",
        "100人以上",
        "20名未満",
        "10 20",
        "1,1",
        "1234,567",
        "12,34,567",
        "117.5人",
        "1.2.3",
        "12%",
        "--5",
        "百千",
        "十十",
        "2百300",
        "1e5",
        "1_000",
        "٣",
        "9" * 17,
        "9" * 100,
    ],
)
def test_parse_integer_not_a_number(text: str) -> None:
    with pytest.raises(NotANumber) as raised:
        parse_integer(text)
    assert raised.value.text == text


@given(whole_numbers)
def test_parse_integer_any_number_with_commas(number: int) -> None:
    assert parse_integer(f"{number:,}名") == number


@given(st.text(alphabet="0123456789,.億万千百十一二円約- "))
def test_parse_yen_any_text_gives_a_sum_or_says_not_a_number(text: str) -> None:
    try:
        assert abs(parse_yen(text)) < 10**16
    except NotANumber as refusal:
        assert refusal.text == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.5％", "12.5"), ("▲0.3ポイント", "-0.3"), ("1.5倍", "1.5"), ("約3.25", "3.25"), ("1.5億", "150000000")],
)
def test_parse_decimal_is_exact(text: str, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_parse_decimal_any_figure(number: Decimal) -> None:
    assert parse_decimal(f"{number:f}") == number


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("1,100万円", 11_000_000),
        ("1100万", 11_000_000),
        ("3億円", 300_000_000),
        ("1億2,000万円", 120_000_000),
        ("1億 2000万 円", 120_000_000),
        ("1.5億", 150_000_000),
        ("15億円", 1_500_000_000),
        ("百万円", 1_000_000),
        ("1,300百万円", 1_300_000_000),
        ("12千円", 12_000),
        ("五千万円", 50_000_000),
        ("２千５百万円", 25_000_000),
        ("一億二千万円", 120_000_000),
        ("1兆5,000億円", 1_500_000_000_000),
        ("約3億円強", 300_000_000),
        ("▲1,100万円", -11_000_000),
        ("￥300,000,000", 300_000_000),
        ("¥-500", -500),
        ("-¥500", -500),
        ("¥11 million", 11_000_000),
        ("JPY 1.5 billion", 1_500_000_000),
        ("300000000.0", 300_000_000),
        ("0万円", 0),
    ],
)
def test_parse_yen_ways_of_writing(text: str, yen: int) -> None:
    assert parse_yen(text) == yen


@pytest.mark.parametrize(
    "text",
    [
        "万円",
        "億",
        "円",
        "非公開",
        "3億ドル",
        "1億20000万円",
        "2万3億円",
        "億万",
        "1万億",
        "1.00001円",
        "-¥-5",
        "3億人",
        "1,100(百万円)",
        "1億〜2億円",
        "10000兆円",
        "3億円以上",
    ],
)
def test_parse_yen_not_a_number(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_yen(text)


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (0, "0円", "¥0"),
        (500, "500円", "¥500"),
        (11_000_000, "1,100万円", "¥11 million"),
        (120_000_000, "1億2,000万円", "¥120 million"),
        (1_500_000_000, "15億円", "¥1.5 billion"),
        (11_234_567, "1,123万4,567円", "¥11,234,567"),
        (-50_000_000, "-5,000万円", "-¥50 million"),
        (2_000_000_000_000, "2兆円", "¥2 trillion"),
        (100_000_050, "1億50円", "¥100,000,050"),
    ],
)
def test_format_yen_in_both_languages(yen: int, ja: str, en: str) -> None:
    assert (format_yen_ja(yen), format_yen_en(yen)) == (ja, en)


@given(whole_numbers)
def test_format_yen_ja_reads_back(yen: int) -> None:
    assert parse_yen(format_yen_ja(yen)) == yen


@given(whole_numbers | st.integers(-(10**6), 10**6).map(lambda count: count * 10**7))
def test_format_yen_en_reads_back(yen: int) -> None:
    assert parse_yen(format_yen_en(yen)) == yen
