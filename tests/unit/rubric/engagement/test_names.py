"""Whether two companies are the same one, by their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.engagement.domain.names import comparable, names_alike

SAME = [
    ("株式会社青葉製作所", "青葉製作所㈱"),
    ("(株) 青葉製作所", "青葉製作所"),
    ("有限会社ヤマト食品", "やまと食品（有）"),
    ("山田ﾃｯｸ", "株式会社 山田テック"),
    ("髙橋商店", "高橋商店"),
    ("ＡＢＣ工業", "abc工業"),
    ("港・水産", "港水産"),
    ("みなとマリンサービス", "みなとマリーンサービス"),
]
NEARLY = [
    ("青葉製作所", "青葉製作場"),
    ("青葉製作所", "青葉製作所ホールディングス"),
    ("みなとマリンサービス", "みなとマリンサーピス"),
]
OTHERS = [
    ("青葉製作所", "若葉製菓所"),
    ("山田商店", "田中商店"),
    ("港", "港水産"),
    ("", "青葉製作所"),
    ("株式会社", "有限会社"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_name_written_differently_is_the_same(one, other):
    assert comparable(one) == comparable(other)
    assert names_alike(comparable(one), comparable(other))


@pytest.mark.parametrize(("one", "other"), NEARLY)
def test_nearly_the_same_name_is_shown(one, other):
    assert comparable(one) != comparable(other)
    assert names_alike(comparable(one), comparable(other))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_name_is_not_shown(one, other):
    assert not names_alike(comparable(one), comparable(other))


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_mutual_and_a_comparable_name_stays_as_it_is(one, other):
    first, second = comparable(one), comparable(other)
    assert names_alike(first, second) == names_alike(second, first)
    assert names_alike(first, first) == bool(first)
    assert comparable(first) == comparable(comparable(first))
