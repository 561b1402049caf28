"""The life of a proposal: a supporter is asked to take a seat, and answers himself (issue 6; decision 6).

* accept    he takes the seat; his hours are booked
* decline   he does not, and says why from a list; the coordinator asks the next
* question  he wants to know something first; the answer leads back to where it was
* withdraw  the coordinator takes the proposal back
* lapse     the seat or the engagement is no longer there: nobody has to do anything
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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


@dataclass(frozen=True)
class Transition:
    """The state after an act, and who may do it."""

    to: State
    by: Who


TRANSITIONS: Mapping[tuple[State, Act], Transition] = MappingProxyType(
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


class NotPossible(Exception):
    """This cannot be done by this person now; `allowed` is what he can do."""

    def __init__(self, state: State, act: Act, by: Who) -> None:
        self.state, self.act, self.by, self.allowed = state, act, by, possible(state, by)
        super().__init__(f"{by} cannot {act} what is {state}; allowed: {', '.join(self.allowed) or 'nothing'}")


def after(state: State, act: Act, by: Who) -> State:
    """The state to which the act leads. Raises NotPossible."""
    transition = TRANSITIONS.get((state, act))
    if transition is None or transition.by is not by:
        raise NotPossible(state, act, by)
    return transition.to


def possible(state: State, by: Who) -> tuple[Act, ...]:
    """What that person can do now, in the order of the table."""
    return tuple(act for (origin, act), transition in TRANSITIONS.items() if origin is state and transition.by is by)


def mermaid() -> str:
    """The table as a state diagram, for the documentation."""
    lines = [f"    [*] --> {State.ASKED}"]
    lines += [f"    {state} --> {step.to} : {act} ({step.by})" for (state, act), step in TRANSITIONS.items()]
    lines += [f"    {state} --> [*]" for state in State if state not in OPEN]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"
