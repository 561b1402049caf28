"""What becomes of elements from version to version, and of the levels that were given for them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.framework.domain.content import Domain, Element, Framework, Text
from rubric.framework.domain.crosswalk import Crosswalk, Fate, Link, Tangled, propose, straight
from rubric.framework.domain.differences import compare, runs
from rubric.framework.domain.levels import Level
from rubric.framework.domain.reading import read_framework
from rubric.framework.seeding import FILE

VERSION_1 = read_framework(FILE.read_text(encoding="utf-8"))


def crosswalk(old: str, new: str, *links: str) -> Crosswalk:
    return Crosswalk(tuple(old), tuple(new), frozenset(Link(*link) for link in links))


def fates(walk: Crosswalk) -> list[tuple[str, str, str]]:
    return [(passage.fate.value, "".join(passage.old), "".join(passage.new)) for passage in walk.passages]


def test_fate_follows_from_the_links():
    walk = crosswalk("abcdef", "axyvz", "aa", "bx", "by", "cv", "dv")
    assert fates(walk) == [
        ("same", "a", "a"),
        ("split", "b", "xy"),
        ("merged", "cd", "v"),
        ("new", "", "z"),
        ("dropped", "e", ""),
        ("dropped", "f", ""),
    ]


def test_split_and_merged_at_once_is_refused():
    with pytest.raises(Tangled) as refused:
        crosswalk("ab", "xy", "ax", "ay", "bx")
    assert refused.value.links == (Link("a", "x"),)


def test_link_to_no_element_is_refused():
    with pytest.raises(ValueError, match="no such element"):
        crosswalk("a", "b", "ac")


def test_levels_are_carried_and_what_cannot_be_compared_is_named():
    walk = crosswalk("abcde", "axyvz", "aa", "bx", "by", "cv", "dv")
    levels = {"a": Level.MASTER, "b": Level.CHALLENGER, "c": Level.CHANGE_MAKER, "d": Level.STARTER, "e": Level.MASTER}
    carried = walk.carry(levels)
    assert carried.levels == {"a": Level.MASTER, "x": Level.CHALLENGER, "y": Level.CHALLENGER, "v": Level.STARTER}
    assert carried.roughly == {"x", "y", "v"}
    assert carried.unknown == ("z",) and carried.lost == ("e",)


def test_merged_element_has_no_level_where_a_part_has_none():
    carried = crosswalk("cd", "v", "cv", "dv").carry({"c": Level.CHANGE_MAKER})
    assert carried.levels == {} and carried.unknown == ("v",) and carried.lost == ("c",)


def test_ways_follow_each_other():
    first, second = crosswalk("ab", "xy", "ax", "by"), crosswalk("xy", "pq", "xp")
    assert fates(first.then(second)) == [("same", "a", "p"), ("new", "", "q"), ("dropped", "b", "")]
    with pytest.raises(ValueError, match="begin"):
        first.then(first)


def test_proposal_keeps_slugs_and_finds_what_was_renamed():
    *others, last = VERSION_1.domains
    renamed = replace(last.elements[0], slug="learning", name=Text("学び続ける力", "Learning"))
    new = replace(VERSION_1, domains=(*others, replace(last, elements=(renamed, *last.elements[1:]))))
    walk = propose(VERSION_1, new)
    assert Link("knowledge", "learning") in walk.links and Link("ownership", "ownership") in walk.links
    assert {passage.fate for passage in walk.passages} == {Fate.SAME}


def test_proposal_does_not_link_what_has_nothing_in_common():
    other = Element("budget", Text("予算管理"), Text("社内の予算を期末までに使い切るための手続き。"))
    new = replace(VERSION_1, domains=(replace(VERSION_1.domains[0], elements=(other,)),))
    walk = propose(VERSION_1, new)
    assert walk.links == frozenset() and fates(walk)[0] == ("new", "", "budget")


names = st.text("abc", min_size=1, max_size=6)


@st.composite
def two_versions(draw):
    def version(slugs):
        elements = tuple(Element(slug, Text(draw(names)), Text(draw(names))) for slug in slugs)
        return Framework(Text("v"), domains=(Domain("d", Text("d"), elements),))

    slugs = st.lists(st.sampled_from("pqrstu"), max_size=5, unique=True)
    return version(draw(slugs)), version(draw(slugs))


@given(two_versions())
def test_proposal_is_never_tangled_and_tells_of_each_element_once(versions):
    old, new = versions
    passages = propose(old, new).passages
    assert sorted(slug for passage in passages for slug in passage.old) == sorted(e.slug for e in old.elements)
    assert sorted(slug for passage in passages for slug in passage.new) == sorted(e.slug for e in new.elements)


@given(two_versions(), st.dictionaries(st.sampled_from("pqrstu"), st.sampled_from(Level)))
def test_nobody_is_carried_higher_than_she_was(versions, levels):
    walk = propose(*versions)
    carried = walk.carry(levels)
    for slug, level in carried.levels.items():
        assert all(levels[old] >= level for old in walk.sources(slug))
    assert set(carried.levels) | set(carried.unknown) == set(walk.new)


def test_version_compared_with_itself_shows_no_change():
    rows = compare(VERSION_1, VERSION_1, straight(VERSION_1))
    assert len(rows) == 11 and not any(row.is_changed for row in rows)


def test_changed_words_are_marked_on_both_sides():
    before, after = runs("経営者と話し合って決めている。", "経営者とともに決めている。")
    assert "".join(run.text for run in before) == "経営者と話し合って決めている。"
    assert "".join(run.text for run in after) == "経営者とともに決めている。"
    assert [run.text for run in after if run.is_changed] == ["ともに"]


def test_quite_another_text_is_shown_whole():
    before, after = runs("聴く。", "数字を確かめ、原因を挙げている。")
    assert [run.is_changed for run in (*before, *after)] == [True, True]
    assert runs("", "") == ((), ())


@given(st.text(max_size=40), st.text(max_size=40))
def test_runs_always_give_the_texts_back(one, two):
    before, after = runs(one, two)
    assert "".join(run.text for run in before) == one
    assert "".join(run.text for run in after) == two


def test_split_element_shows_both_sides_without_comparing_words():
    domain = VERSION_1.domains[2]
    halves = tuple(replace(domain.elements[0], slug=slug) for slug in ("facts", "schemes"))
    new = replace(
        VERSION_1, domains=(*VERSION_1.domains[:2], replace(domain, elements=(*halves, *domain.elements[1:])))
    )
    links = {Link(slug, slug) for slug in propose(VERSION_1, new).new if slug not in {"facts", "schemes"}}
    walk = Crosswalk(
        tuple(element.slug for element in VERSION_1.elements),
        tuple(element.slug for element in new.elements),
        frozenset(links | {Link("knowledge", "facts"), Link("knowledge", "schemes")}),
    )
    (row,) = [row for row in compare(VERSION_1, new, walk, "en") if row.is_changed]
    assert row.fate is Fate.SPLIT and len(row.new) == 2 and row.changes == ()
