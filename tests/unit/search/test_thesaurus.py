from hypothesis import given
from hypothesis import strategies as st

from search.query import parse
from search.thesaurus import NOTHING, Unit, thesaurus_of

SUCCESSOR, HEIR, SHORTAGE, HIRING = ("後継", "者"), ("跡継ぎ",), ("人手", "不足"), ("採用",)
THESAURUS = thesaurus_of([([SUCCESSOR, HEIR], []), ([SHORTAGE], [HIRING])])


def test_words_of_a_two_way_group_stand_for_each_other():
    assert THESAURUS.others[SUCCESSOR] == (HEIR,)
    assert THESAURUS.others[HEIR] == (SUCCESSOR,)


def test_one_way_group_finds_in_one_direction():
    assert THESAURUS.others[SHORTAGE] == (HIRING,)
    assert HIRING not in THESAURUS.others


def test_longest_entry_is_one_unit():
    assert THESAURUS.units(("町", "後継", "者", "不足")) == (
        Unit(("町",)),
        Unit(SUCCESSOR, (HEIR,)),
        Unit(("不足",)),
    )


def test_word_of_two_groups_has_the_others_of_both():
    thesaurus = thesaurus_of([([("a",), ("b",)], []), ([("a",), ("c",)], [])])
    assert thesaurus.others[("a",)] == (("b",), ("c",))


def test_spellings_begin_with_what_was_typed():
    (group,) = parse("後継ぎ", thesaurus=THESAURUS).required
    assert group[0].spellings == (HEIR, SUCCESSOR)


def test_quoted_words_have_no_other_words():
    (group,) = parse("「後継ぎ」", thesaurus=THESAURUS).required
    assert group[0].spellings == (HEIR,)


def test_other_words_are_marked_too():
    assert parse("後継ぎ", thesaurus=THESAURUS).sought() == {HEIR, SUCCESSOR}


@given(st.lists(st.sampled_from(["後継", "者", "跡継ぎ", "人手", "不足", "町"]), max_size=8).map(tuple))
def test_units_are_the_words_in_order(words):
    for thesaurus in (THESAURUS, NOTHING):
        assert sum((unit.words for unit in thesaurus.units(words)), ()) == words
