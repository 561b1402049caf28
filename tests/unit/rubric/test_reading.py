"""Rubric files: what is read, what is refused and where, and that writing loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.framework.domain.content import Basis, Descriptor, Domain, Element, Framework, Text, gaps
from rubric.framework.domain.levels import Level
from rubric.framework.domain.reading import LONGEST_FILE, Fault, NotARubric, read_framework
from rubric.framework.domain.writing import write_framework
from rubric.framework.seeding import FILE

VERSION_1 = FILE.read_text(encoding="utf-8")
SMALL = """\
rubric: 2
name: {ja: 試し}
domains:
  - id: people
    name: {ja: 人}
    elements:
      - id: ownership
        name: {ja: 当事者意識}
        meaning: {ja: 自分ごととする。}
        levels:
          starter: {text: {ja: 一}}
          master: {text: {ja: 二}}
          challenger: {text: {ja: 三}, examples: [{ja: 例}]}
          change-maker: {text: {ja: 四}, basis: source}
"""


def problems(text: str) -> list[tuple[int, Fault, str]]:
    with pytest.raises(NotARubric) as refused:
        read_framework(text)
    return [(problem.line, problem.fault, problem.value) for problem in refused.value.problems]


def test_version_1_is_complete_in_both_languages():
    framework = read_framework(VERSION_1)
    assert [len(domain.elements) for domain in framework.domains] == [4, 4, 3]
    assert gaps(framework) == []
    assert all(descriptor.examples for element in framework.elements for descriptor in element.descriptors)


def test_only_ownership_rests_on_the_source():
    from_source = {
        element.slug
        for element in read_framework(VERSION_1).elements
        for descriptor in element.descriptors
        if descriptor.basis is Basis.SOURCE
    }
    assert from_source == {"ownership"}


def test_levels_of_an_element_say_different_things():
    for element in read_framework(VERSION_1).elements:
        assert len({descriptor.text.ja for descriptor in element.descriptors}) == len(Level), element.slug


def test_small_file_is_read():
    framework = read_framework(SMALL)
    (element,) = framework.elements
    assert framework.number == 2
    assert [descriptor.text.ja for descriptor in element.descriptors] == ["一", "二", "三", "四"]
    assert element.descriptor(Level.CHANGE_MAKER).basis is Basis.SOURCE
    assert element.descriptor(Level.CHALLENGER).examples == (Text("例"),)


@pytest.mark.parametrize(
    ("before", "after", "line", "fault", "value"),
    [
        ("rubric: 2", "rubric: two", 1, Fault.NOT_A_NUMBER, "two"),
        ("rubric: 2", "rubric: 99999999", 1, Fault.NOT_A_NUMBER, "99999999"),
        ("rubric: 2\n", "", 1, Fault.MISSING_KEY, "rubric"),
        ("{ja: 試し}", "試し", 2, Fault.NOT_A_MAPPING, ""),
        ("{ja: 試し}", "{ja: 試し, fr: essai}", 2, Fault.UNKNOWN_KEY, "fr"),
        ("{ja: 試し}", "{en: trial}", 2, Fault.MISSING_KEY, "ja"),
        ("{ja: 試し}", "{ja: ' '}", 2, Fault.BLANK, ""),
        ("{ja: 試し}", "{ja: 試し, ja: 試し}", 2, Fault.TWICE, "ja"),
        ("{ja: 試し}", "{ja: [試し]}", 2, Fault.NOT_A_TEXT, ""),
        ("{ja: 試し}", "{ja: " + "あ" * 201 + "}", 2, Fault.TOO_LONG, "あ" * 80),
        ("id: people", "id: People", 4, Fault.BAD_SLUG, "People"),
        ("id: ownership", "id: people", 7, Fault.TWICE, "people"),
        ("starter:", "beginner:", 11, Fault.UNKNOWN_LEVEL, "beginner"),
        ("basis: source", "basis: dream", 14, Fault.UNKNOWN_BASIS, "dream"),
        ("[{ja: 例}]", "{ja: 例}", 13, Fault.NOT_A_LIST, ""),
        ("name: {ja: 人}", "name: &a {ja: 人}\n    more: *a", 6, Fault.ALIAS, "a"),
        ("rubric: 2", "rubric: 2\n---\nrubric: 3", 2, Fault.SEVERAL, ""),
        ("name: {ja: 人}", "name: {ja: 人", 6, Fault.NOT_YAML, ""),
    ],
)
def test_fault_is_told_with_its_line(before, after, line, fault, value):
    assert before in SMALL
    assert (line, fault, value) in problems(SMALL.replace(before, after, 1))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("# nothing", Fault.EMPTY),
        ("- a", Fault.NOT_A_MAPPING),
        ("\x00", Fault.NOT_YAML),
        ("[" * 5_000, Fault.NOT_YAML),
        ("a" * (LONGEST_FILE + 1), Fault.TOO_LONG_FILE),
        ("? [a, b]\n: c", Fault.NOT_A_TEXT),
    ],
)
def test_what_is_no_rubric_at_all_is_refused(text, fault):
    assert fault in {found for _line, found, _value in problems(text)}


def test_all_problems_are_told_at_once_and_in_order():
    broken = SMALL.replace("rubric: 2", "rubric: x").replace("starter:", "beginner:").replace("source", "dream")
    lines = [line for line, _fault, _value in problems(broken)]
    assert lines == sorted(lines)
    assert {1, 11, 14} <= set(lines)


line = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20)
both = st.builds(Text, line, line | st.just(""))
slugs = st.from_regex(r"[a-z]{3,8}", fullmatch=True)


@st.composite
def frameworks(draw) -> Framework:
    """Any rubric with every level told."""
    ids = draw(st.lists(slugs, min_size=2, max_size=5, unique=True))
    descriptors = [
        Descriptor(level, draw(both), draw(st.sampled_from(Basis)), tuple(draw(st.lists(both, max_size=2))))
        for level in Level
    ]
    elements = tuple(
        Element(
            slug,
            draw(both),
            draw(both),
            draw(both | st.just(Text())),
            tuple(draw(st.lists(both, max_size=2))),
            tuple(descriptors),
        )
        for slug in ids[1:]
    )
    return Framework(draw(both), draw(both | st.just(Text())), (Domain(ids[0], draw(both), elements),), number=3)


@given(frameworks())
def test_writing_and_reading_again_loses_nothing(framework):
    written = write_framework(framework)
    again = read_framework(written)
    assert again == framework and again.number == framework.number
    assert write_framework(again) == written


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        read_framework(text)
    except NotARubric as refused:
        assert refused.problems and all(problem.line >= 1 for problem in refused.problems)


def test_gaps_name_what_is_missing():
    framework = read_framework(SMALL)
    found = {(gap.lack.value, gap.where, gap.language) for gap in gaps(framework)}
    assert ("descriptor", "ownership", "en") in found and ("name", "", "en") in found
    assert ("example", "ownership", "en") in found
    assert not any(language == "ja" for _lack, _where, language in found)
    assert [gap.lack.value for gap in gaps(Framework(Text("a", "b")))] == ["domains"]
    empty = Framework(Text("a", "b"), domains=(Domain("x", Text("a", "b")),))
    assert [(gap.lack.value, gap.where) for gap in gaps(empty)] == [("elements", "x")]
