"""The life of an assessment (issue 5, *Review*; decision 6).

A draft is its author's. Submitted, it is frozen, and stands as self-stated until a reviewer is asked. He rates blind;
then both see both ratings and talk. He writes down the levels they agreed on, which is his signature; the author's
signature, given to these very levels, completes it. Levels written anew take the place of those before, so that both
always sign the same. What was returned or withdrawn stays as it was: the author begins a new assessment.

Once both ratings have been seen the request cannot be taken back, only the assessment withdrawn: nobody shops for the
mildest reviewer.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from rubric.framework.domain.lifecycle import LifeCycle, Transition


class State(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under-review"
    RATED = "rated"
    TO_SIGN = "to-sign"
    AGREED = "agreed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What is done to it.

    * rate      the reviewer hands in his blind rating
    * agree     the reviewer writes down the levels agreed on, and signs them
    * sign      the author signs these levels
    * disagree  the author does not, and says why: the talk goes on
    * take-back the author takes his request back, before there is a rating
    * decline   the reviewer does not review, and says why: another can be asked
    * return    the reviewer gives it back, and says why
    """

    SUBMIT = "submit"
    ASK = "ask"
    TAKE_BACK = "take-back"
    DECLINE = "decline"
    RATE = "rate"
    AGREE = "agree"
    SIGN = "sign"
    DISAGREE = "disagree"
    RETURN = "return"
    WITHDRAW = "withdraw"


class Who(StrEnum):
    """Who acts."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


TRANSITIONS: Mapping[tuple[State, Act], Transition[State, Who]] = MappingProxyType(
    {
        (State.DRAFT, Act.SUBMIT): Transition(State.SUBMITTED, Who.AUTHOR),
        (State.SUBMITTED, Act.ASK): Transition(State.UNDER_REVIEW, Who.AUTHOR),
        (State.SUBMITTED, Act.WITHDRAW): Transition(State.WITHDRAWN, Who.AUTHOR),
        (State.UNDER_REVIEW, Act.TAKE_BACK): Transition(State.SUBMITTED, Who.AUTHOR),
        (State.UNDER_REVIEW, Act.DECLINE): Transition(State.SUBMITTED, Who.REVIEWER, needs_reason=True),
        (State.UNDER_REVIEW, Act.RATE): Transition(State.RATED, Who.REVIEWER),
        (State.UNDER_REVIEW, Act.RETURN): Transition(State.RETURNED, Who.REVIEWER, needs_reason=True),
        (State.UNDER_REVIEW, Act.WITHDRAW): Transition(State.WITHDRAWN, Who.AUTHOR),
        (State.RATED, Act.AGREE): Transition(State.TO_SIGN, Who.REVIEWER),
        (State.RATED, Act.RETURN): Transition(State.RETURNED, Who.REVIEWER, needs_reason=True),
        (State.RATED, Act.WITHDRAW): Transition(State.WITHDRAWN, Who.AUTHOR),
        (State.TO_SIGN, Act.SIGN): Transition(State.AGREED, Who.AUTHOR),
        (State.TO_SIGN, Act.DISAGREE): Transition(State.RATED, Who.AUTHOR, needs_reason=True),
        (State.TO_SIGN, Act.AGREE): Transition(State.TO_SIGN, Who.REVIEWER),
        (State.TO_SIGN, Act.RETURN): Transition(State.RETURNED, Who.REVIEWER, needs_reason=True),
        (State.TO_SIGN, Act.WITHDRAW): Transition(State.WITHDRAWN, Who.AUTHOR),
    }
)

#: A reviewer is asked, and neither both have signed nor has either ended it.
IN_REVIEW = frozenset({State.UNDER_REVIEW, State.RATED, State.TO_SIGN})
#: Nothing can be done to these any more.
FINAL = frozenset({State.AGREED, State.RETURNED, State.WITHDRAWN})


_CYCLE = LifeCycle(TRANSITIONS)
after, possible = _CYCLE.after, _CYCLE.possible


def mermaid() -> str:
    """The table as a state diagram, for the documentation. Its names take no hyphen in that notation."""
    lines = [f"    {_name(state)} : {state.replace('-', ' ')}" for state in State]
    lines.append(f"    [*] --> {_name(State.DRAFT)}")
    for (state, act), transition in TRANSITIONS.items():
        reason = ", with a reason" if transition.needs_reason else ""
        told = f"{act.replace('-', ' ')} ({transition.by}{reason})"
        lines.append(f"    {_name(state)} --> {_name(transition.to)} : {told}")
    lines += [f"    {_name(state)} --> [*]" for state in State if state in FINAL]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"


def _name(state: State) -> str:
    return state.replace("-", "_")
