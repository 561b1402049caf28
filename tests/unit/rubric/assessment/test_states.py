"""The life of an assessment."""

from itertools import product

import pytest

from rubric.assessment.domain.states import (
    FINAL,
    IN_REVIEW,
    TRANSITIONS,
    Act,
    State,
    Who,
    after,
    mermaid,
    possible,
)
from rubric.framework.domain.lifecycle import NotPossible

ALL = list(product(State, Act, Who))
#: Everything that can be done, said once more: who does what where, and where it leads. `!` asks for a reason.
ALLOWED = """
draft         author    submit      submitted
submitted     author    ask         under-review
submitted     author    withdraw    withdrawn
under-review  author    take-back   submitted
under-review  author    withdraw    withdrawn
under-review  reviewer  decline!    submitted
under-review  reviewer  rate        rated
under-review  reviewer  return!     returned
rated         author    withdraw    withdrawn
rated         reviewer  agree       to-sign
rated         reviewer  return!     returned
to-sign       author    sign        agreed
to-sign       author    disagree!   rated
to-sign       author    withdraw    withdrawn
to-sign       reviewer  agree       to-sign
to-sign       reviewer  return!     returned
"""


def allowed():
    for line in ALLOWED.strip().splitlines():
        state, who, act, target = line.split()
        yield (State(state), Act(act.rstrip("!")), Who(who)), State(target), act.endswith("!")


EXPECTED = {key: target for key, target, _needs_reason in allowed()}


@pytest.mark.parametrize(("state", "act", "by"), ALL)
def test_every_act_leads_where_it_should_or_is_refused_with_what_can_be_done(state, act, by):
    if (state, act, by) in EXPECTED:
        assert after(state, act, by) is EXPECTED[state, act, by]
        assert act in possible(state, by)
        return
    with pytest.raises(NotPossible) as refused:
        after(state, act, by)
    assert refused.value.allowed == possible(state, by)
    assert act not in refused.value.allowed
    assert set(refused.value.allowed) == {other for (where, other, who) in EXPECTED if (where, who) == (state, by)}


def test_reason_is_asked_of_whoever_turns_something_down():
    assert {act for (_state, act), transition in TRANSITIONS.items() if transition.needs_reason} == {
        Act.DECLINE,
        Act.RETURN,
        Act.DISAGREE,
    }
    for (state, act, by), _target, needs_reason in allowed():
        assert (TRANSITIONS[state, act].by, TRANSITIONS[state, act].needs_reason) == (by, needs_reason)


def test_only_final_states_lead_nowhere():
    assert {state for state in State if not any(possible(state, who) for who in Who)} == FINAL


def test_every_state_can_be_reached_and_ended():
    reached = {State.DRAFT}
    for _again in State:
        reached |= {transition.to for (state, _act), transition in TRANSITIONS.items() if state in reached}
    assert reached == set(State)
    assert all(Act.WITHDRAW in possible(state, Who.AUTHOR) for state in {State.SUBMITTED, *IN_REVIEW})


def ways(state=State.DRAFT, done=()):
    """Every way to the end on which nothing is done twice in the same state."""
    if state in FINAL:
        yield state, [act for _where, act in done]
    for (where, act), transition in TRANSITIONS.items():
        if where is state and (where, act) not in done:
            yield from ways(transition.to, (*done, (where, act)))


def test_agreed_is_what_was_rated_blind_and_signed_by_both_on_the_same_levels():
    ended = [acts for state, acts in ways() if state is State.AGREED]
    assert ended
    for acts in ended:
        assert acts.index(Act.RATE) < acts.index(Act.AGREE)
        assert acts[-2:] == [Act.AGREE, Act.SIGN]
    assert {TRANSITIONS[State.TO_SIGN, act].by for act in (Act.AGREE, Act.SIGN)} == set(Who)


def test_request_is_taken_back_only_before_there_is_a_rating():
    assert {state for state, act in TRANSITIONS if act is Act.TAKE_BACK} == {State.UNDER_REVIEW}
    assert all(Act.RATE not in acts[: acts.index(Act.TAKE_BACK)] for _end, acts in ways() if Act.TAKE_BACK in acts)


def test_refusal_says_what_can_be_done():
    with pytest.raises(NotPossible, match="author cannot submit what is rated; allowed: withdraw"):
        after(State.RATED, Act.SUBMIT, Who.AUTHOR)
    with pytest.raises(NotPossible, match="reviewer cannot sign what is agreed; allowed: nothing"):
        after(State.AGREED, Act.SIGN, Who.REVIEWER)


def test_diagram_draws_every_line_of_the_table():
    lines = [line.strip() for line in mermaid().splitlines()]
    assert lines[0] == "stateDiagram-v2"
    assert "under_review : under review" in lines
    assert "under_review --> returned : return (reviewer, with a reason)" in lines
    assert "to_sign --> agreed : sign (author)" in lines
    assert {line for line in lines if line.endswith("--> [*]")} == {f"{state} --> [*]" for state in FINAL}
    assert len(lines) == 1 + len(State) + 1 + len(TRANSITIONS) + len(FINAL)
    assert not any("-" in line.split(" : ")[0].replace(" --> ", " ") for line in lines[1:])
