"""How much two texts say in the same words."""

from hypothesis import given
from hypothesis import strategies as st

from casebook.similarity.domain.wording import MOST_NAMED, MOST_TELLING, NO_TEXT, SAID_BY_ALL, shared, telling

FREQUENCY = {"会長": 2, "職人": 5, "社長": 90, "利益": 40}
words = st.lists(st.sampled_from(["会長", "職人", "社長", "利益", "無い言葉"]), max_size=30)
NOTHING: dict[str, str] = {}


def test_rare_words_tell_more_than_common_ones():
    told = telling(["社長", "会長"], FREQUENCY, 100)
    assert told["会長"] > told["社長"]


def test_word_said_again_tells_more():
    assert telling(["職人"] * 3, FREQUENCY, 100)["職人"] > telling(["職人"], FREQUENCY, 100)["職人"]


def test_word_that_no_document_holds_is_left_out():
    assert telling(["無い言葉"], FREQUENCY, 100) == {}
    assert shared({}, {"無い言葉"}, NOTHING) == NO_TEXT


def test_only_the_most_telling_words_are_kept():
    many = {f"語{number}": 1 for number in range(MOST_TELLING + 20)}
    assert len(telling(many, many, 100)) == MOST_TELLING


def test_shared_words_are_named_the_most_telling_first():
    found = shared(telling(["利益", "会長", "職人"], FREQUENCY, 100), set(FREQUENCY), NOTHING)
    assert found.words == ("会長", "職人", "利益")


def test_few_of_many_shared_words_are_named():
    many = {f"言葉{number}": 1 for number in range(MOST_NAMED + 3)}
    assert len(shared(telling(many, many, 100), many, NOTHING).words) == MOST_NAMED


def test_words_are_named_as_the_text_writes_them():
    found = shared(telling(["メーカ"], {"メーカ": 2}, 100), {"メーカ"}, {"メーカ": "メーカー"})
    assert found.words == ("メーカー",)


def test_what_is_no_reason_by_itself_counts_but_is_not_named():
    heard = ["宿", "12", "会長", "社長"]
    found = shared(telling(heard, dict.fromkeys(heard, 2), 100), set(heard), NOTHING)
    assert (found.words, found.grade) == (("会長",), 1.0)


def test_words_of_which_none_can_be_named_do_not_count():
    found = shared(telling(["宿", "社長"], {"宿": 1, "社長": 90}, 100), {"宿", "社長"}, NOTHING)
    assert (found.words, found.grade, bool(found)) == ((), 0.0, True)


@given(words, words)
def test_grade_lies_between_nothing_and_one(mine, theirs):
    assert 0 <= shared(telling(mine, FREQUENCY, 100), set(theirs), NOTHING).grade <= 1


@given(words, words, st.sampled_from(sorted(FREQUENCY)))
def test_another_shared_word_never_lowers_the_grade(mine, theirs, word):
    told = telling(mine, FREQUENCY, 100)
    assert shared(told, {*theirs, word}, NOTHING).grade >= shared(told, set(theirs), NOTHING).grade


@given(words)
def test_text_says_what_it_says_itself(mine):
    told = telling(mine, FREQUENCY, 100)
    assert shared(told, set(mine), NOTHING).grade == (1.0 if told.keys() - SAID_BY_ALL else 0.0)
