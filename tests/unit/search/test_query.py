import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST_QUERY, MOST_TERMS, parse, split_fields


def words_of(query):
    return [[term.words for term in group] for group in query.required]


def test_blank_separated_terms_are_all_required():
    assert words_of(parse("事業承継　町工場")) == [[("事業", "承継")], [("町", "工場")]]


def test_quoted_words_are_a_phrase():
    (group,) = parse('"事業 承継"').required
    assert group[0].is_phrase
    assert group[0].words == ("事業", "承継")


@pytest.mark.parametrize("text", ["後継者 OR 跡継ぎ", "後継者 または 跡継ぎ"])
def test_either_of_two(text):
    query = parse(text)
    assert len(query.required) == 1
    assert len(query.required[0]) == 2


def test_minus_excludes():
    query = parse("販路 -海外")
    assert words_of(query) == [[("販路",)]]
    assert [term.words for term in query.excluded] == [("海外",)]


def test_hyphen_inside_a_term_does_not_exclude():
    assert not parse("AI-OCR").excluded


def test_sentence_is_read_as_a_question():
    (group,) = parse("先代が会長に残って社長が何も決められない会社").required
    assert group[0].is_question


def test_kana_term_keeps_its_reading():
    (group,) = parse("ﾊﾝﾛｶｲﾀｸ").required
    assert group[0].reading == "はんろかいたく"


@pytest.mark.parametrize("text", ['"', "OR", "または", "-", "😀", "、。", " ", "\x00\x01", "'; DROP TABLE cases; --"])
def test_odd_input_is_no_error(text):
    parse(text)


@given(st.text(max_size=1_000))
def test_any_text_gives_a_bounded_query(text):
    query = parse(text)
    assert len(query.required) <= MOST_TERMS
    assert sum(len(word) for sequence in query.sought() for word in sequence) <= 4 * LONGEST_QUERY


def test_what_is_marked_is_the_term_as_typed_or_its_words():
    query = parse("事業承継 町")
    assert query.sought() == {("事業", "承継"), ("町",)}
    assert query.sought(as_typed=False) == {("事業",), ("承継",), ("町",)}


FIELDS = {"地域": "region", "region": "region", "業種": "industry"}


@pytest.mark.parametrize("text", ["地域:東北 町工場", "地域：東北 町工場", "町工場 REGION:東北", '町工場 地域:"東北"'])
def test_name_of_a_field_asks_for_its_value(text):
    assert split_fields(text, FIELDS) == ("町工場", {"region": ("東北",)}, {})
    assert words_of(parse(text, fields=FIELDS)) == [[("町", "工場")]]


def test_field_may_be_left_out():
    text = "町工場 -地域:東北"
    assert split_fields(text, FIELDS) == (text, {}, {"region": ("東北",)})
    assert words_of(parse(text, fields=FIELDS)) == [[("町", "工場")]]


@pytest.mark.parametrize("text", ["10:30 朝礼", "https://example.org/朝礼", "目標:朝礼"])
def test_colon_after_another_word_is_no_field(text):
    assert split_fields(text, FIELDS) == (text, {}, {})
    query = parse(text, fields=FIELDS)
    assert ("朝礼",) in {term.words for term in query.terms} | {term.words[-1:] for term in query.terms}


def test_and_is_what_blanks_mean_already():
    assert words_of(parse("販路 AND 海外")) == words_of(parse("販路 海外"))
