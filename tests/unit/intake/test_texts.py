from hypothesis import given
from hypothesis import strategies as st

from casebook.intake.domain.texts import clean_line, clean_text, join_tags, split_tags


def test_tags_are_parted_sorted_and_once():
    assert split_tags('海外展開、DX ;ｄｘ\n"甲、乙"') == ["DX", "海外展開", "甲、乙"]


@given(st.lists(st.text(max_size=10)))
def test_joined_tags_are_the_same_when_split(words):
    tags = split_tags(join_tags([clean_line(word) for word in words if clean_line(word)]))
    assert split_tags(join_tags(tags)) == tags


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
