from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.normalise import is_kana, repair, to_hiragana
from search.text.segment import segment, words

SAME_WORD = [
    ("取組み", "取り組み"),
    ("サーバー", "サーバ"),
    ("ＤＸ", "DX"),
    ("ﾃﾞｼﾞﾀﾙ", "デジタル"),
    ("M&A", "Ｍ＆Ａ"),
    ("サ-バー", "サーバー"),
]


@pytest.mark.parametrize(("one", "other"), SAME_WORD)
def test_spellings_of_a_word_are_one(one, other):
    assert words(one) == words(other)


def test_short_units_find_a_word_inside_a_longer_one():
    assert "コロナ" in words("新型コロナウイルス感染症")


def test_latin_terms_stay_whole():
    assert words("5S活動とIoT、M&AやISO9001") == ["5s", "活動", "iot", "m&a", "iso9001"]


def test_two_latin_terms_that_the_dictionary_has_as_one_word_are_both_kept():
    assert words("New Yorkの店") == ["new", "york", "店"]


def test_short_kana_in_brackets_is_kept():
    assert "ビジョン" in words("将来（ビジョン）を語る")


def test_word_merged_too_far_is_kept_as_written():
    assert words("よろず支援拠点")[0] == "よろず"


def test_no_false_substring():
    assert "京都" not in words("東京都")


@given(st.text(max_size=300))
def test_tokens_point_at_the_text_in_order_whatever_it_is(text):
    position = 0
    for token in segment(text):
        assert position <= token.start < token.end <= len(text)
        position = token.end


@given(st.text(max_size=200))
def test_repair_keeps_every_place(text):
    assert len(repair(text)) == len(text)


def test_long_document_does_no_harm():
    text = "社長が決められない。" * 12_000
    tokens = segment(text)
    assert len(text) > 100_000
    assert {token.word for token in tokens} >= {"社長", "決める"}
    assert tokens[-1].end <= len(text)


def test_text_without_any_boundary_is_cut_all_the_same():
    assert segment("あ" * 60_000)


def test_tokenizers_are_safe_between_threads():
    text = "先代が会長として残り、社長が決められない町工場の事業承継"
    expected = words(text)
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(words, [text] * 400))


def test_hiragana_from_any_kana():
    assert to_hiragana("ﾊﾝﾛカイタク") == "はんろかいたく"


def test_kana_is_recognised_in_both_widths():
    assert is_kana("はんろ ｶｲﾀｸ")
    assert not is_kana("販路かいたく")
