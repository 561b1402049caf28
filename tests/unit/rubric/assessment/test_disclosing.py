"""Who sees what of an assessment."""

from dataclasses import fields, replace
from itertools import product

import pytest

from rubric.assessment.domain.disclosing import Facts, Part, parts_seen
from rubric.assessment.domain.states import State

FLAGS = [field.name for field in fields(Facts) if field.name != "state"]
ALL = [
    Facts(state, **dict(zip(FLAGS, flags, strict=True)))
    for state in State
    for flags in product([False, True], repeat=len(FLAGS))
]
OWN = {Part.SELF_LEVELS, Part.NOTES, Part.EVIDENCE}
TEXTS = {Part.NOTES, Part.EVIDENCE}
BOTH_SEE = {State.RATED, State.TO_SIGN, State.AGREED}
PROPOSED = {State.TO_SIGN, State.AGREED}


def is_outsider(facts):
    return not (facts.is_author or facts.is_asked_reviewer)


def is_coordinator(facts):
    return facts.is_coordinator_of_same_org or facts.offers_himself_to_viewer_org


def each(condition):
    return [facts for facts in ALL if condition(facts)]


def test_all_combinations_are_there():
    assert len(ALL) == len(set(ALL)) == 8 * 2**6


def test_draft_is_its_authors_alone_and_a_draft_only():
    for facts in each(lambda facts: facts.state is State.DRAFT):
        assert parts_seen(facts) == ({Part.DRAFT} if facts.is_author else set())
    for facts in each(lambda facts: facts.state is not State.DRAFT):
        assert Part.DRAFT not in parts_seen(facts)


def test_author_always_sees_what_he_submitted():
    for facts in each(lambda facts: facts.is_author and facts.state is not State.DRAFT):
        assert parts_seen(facts) >= OWN


def test_author_sees_the_rating_only_once_it_is_handed_in():
    for facts in each(lambda facts: facts.is_author):
        seen = Part.REVIEWER_LEVELS in parts_seen(facts)
        assert seen == (facts.reviewer_has_rated and facts.state in BOTH_SEE | {State.RETURNED, State.WITHDRAWN})


def test_reviewer_rates_blind_on_the_evidence():
    for facts in each(lambda facts: facts.is_asked_reviewer and not facts.is_author and not facts.reviewer_has_rated):
        seen = parts_seen(facts) - ({Part.AGREED_LEVELS} if is_coordinator(facts) else set())
        assert seen == ({Part.EVIDENCE} if facts.state is State.UNDER_REVIEW else set())


def test_author_and_reviewer_see_the_same_once_both_have_rated():
    for facts in each(lambda facts: facts.state in BOTH_SEE and facts.reviewer_has_rated and is_outsider(facts)):
        author, reviewer = replace(facts, is_author=True), replace(facts, is_asked_reviewer=True)
        expected = OWN | {Part.REVIEWER_LEVELS} | ({Part.AGREED_LEVELS} if facts.state in PROPOSED else set())
        assert parts_seen(author) == parts_seen(reviewer) == expected


def test_reviewer_sees_nothing_before_he_is_asked_or_after_it_is_withdrawn():
    for facts in each(lambda facts: facts.state in {State.SUBMITTED, State.WITHDRAWN} and not facts.is_author):
        assert parts_seen(facts) == set()


def test_outsider_sees_signed_levels_as_a_coordinator_and_nothing_else():
    for facts in each(is_outsider):
        may = facts.state is State.AGREED and is_coordinator(facts) and not facts.is_national
        assert parts_seen(facts) == ({Part.AGREED_LEVELS} if may else set())


def test_texts_are_for_author_and_reviewer_alone():
    for facts in ALL:
        if parts_seen(facts) & TEXTS:
            assert not is_outsider(facts)


@pytest.mark.parametrize("role", ["is_coordinator_of_same_org", "offers_himself_to_viewer_org"])
def test_national_body_sees_nothing_personal_whatever_else_it_is(role):
    for facts in each(lambda facts: facts.is_national and is_outsider(facts)):
        assert parts_seen(replace(facts, **{role: True})) == set()


def test_another_role_never_hides_anything_but_from_the_national_body():
    for facts in ALL:
        for flag in set(FLAGS) - {"is_national", "is_author"}:
            assert parts_seen(replace(facts, **{flag: False})) - {Part.EVIDENCE} <= parts_seen(facts)


def test_agreed_levels_are_seen_only_where_they_were_written_down():
    for facts in ALL:
        if Part.AGREED_LEVELS in parts_seen(facts):
            assert facts.state in PROPOSED
