"""What was found in a memo, weighed against what else was found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from casebook.similarity.domain.memo.proposals import FIELDS, SEVERAL

CONTRADICTIONS = (
    ("has-strategy", "no-strategy"),
    ("profit", "loss"),
    ("has-successor", "no-successor"),
)
"""Situations that exclude each other, as in ``casebook.profiles.choices``."""

_CERTAIN = 0.95
#: What is less likely is not proposed: a weak word says something only beside others.
_LEAST = 0.5
#: Of two answers to one question that are about as strong, neither is preselected.
_CLOSE = 0.15
_DOUBTFUL = 0.55
#: A second industry is proposed where it is at least this much of the first, and never preselected.
_SECOND_INDUSTRY = 0.8
_RIVAL = 0.5


@dataclass(frozen=True)
class Found:
    """A value for a field at a place of the written memo. Equal ``word`` counts once, however often it is said."""

    field: str
    value: str | int
    start: int
    end: int
    strength: float
    word: str = ""


def weigh(findings: Iterable[Found]) -> tuple[Found, ...]:
    """One finding for each proposal, field by field, best first."""
    ordered = sorted(findings, key=lambda found: (FIELDS.index(found.field), str(found.value)))
    by_field = groupby(ordered, key=lambda found: found.field)
    return tuple(winner for field, group in by_field for winner in _chosen(field, _by_value(group)))


def _by_value(findings: Iterable[Found]) -> list[Found]:
    """The strongest finding of each value, with what the others add, where they say enough; best first."""
    combined = [_combined(group) for _value, group in groupby(findings, key=lambda found: found.value)]
    return _best_first(found for found in combined if found.strength >= _LEAST)


def _best_first(findings: Iterable[Found]) -> list[Found]:
    return sorted(findings, key=lambda found: (-found.strength, found.start))


def _combined(findings: Iterable[Found]) -> Found:
    """The strongest of these; each of the others takes its share of the doubt that is left."""
    doubt = 1.0
    said = _said_apart(findings)
    for found in said:
        doubt *= 1 - found.strength
    return replace(said[0], strength=round(min(1 - doubt, _CERTAIN), 3))


def _said_apart(findings: Iterable[Found]) -> list[Found]:
    """The strongest finding of each word, without those that read the same place once more; strongest first."""
    by_word: dict[str, Found] = {}
    for found in sorted(findings, key=lambda found: (-found.strength, found.start, -found.end)):
        by_word.setdefault(found.word, found)
    apart: list[Found] = []
    for found in by_word.values():
        if not any(found.start < other.end and other.start < found.end for other in apart):
            apart.append(found)
    return apart


def _chosen(field: str, candidates: list[Found]) -> list[Found]:
    if field == "situation":
        return _without_contradictions(candidates)
    if field in SEVERAL:
        return candidates
    if field == "industry":
        return _industries(candidates)
    return _best(candidates)


def _best(candidates: list[Found]) -> list[Found]:
    """The first of them, in doubt if the second is about as strong."""
    if len(candidates) > 1 and candidates[0].strength - candidates[1].strength < _CLOSE:
        return [_doubtful(candidates[0])]
    return candidates[:1]


def _industries(candidates: list[Found]) -> list[Found]:
    rivals = [other for other in candidates[1:2] if other.strength >= _SECOND_INDUSTRY * candidates[0].strength]
    return [*_best(candidates), *(_doubtful(rival, _RIVAL) for rival in rivals)]


def _without_contradictions(candidates: list[Found]) -> list[Found]:
    """Of two situations that exclude each other the stronger one, as a company cannot be saved with both."""
    chosen = {str(found.value): found for found in candidates}
    for pair in CONTRADICTIONS:
        rivals = _best_first(chosen.pop(value) for value in pair if value in chosen)
        chosen.update({str(winner.value): winner for winner in _best(rivals)})
    return _best_first(chosen.values())


def _doubtful(found: Found, at_most: float = _DOUBTFUL) -> Found:
    return replace(found, strength=min(found.strength, at_most))
