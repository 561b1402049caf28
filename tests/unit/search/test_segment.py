from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.text.normalise import is_kana, repair, to_hiragana
from search.text.segment import LONGEST_WORD, Segmented, nouns, segment, sound_of, words

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


def test_numeral_kept_as_written_does_not_change_how_its_twin_is_read():
    before = words("ii")
    assert words("第Ⅱ期")[1] == "ii"
    assert words("ii") == before


def test_word_longer_than_any_word_is_left_out():
    assert words(f"社長 {'A' * (LONGEST_WORD + 1)} 利益") == ["社長", "利益"]


@given(
    st.lists(
        st.sampled_from(["埼玉県", "付いてこない。Nobody follows", "", "Ａ社", "M&A", "よろず支援拠点"]), max_size=8
    )
)
def test_list_is_segmented_name_by_name(names):
    text = "\n".join(names)
    found = Segmented.of_list(text)
    assert list(found.words) == [word for name in names for word in words(name)]
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert all("\n" not in text[start:end] for start, end in zip(found.starts, found.ends, strict=True))


@given(st.text(max_size=200))
def test_words_of_a_line_are_as_many_as_their_places(text):
    found = Segmented.of(text)
    assert len(found.words) == len(found.starts) == len(found.ends)
    assert {pair.split("|", 1)[1] for pair in found.spoken.split()} == set(found.words)


def test_no_false_substring():
    assert "京都" not in words("東京都")


@given(st.text(max_size=300))
@example("A㎟")
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


@pytest.mark.parametrize(
    ("text", "expected"), [("117名", ["117", "人"]), ("３名と名刺", ["3", "人", "名刺"]), ("名", ["名"])]
)
def test_people_are_counted_alike_behind_a_number(text, expected):
    assert words(text) == expected
    assert [text[token.start : token.end] for token in segment(text)][-1] in text


def test_name_sounds_as_it_is_read():
    assert sound_of("販路開拓") == "はんろかいたく"


def test_nouns_are_told_as_they_are_written():
    assert ("メーカ", "メーカー") in nouns("大手メーカーの話")
    assert ("iot", "IoT") in nouns("ＩＴとIoTを入れる")


@pytest.mark.parametrize("noise", ["話を聞き、繰り返す", "薄い", "最近", "三件", "田中さん", "埼玉", "その"])
def test_what_names_no_matter_is_no_noun(noise):
    assert not {written for _word, written in nouns(noise)} - {"話"}


@given(st.text())
@example("ＩＴとIoT、メーカー")
def test_nouns_stand_in_the_text(text):
    repaired = repair(text)
    assert all(written in repaired for _word, written in nouns(text))
