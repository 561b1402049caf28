"""The life of a proposal: a supporter is asked to take a seat, and answers himself (issue 6; decision 6).

* accept    he takes the seat; his hours are booked
* decline   he does not, and says why from a list; the coordinator asks the next
* question  he wants to know something first; the answer leads back to where it was
* withdraw  the coordinator takes the proposal back
* lapse     the seat or the engagement is no longer there: nobody has to do anything
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from rubric.framework.domain.lifecycle import LifeCycle, Transition


class State(StrEnum):
    """Where a proposal stands."""

    ASKED = "asked"
    QUESTION = "question"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Act(StrEnum):
    """What is done to it."""

    ACCEPT = "accept"
    DECLINE = "decline"
    QUESTION = "question"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class Who(StrEnum):
    """Who acts: who is asked, who asks, or the platform by itself."""

    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"
    PLATFORM = "platform"


TRANSITIONS: Mapping[tuple[State, Act], Transition[State, Who]] = MappingProxyType(
    {
        (state, act): transition
        for state in (State.ASKED, State.QUESTION)
        for act, transition in (
            (Act.ACCEPT, Transition(State.ACCEPTED, Who.SUPPORTER)),
            (Act.DECLINE, Transition(State.DECLINED, Who.SUPPORTER)),
            (Act.QUESTION, Transition(State.QUESTION, Who.SUPPORTER)),
            (Act.ANSWER, Transition(State.ASKED, Who.COORDINATOR)),
            (Act.WITHDRAW, Transition(State.WITHDRAWN, Who.COORDINATOR)),
            (Act.LAPSE, Transition(State.LAPSED, Who.PLATFORM)),
        )
        if (state, act) != (State.ASKED, Act.ANSWER)
    }
)

#: Somebody still has to answer.
OPEN = frozenset({State.ASKED, State.QUESTION})


_CYCLE = LifeCycle(TRANSITIONS)
after, possible = _CYCLE.after, _CYCLE.possible


def mermaid() -> str:
    """The table as a state diagram, for the documentation."""
    lines = [f"    [*] --> {State.ASKED}"]
    lines += [f"    {state} --> {step.to} : {act} ({step.by})" for (state, act), step in TRANSITIONS.items()]
    lines += [f"    {state} --> [*]" for state in State if state not in OPEN]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"
