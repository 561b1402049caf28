from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.prefectures import BUREAUS, PREFECTURES, bureau_of, nearness, neighbours

BLOCKS = {
    "hokkaido": "北海道",
    "tohoku": "青森 岩手 宮城 秋田 山形 福島",
    "kanto": "茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 山梨 長野 静岡",
    "chubu": "富山 石川 岐阜 愛知 三重",
    "kinki": "福井 滋賀 京都 大阪 兵庫 奈良 和歌山",
    "chugoku": "鳥取 島根 岡山 広島 山口",
    "shikoku": "徳島 香川 愛媛 高知",
    "kyushu": "福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島",
    "okinawa": "沖縄",
}
slugs = st.sampled_from(sorted(PREFECTURES))


def test_prefectures_are_47_in_jis_order() -> None:
    assert [prefecture.code for prefecture in PREFECTURES.values()] == [f"{code:02}" for code in range(1, 48)]


def test_prefectures_names_and_readings_differ() -> None:
    for names in ("slug", "name_ja", "short_ja", "kana", "name_en"):
        assert len({getattr(prefecture, names) for prefecture in PREFECTURES.values()}) == 47


def test_prefectures_end_in_their_kind() -> None:
    kinds = Counter(prefecture.name_ja[-1] for prefecture in PREFECTURES.values())
    assert kinds == {"県": 43, "府": 2, "都": 1, "道": 1}


def test_prefecture_one_in_full() -> None:
    saitama = PREFECTURES["saitama"]
    assert (saitama.code, saitama.name_ja, saitama.short_ja, saitama.kana) == ("11", "埼玉県", "埼玉", "さいたま")
    assert (saitama.label("ja"), saitama.label("en"), saitama.bureau) == ("埼玉県", "Saitama", "kanto")


def test_prefecture_hokkaido_keeps_its_last_character() -> None:
    assert PREFECTURES["hokkaido"].short_ja == "北海道"


def test_bureaus_are_nine_from_north_to_south() -> None:
    assert list(BUREAUS) == list(BLOCKS)


def test_bureaus_hold_every_prefecture_once_as_in_the_domain() -> None:
    blocks = {slug: [p.short_ja for p in PREFECTURES.values() if p.bureau == slug] for slug in BUREAUS}
    assert blocks == {slug: names.split() for slug, names in BLOCKS.items()}


def test_bureau_office_of_okinawa_is_not_a_bureau_of_the_ministry() -> None:
    assert BUREAUS["kanto"].office_ja == "関東経済産業局"
    assert BUREAUS["okinawa"].office_ja == "沖縄総合事務局経済産業部"


def test_bureau_of_fukui_is_kinki() -> None:
    assert bureau_of("fukui") is BUREAUS["kinki"]


@pytest.mark.parametrize(
    ("slug", "around"),
    [
        ("saitama", "ibaraki tochigi gunma chiba tokyo yamanashi nagano"),
        ("nagano", "gunma saitama niigata toyama yamanashi gifu shizuoka aichi"),
        ("hokkaido", "aomori"),
        ("nagasaki", "saga"),
        ("okinawa", "kagoshima"),
        ("kagawa", "tokushima ehime okayama"),
        ("yamaguchi", "shimane hiroshima fukuoka"),
        ("mie", "aichi gifu shiga kyoto nara wakayama"),
    ],
)
def test_neighbours_of_some_prefectures(slug: str, around: str) -> None:
    assert neighbours(slug) == frozenset(around.split())


def test_neighbours_join_all_of_japan() -> None:
    reached, frontier = set[str](), {"hokkaido"}
    while frontier:
        reached |= frontier
        frontier = {other for slug in frontier for other in neighbours(slug)} - reached
    assert reached == set(PREFECTURES)


@given(slugs, slugs)
def test_neighbours_are_mutual_and_never_oneself(a: str, b: str) -> None:
    assert (a in neighbours(b)) == (b in neighbours(a))
    assert a not in neighbours(a)


@given(slugs, slugs)
def test_nearness_is_symmetric_and_zero_only_at_home(a: str, b: str) -> None:
    assert nearness(a, b) == nearness(b, a)
    assert (nearness(a, b) == 0) == (a == b)


@pytest.mark.parametrize(
    ("a", "b", "steps"),
    [
        ("saitama", "saitama", 0),
        ("saitama", "tokyo", 1),
        ("saitama", "niigata", 1),  # the same bureau, no common border
        ("fukushima", "ibaraki", 2),
        ("yamaguchi", "fukuoka", 2),  # through the tunnel
        ("saitama", "osaka", 3),
    ],
)
def test_nearness_steps(a: str, b: str, steps: int) -> None:
    assert nearness(a, b) == steps


@pytest.mark.parametrize("ask", [neighbours, bureau_of, lambda slug: nearness("tokyo", slug)])
def test_unknown_prefecture_raises(ask: Callable[[str], object]) -> None:
    with pytest.raises(KeyError):
        ask("edo")
