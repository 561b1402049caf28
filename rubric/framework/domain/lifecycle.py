"""The life of something as a table: from which state which act leads where, and whose act it is (decision 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)
Act = TypeVar("Act", bound=StrEnum)
Who = TypeVar("Who", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[State, Who]):
    """The state after an act, who may do it, and whether he has to say why."""

    to: State
    by: Who
    needs_reason: bool = False


class NotPossible(Exception):
    """This cannot be done by this person now; `allowed` is what he can do."""

    def __init__(self, state: StrEnum, act: StrEnum, by: StrEnum, allowed: tuple[StrEnum, ...]) -> None:
        self.state, self.act, self.by, self.allowed = state, act, by, allowed
        super().__init__(f"{by} cannot {act} what is {state}; allowed: {', '.join(allowed) or 'nothing'}")


@dataclass(frozen=True)
class LifeCycle(Generic[State, Act, Who]):
    """A table of transitions, and what follows from it."""

    transitions: Mapping[tuple[State, Act], Transition[State, Who]]

    def after(self, state: State, act: Act, by: Who) -> State:
        """The state to which the act leads. Raises NotPossible."""
        transition = self.transitions.get((state, act))
        if transition is None or transition.by is not by:
            raise NotPossible(state, act, by, self.possible(state, by))
        return transition.to

    def possible(self, state: State, by: Who) -> tuple[Act, ...]:
        """What that person can do now, in the order of the table."""
        return tuple(act for (origin, act), one in self.transitions.items() if origin is state and one.by is by)
