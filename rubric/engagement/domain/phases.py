"""The life of an engagement (`domain.md` §4 and §5 *Intake*; decision 6).

A candidate is approached. It says no, wants a health check only, or is visited, so that purpose and burden are
explained. From the issue setting on the company is supported, which it must have agreed to: the application
(支援申込書) is a paper of the pre-visit (S2 ③). A phase can be gone back to, with a reason: that the issue was another
one than was thought is what accompanying is about.

* refused      the company says no; it may be approached again
* declined     the body does not take it up; it may do so later
* suspended    it rests, and goes on where it was
* handed over  another body goes on with it; for this one it is over
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rubric.assessment.domain.validity import valid_until


class Phase(StrEnum):
    """Where an engagement stands."""

    APPROACHED = "approached"
    REFUSED = "refused"
    HEALTH_CHECK = "health-check"
    PRE_VISIT = "pre-visit"
    ISSUE_SETTING = "issue-setting"
    ISSUE_SOLVING = "issue-solving"
    BRIDGING = "bridging"
    FOLLOW_UP = "follow-up"
    CLOSED = "closed"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    HANDED_OVER = "handed-over"


#: Not supported yet: nobody has agreed to anything.
CANDIDATES = frozenset({Phase.APPROACHED, Phase.REFUSED, Phase.HEALTH_CHECK, Phase.PRE_VISIT, Phase.DECLINED})
#: The company is supported, and has agreed to it.
SUPPORTED = frozenset({Phase.ISSUE_SETTING, Phase.ISSUE_SOLVING, Phase.BRIDGING, Phase.FOLLOW_UP})
#: Somebody works on it now.
UNDER_WAY = frozenset({Phase.APPROACHED, Phase.HEALTH_CHECK, Phase.PRE_VISIT, *SUPPORTED})
#: Nobody works on it any more: its team is released.
ENDED = frozenset({Phase.REFUSED, Phase.DECLINED, Phase.CLOSED, Phase.HANDED_OVER})


@dataclass(frozen=True)
class Move:
    """A change of phase, whether somebody has to say why, and whether it only leads back to where it was before."""

    to: Phase
    needs_reason: bool = False
    resumes: bool = False

    @property
    def needs_consent(self) -> bool:
        """Whether the company must have agreed to be supported."""
        return self.to in SUPPORTED


def _moves(text: str) -> tuple[Move, ...]:
    """Moves as a line of the table below: `!` needs a reason."""
    return tuple(Move(Phase(word.rstrip("!")), needs_reason=word.endswith("!")) for word in text.split())


_RESUMED = tuple(Move(phase, resumes=True) for phase in Phase if phase in UNDER_WAY)

#: What each phase can turn into, the usual next step first.
MOVES: Mapping[Phase, tuple[Move, ...]] = MappingProxyType(
    {
        Phase.APPROACHED: _moves("pre-visit health-check refused! declined! suspended! handed-over!"),
        Phase.REFUSED: _moves("approached!"),
        Phase.HEALTH_CHECK: _moves("closed pre-visit refused! declined! suspended! handed-over!"),
        Phase.PRE_VISIT: _moves("issue-setting health-check refused! declined! suspended! handed-over!"),
        Phase.ISSUE_SETTING: _moves("issue-solving bridging follow-up closed! suspended! handed-over!"),
        Phase.ISSUE_SOLVING: _moves("follow-up bridging issue-setting! closed! suspended! handed-over!"),
        Phase.BRIDGING: _moves("follow-up issue-solving! closed! suspended! handed-over!"),
        Phase.FOLLOW_UP: _moves("closed issue-setting! suspended! handed-over!"),
        Phase.CLOSED: _moves("follow-up!"),
        Phase.DECLINED: _moves("approached!"),
        Phase.SUSPENDED: (*_RESUMED, *_moves("closed! declined! handed-over!")),
        Phase.HANDED_OVER: (),
    }
)


@dataclass(frozen=True)
class Usual:
    """How many months a phase usually takes, from and to."""

    least: int
    most: int


#: S2 ③: issue setting 2–3 months in the bureaus' flow (②: about 4), solving 4–10, follow-up one to three years.
USUAL_MONTHS: Mapping[Phase, Usual] = MappingProxyType(
    {
        Phase.ISSUE_SETTING: Usual(2, 4),
        Phase.ISSUE_SOLVING: Usual(4, 10),
        Phase.FOLLOW_UP: Usual(12, 36),
    }
)


class NotPossible(Exception):
    """The phase cannot be changed so; `allowed` is what it can be changed to."""

    def __init__(self, phase: Phase, to: Phase, allowed: tuple[Phase, ...]) -> None:
        self.phase, self.to, self.allowed = phase, to, allowed
        super().__init__(f"{phase} does not turn into {to}; allowed: {', '.join(allowed) or 'nothing'}")


def possible(phase: Phase, before: Phase | None = None) -> tuple[Move, ...]:
    """What can be done now. `before` is where a suspended one was; it goes on there and nowhere else."""
    return tuple(move for move in MOVES[phase] if not move.resumes or move.to is before)


def move_to(phase: Phase, to: Phase, before: Phase | None = None) -> Move:
    """The move from `phase` to `to`. Raises NotPossible."""
    moves = possible(phase, before)
    for move in moves:
        if move.to is to:
            return move
    raise NotPossible(phase, to, tuple(move.to for move in moves))


def usual_end(phase: Phase, since: date) -> date | None:
    """The day by which a phase that began on `since` is usually over; None where no length is usual."""
    usual = USUAL_MONTHS.get(phase)
    return valid_until(since, usual.most) if usual else None


def is_overdue(phase: Phase, since: date, today: date) -> bool:
    """Whether a phase has taken longer than it usually takes."""
    end = usual_end(phase, since)
    return end is not None and today > end


def mermaid() -> str:
    """The table as a state diagram, for the documentation. Its names take no hyphen in that notation."""
    lines = [f"    {_name(phase)} : {phase.replace('-', ' ')}" for phase in Phase]
    lines.append(f"    [*] --> {_name(Phase.APPROACHED)}")
    for phase, moves in MOVES.items():
        lines += [f"    {_name(phase)} --> {_name(move.to)}{_told(move)}" for move in moves]
    lines += [f"    {_name(phase)} --> [*]" for phase in Phase if phase in ENDED]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"


def _told(move: Move) -> str:
    words = ["goes on where it was"] * move.resumes + ["with a reason"] * move.needs_reason
    words += ["agreed to"] * move.needs_consent
    return f" : {', '.join(words)}" if words else ""


def _name(phase: Phase) -> str:
    return phase.replace("-", "_")
