from hypothesis import given
from hypothesis import strategies as st

from search.lexicon import Lexicon, lexicon_of

LEXICON = lexicon_of(
    [
        ("はんろ", "販路", 9),
        ("かいたく", "開拓", 8),
        ("じぎょう", "事業", 20),
        ("しょうけい", "承継", 12),
        ("しょうけい", "小計", 1),
        ("しょうかい", "紹介", 4),
        ("はん", "班", 2),
        ("ろ", "炉", 1),
    ],
    documents=30,
)


def test_kana_is_cut_into_the_fewest_readings():
    assert LEXICON.split("はんろかいたく") == ("はんろ", "かいたく")


def test_kana_that_the_index_has_no_reading_for_is_not_cut():
    assert LEXICON.split("はんろかいたくx") == ()
    assert LEXICON.spellings("ぬぬ") == ()


def test_words_that_sound_alike_come_by_how_many_documents_hold_them():
    assert LEXICON.spellings("しょうけい") == (("承継",), ("小計",))


def test_mistaken_word_is_heard_before_it_is_guessed():
    meant = list(LEXICON.mistaken("じぎょうしょうかい"))
    assert meant[0] == ("事業", "紹介")
    assert ("事業", "承継") in meant


def test_short_reading_has_no_neighbours():
    assert list(LEXICON.neighbours("ろ")) == []


def test_word_read_in_two_ways_counts_once():
    lexicon = lexicon_of([("あす", "明日", 3), ("あした", "明日", 5)], documents=9)
    assert lexicon.frequency == {"明日": 5}


@given(st.lists(st.sampled_from(sorted(LEXICON.spoken)), min_size=1, max_size=5))
def test_what_is_made_of_readings_can_be_cut_again(readings):
    pieces = LEXICON.split("".join(readings))
    assert "".join(pieces) == "".join(readings)
    assert len(pieces) <= len(readings)


@given(st.text(max_size=40))
def test_any_text_is_heard_without_harm(text):
    for words in (*LEXICON.spellings(text), *LEXICON.mistaken(text)):
        assert set(words) <= set(LEXICON.frequency)


def test_empty_lexicon_proposes_nothing():
    assert list(Lexicon({}).mistaken("じぎょう")) == []
