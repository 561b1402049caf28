"""The plan that somebody would make by hand: the most urgent engagement first, for each seat the best who has time."""

from collections.abc import Iterable

import numpy as np

from rubric.matching.domain.planning.instance import REFUSED, Instance
from rubric.matching.domain.planning.prices import Choice


def greedy(instance: Instance) -> list[Choice]:
    """A plan that can be carried out; what is locked is held first, and of equally urgent seats the rarest filled."""
    free = instance.free.copy()
    taken: set[Choice] = set()
    plan: list[Choice] = []
    able = (instance.points != REFUSED).sum(axis=1)
    for number in sorted(range(len(instance.rows)), key=lambda number: _turn(instance, number, int(able[number]))):
        row = instance.rows[number]
        points = instance.points[number].copy()
        months = list(row.months)
        if months and row.hours:
            points[(free[:, months] < row.hours).any(axis=1)] = REFUSED
        points[[person for engagement, person in taken if engagement == row.engagement]] = REFUSED
        person = int(np.argmax(points)) if len(points) else 0
        if len(points) and points[person] != REFUSED:
            free[person, months] -= row.hours
            taken.add((row.engagement, person))
            plan.append((number, person))
    return plan


def as_fits(instance: Instance, choices: Iterable[Choice]) -> list[Choice]:
    """Of these choices, one after the other, those for which there is still a seat and time; the locked ones before."""
    free = instance.free.copy()
    held: set[int] = set()
    taken: set[Choice] = set()
    plan: list[Choice] = []
    locked = [(number, row.locked) for number, row in enumerate(instance.rows) if row.locked is not None]
    for number, person in (*locked, *choices):
        row = instance.rows[number]
        months = list(row.months)
        if number in held or (row.engagement, person) in taken or (free[person, months] < row.hours).any():
            continue
        free[person, months] -= row.hours
        held.add(number)
        taken.add((row.engagement, person))
        plan.append((number, person))
    return plan


def _turn(instance: Instance, number: int, able: int) -> tuple[bool, int, int, int]:
    row = instance.rows[number]
    return (row.locked is None, -row.urgency, able, number)
