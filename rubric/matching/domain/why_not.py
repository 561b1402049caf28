"""Why somebody was not chosen, and the smallest change that would choose him; who is nearest where nobody fits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rubric.matching.domain.ranking import LineUp, Reason
from rubric.matching.domain.rules import RULES, Change, Refusal

#: Of each rule that binds so many people are told who would be next if it did not.
NEAREST = 3


@dataclass(frozen=True)
class WhyNot:
    """Everything against somebody in a seat.

    `changes` lift the refusals, one each; there is none for a refusal that nobody can do anything about, and then
    `is_possible` is false. `behind` is how many points he would need more: 0 where he would be chosen as it is.
    """

    refusals: tuple[Refusal, ...]
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    points: int
    behind: int

    @property
    def is_possible(self) -> bool:
        """Whether the changes together would let him take the seat."""
        return len(self.changes) == len(self.refusals)


@dataclass(frozen=True)
class Nearest:
    """Somebody whom one rule alone keeps from a seat that nobody else may take."""

    key: str
    change: Change
    points: int


def why_not(line_up: LineUp, key: str, *, chosen: int = 1) -> WhyNot:
    """What keeps the person with this key from being one of the `chosen` of a seat. Raises KeyError without him."""
    place = line_up.roster.place[key]
    refusals = line_up.refusals(key)
    points = int(line_up.points[place])
    return WhyNot(
        refusals=refusals,
        changes=tuple(change for refusal in refusals if (change := change_for(line_up, refusal.rule, key))),
        reasons=line_up.reasons(key),
        points=points,
        behind=_behind(line_up, place, chosen),
    )


def change_for(line_up: LineUp, rule_name: str, key: str) -> Change | None:
    """The smallest change that would make this rule let somebody pass; None where there is none."""
    (rule,) = (rule for rule in RULES if rule.name == rule_name)
    candidate = line_up.roster.candidates[line_up.roster.place[key]]
    facts = rule.change(candidate, line_up.need, line_up.seat)
    return None if facts is None else Change(rule.name, facts)


def binding(line_up: LineUp) -> dict[str, int]:
    """By rule, how many people it alone keeps from the seat; rules that keep nobody alone are left out.

    Private rules are left out as well: by a count somebody could tell whom they mean.
    """
    alone = line_up.refused[:, line_up.refused.sum(axis=0) == 1].sum(axis=1)
    told = zip(RULES, alone.tolist(), strict=True)
    return {rule.name: count for rule, count in told if count and not rule.is_private}


def nearest(line_up: LineUp, count: int = NEAREST) -> list[Nearest]:
    """Of those whom one rule alone refuses, and who could be let pass, the best: `count` for each rule at most.

    In the order of the rules; empty where somebody may take the seat as it is.
    """
    if line_up.may.any():
        return []
    alone = line_up.refused.sum(axis=0) == 1
    found: list[Nearest] = []
    for number, rule in enumerate(RULES):
        if not rule.is_private:
            places = np.flatnonzero(alone & line_up.refused[number])
            best_first = places[np.argsort(-line_up.points[places], kind="stable")]
            found += _nearest_by(line_up, rule.name, best_first.tolist(), count)
    return found


def _nearest_by(line_up: LineUp, rule: str, places: Sequence[int], count: int) -> list[Nearest]:
    found: list[Nearest] = []
    for place in places:
        key = line_up.roster.candidates[place].key
        if len(found) < count and (change := change_for(line_up, rule, key)):
            found.append(Nearest(key, change, int(line_up.points[place])))
    return found


def _behind(line_up: LineUp, place: int, chosen: int) -> int:
    """Between equals the smaller key is chosen: whoever has the greater one lacks a point."""
    head = line_up.order[:chosen]
    if place in head or len(head) < chosen:
        return 0
    last = head[-1]
    return max(int(line_up.points[last] - line_up.points[place]) + (place > last), 0)
