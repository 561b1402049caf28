import pytest

from casebook.profiles.choices import Level as WrittenLevel
from rubric.framework.domain.levels import BY_SLUG, Level


def test_slugs_are_those_of_the_cases():
    assert list(BY_SLUG) == list(WrittenLevel.values)


def test_levels_are_ordered_and_the_highest_has_no_next():
    assert sorted(Level, reverse=True)[0].next is None
    assert [level.next for level in Level][:3] == [Level.MASTER, Level.CHALLENGER, Level.CHANGE_MAKER]


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "チェンジ・メイカー"), ("en", "Change Maker"), ("en-gb", "Change Maker")]
)
def test_level_has_a_name_in_each_language(language, name):
    assert Level.CHANGE_MAKER.label(language) == name
