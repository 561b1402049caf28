"""What is proposed from a hearing memo."""

import logging
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.similarity.domain.memo import FIELDS, LONGEST, SEVERAL, MemoTooLong, Proposal, Proposals, read_memo
from casebook.similarity.domain.memo.words import word_lists

TODAY = date(2025, 10, 1)


def load(name):
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))


SENTENCES = [judged for group in load("memo_sentences.yaml").values() for judged in group.items()]
MEMOS = load("memo_texts.yaml")


@pytest.fixture(scope="module", autouse=True)
def loaded_word_lists():
    """So that no example of Hypothesis pays for loading them."""
    return word_lists()


def proposed(text):
    return {f"{proposal.field}={proposal.value}" for proposal in read_memo(text, today=TODAY)}


def values(text, field):
    return [proposal.value for proposal in read_memo(text, today=TODAY).of(field)]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence_proposes_what_it_says_and_nothing_besides(sentence, expected):
    assert proposed(sentence) == set(expected.split())


@pytest.mark.parametrize("memo", MEMOS, ids=lambda memo: memo["about"])
def test_whole_memo_proposes_what_a_careful_reader_would(memo):
    assert proposed(memo["memo"]) == set(memo["proposed"].split()) - set(memo.get("missed", "").split())


def test_barriers_are_rarely_wrong_and_mostly_found():
    hits = Counter()
    for text, expected in [*SENTENCES, *((memo["memo"], memo["proposed"]) for memo in MEMOS)]:
        found = {one for one in proposed(text) if one.startswith("barrier=")}
        wanted = {one for one in expected.split() if one.startswith("barrier=")}
        hits.update(right=len(found & wanted), wrong=len(found - wanted), missed=len(wanted - found))
    assert hits["right"] >= 100
    assert hits["right"] / (hits["right"] + hits["wrong"]) >= 0.9
    assert hits["right"] / (hits["right"] + hits["missed"]) >= 0.9


@pytest.mark.parametrize(
    ("said", "denied", "field"),
    [
        ("後継者はいない。", "後継者はいないわけではない。", "situation"),
        ("人手が足りない。", "人手は足りている。", "barrier"),
        ("社員が動かない。", "社員はよく動く。", "barrier"),
        ("赤字が続いている。", "赤字ではない。", "situation"),
        ("社長は創業者。", "社長は創業者ではない。", "owner_origin"),
        ("原価が分からない。", "取引先は原価が分からない。", "barrier"),
        ("原価が分からない。", "以前支援した会社では原価が分からないという。", "barrier"),
        ("原価が分からない。", "原価が分からないのですか？", "barrier"),
        ("どんぶり勘定だ。", "以前はどんぶり勘定だった。", "barrier"),
        ("黒字だ。", "黒字を目指す。", "situation"),
        ("本社は埼玉県。", "取引先は埼玉県。", "prefecture"),
        ("従業員は12名。", "昔は従業員12名。", "employees"),
        ("年商は3億円。", "5年後に年商3億円を目指す。", "sales_yen"),
    ],
)
def test_denied_others_asked_past_and_planned_count_for_nothing(said, denied, field):
    assert values(said, field)
    assert not values(denied, field)


def test_proposal_carries_the_words_it_rests_on():
    text = "訪問メモ。\r\n　従業員：　１２名。"
    (proposal,) = read_memo(text)
    assert (proposal.field, proposal.value, proposal.words) == ("employees", 12, "従業員：　１２名")
    assert text[proposal.start : proposal.end] == proposal.words


def test_half_width_kana_and_broken_lines_keep_their_place():
    text = "ﾄﾞﾝﾌﾞﾘ勘\n定でやってきた。"
    (proposal,) = read_memo(text)
    assert proposal.value == "cannot-see"
    assert proposal.words == "ﾄﾞﾝﾌﾞﾘ勘\n定"


def test_proposals_stand_in_the_order_of_the_form_and_of_strength():
    found = read_memo(MEMOS[0]["memo"], today=TODAY).found
    assert found == tuple(sorted(found, key=lambda one: (FIELDS.index(one.field), -one.strength, one.start)))


def test_calendar_year_counts_only_where_today_is_known():
    assert values("平成27年に社長に就任。", "owner_years") == [10]
    assert not read_memo("平成27年に社長に就任。").of("owner_years")


def test_said_twice_in_different_words_is_surer():
    once, both = read_memo("勘と経験で決める。"), read_memo("勘と経験で決める。経理は税理士任せ。")
    assert both.of("barrier")[0].strength > once.of("barrier")[0].strength


def test_said_twice_in_the_same_words_is_no_surer():
    once, often = read_memo("ブラックボックスだ。"), read_memo("ブラックボックスだ。" * 5)
    assert once.found[0].strength == often.found[0].strength


