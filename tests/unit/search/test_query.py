import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST_QUERY, MOST_TERMS, parse


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
