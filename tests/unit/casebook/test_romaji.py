"""Hiragana in Latin letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.cases.romaji import romaji


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("さいたま", "saitama"),
        ("しちつふじ", "shichitsufuji"),
        ("きゃしゅちょじゃ", "kyashuchoja"),
        ("うんゆ", "unyu"),
        ("とうきょう", "tokyo"),
        ("おおさか", "osaka"),
        ("ゆうびん", "yubin"),
        ("にいがた", "niigata"),
        ("めっき", "mekki"),
        ("まっちゃ", "matcha"),
        ("ふぁっしょん", "fasshon"),
        ("てぃーしゃつ", "tishatsu"),
        ("うぃすきー", "wisuki"),
        ("ゔぃんてーじ", "vinteji"),
        ("ちぇーん", "chen"),
        ("あっ", "a"),
    ],
)
def test_reading_is_written_in_hepburn(kana, latin):
    assert romaji(kana) == latin


@pytest.mark.parametrize("text", ["", "龗", "カナ", "a社", "ー", "っ", "さいたま市"])
def test_what_is_no_reading_gives_nothing(text):
    assert romaji(text) == ""


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096) | st.just("ー")))
def test_any_kana_gives_small_letters_or_nothing(kana):
    assert re.fullmatch("[a-z]*", romaji(kana))