def test_weak_word_says_something_only_beside_others():
    assert not read_memo("残業が多い。")
    assert values("残業が多い。予算が足りない。高齢化も進む。", "barrier") == ["lacks-knowhow"]


def test_two_headcounts_leave_the_choice_to_the_reader():
    (doubtful,) = read_memo("従業員は20名。\n従業員は30名。").of("employees")
    assert doubtful.value == 20
    assert not doubtful.is_strong


def test_contradicting_situations_are_never_proposed_together():
    assert values("5期連続の赤字。債務超過。黒字の月もある。", "situation") == ["loss"]


def test_second_industry_is_never_preselected():
    first, second = read_memo("農園と温泉旅館を営む。").of("industry")
    assert {first.value, second.value} == {"A", "M"}
    assert not second.is_strong


def test_initial_holds_the_strong_proposals_as_a_form_takes_them():
    read = read_memo("埼玉県川口市の町工場。従業員12名。後継者は未定。社員が動かない。経理は税理士任せ。")
    assert read.initial == {
        "prefecture": "saitama",
        "industry": "E",
        "employees": 12,
        "situation": ["no-successor"],
        "barrier": ["nobody-follows"],
    }
    assert values("経理は税理士任せ。", "barrier") == ["cannot-see"]


def test_proposals_of_a_field_that_is_never_proposed_are_refused():
    with pytest.raises(KeyError):
        read_memo("").of("turning_point")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\r\n\t　", "。。。", "・\n・\n", "か？", "1" * 50),
        *("👍🏽👨‍👩‍👧😀", "\x00\x07\x1b\x7f", "\ud800", "あ\udfffい", "\u202e\u200b\ufeff", "゛゜"),
    ],
)
def test_odd_text_proposes_nothing(text):
    assert not read_memo(text)
    assert read_memo(text) == Proposals()


@pytest.mark.parametrize("noise", ["\u200b", "\x00", "\ud800", "\u00ad", "\ufeff"])
def test_what_cannot_be_seen_does_not_part_a_word(noise):
    assert proposed(f"社員{noise}が動か{noise}ない。") == {"barrier=nobody-follows"}


@pytest.mark.parametrize("letter", "a1あ一社、。(「「…・\n \u3099\ufdfa😀")
def test_longest_memo_of_one_letter_proposes_nothing(letter):
    assert not read_memo(letter * LONGEST)


def test_memo_longer_than_the_longest_is_refused_with_its_length():
    with pytest.raises(MemoTooLong) as refused:
        read_memo("あ" * (LONGEST + 1))
    assert refused.value.length == LONGEST + 1
    assert "あ" not in str(refused.value)


def test_memo_is_neither_logged_nor_shown_by_repr(caplog):
    with caplog.at_level(logging.DEBUG):
        read = read_memo("社員が動かない。従業員12名。")
    assert not caplog.records
    assert "社員" not in repr(read)
    assert "動か" not in repr(read.found)


#: The judged sentences cut where kana begin and end: in random order they make sentences that nobody has thought of.
PIECES = sorted({piece for sentence, _expected in SENTENCES for piece in re.findall("[ぁ-ん]+|[^ぁ-ん]+", sentence)})
memos = st.text(max_size=200) | st.lists(st.sampled_from([*PIECES, "\r\n", "　"]), max_size=20).map("".join)


@given(memos)
def test_any_text_is_read_alike_twice_and_every_proposal_stands_in_it(text):
    read = read_memo(text, today=TODAY)
    assert read == read_memo(text, today=TODAY)
    for proposal in read:
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert text[proposal.start : proposal.end] == proposal.words


@given(memos)
def test_any_text_proposes_each_value_once_and_one_of_most_fields(text):
    read = read_memo(text, today=TODAY)
    assert len({(one.field, one.value) for one in read}) == len(read)
    assert all(0 < one.strength < 1 and one.field in FIELDS for one in read)
    assert all(len(read.of(field)) <= (2 if field == "industry" else 1) for field in set(FIELDS) - SEVERAL)


@given(memos)
def test_initial_holds_strong_proposals_only(text):
    read = read_memo(text, today=TODAY)
    for field, chosen in read.initial.items():
        strong = [one.value for one in read.of(field) if one.is_strong]
        assert chosen == (strong if field in SEVERAL else strong[0])


@given(memos)
def test_line_endings_change_nothing(text):
    plain = re.sub("\r\n?", "\n", text)
    assert proposed(plain) == proposed(plain.replace("\n", "\r\n"))


def test_proposal_is_strong_from_the_threshold_on():
    assert Proposal("employees", 12, "12名", 0, 3, 0.7).is_strong
    assert not Proposal("employees", 12, "12名", 0, 3, 0.69).is_strong
