"""What of a question is counted, and what is never kept."""

import pytest

from casebook.insight.models import Kind
from casebook.insight.questions import looks_personal, question_of, words_of
from casebook.library.criteria import Criteria


@pytest.mark.parametrize(
    "text",
    [
        "taro@example.jp",
        "ｔａｒｏ＠example.jp",
        "090-1234-5678",
        "０９０ー１２３４ー５６７８",
        "(03) 1234 5678",
        "1234567",
        "法人番号 1234567890123",
        "https://example.org/taro",
        "山田 03-1234-5678 相談",
    ],
)
def test_what_points_at_a_person_is_noticed(text):
    assert looks_personal(text)
    assert words_of(text) == ""


@pytest.mark.parametrize("text", ["事業承継", "2024年問題", "売上 50000 円", "5S", "ISO9001", "従業員10人 20社", "M&A"])
def test_what_is_asked_of_the_library_is_kept(text):
    assert not looks_personal(text)
    assert words_of(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("後継者 事業承継", "事業承継　後継者"), ("ＩｏＴ", "iot"), ("ｺｽﾄ", "コスト"), ("承継 承継", "承継")],
)
def test_order_width_and_case_make_no_other_question(one, other):
    assert words_of(one) == words_of(other)


def test_long_question_and_mere_signs_are_not_kept():
    assert words_of("あ" * 61) == ""
    assert words_of("？！🙂") == ""


def test_filters_count_where_they_alone_decide():
    filters = {"size": ("small",), "barrier": ("no-follow", "cannot-see")}
    assert question_of(Criteria(filters=filters)) == (
        Kind.FILTERS,
        "size=small&barrier=cannot-see&barrier=no-follow",
    )
    assert question_of(Criteria(q="承継", filters=filters)) == (Kind.WORDS, "承継")
    assert question_of(Criteria(filters={"tag": ("090-1234-5678",)})) is None
    assert question_of(Criteria()) is None
