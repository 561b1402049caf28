"""The life of a proposal, every state with every act and everybody."""

from itertools import product

import pytest

from rubric.framework.domain.lifecycle import NotPossible
from rubric.matching.domain.proposals import OPEN, TRANSITIONS, Act, State, Who, after, mermaid, possible


@pytest.mark.parametrize(("state", "act", "by"), list(product(State, Act, Who)))
def test_only_what_stands_in_the_table_can_be_done(state, act, by):
    step = TRANSITIONS.get((state, act))
    if step and step.by is by:
        assert after(state, act, by) is step.to and act in possible(state, by)
        return
    with pytest.raises(NotPossible) as refused:
        after(state, act, by)
    assert act not in refused.value.allowed == possible(state, by)


def test_what_is_answered_stays_as_it_is():
    assert {state for state in State if not any(possible(state, by) for by in Who)} == set(State) - OPEN


def test_question_leads_back_to_the_answer():
    asked_back = after(State.ASKED, Act.QUESTION, Who.SUPPORTER)
    assert after(asked_back, Act.ANSWER, Who.COORDINATOR) is State.ASKED
    assert Act.ANSWER not in possible(State.ASKED, Who.COORDINATOR)


def test_diagram_has_every_step():
    drawn = mermaid()
    assert all(f"{state} --> {step.to} : {act}" in drawn for (state, act), step in TRANSITIONS.items())
