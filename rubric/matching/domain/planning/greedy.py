"""The plan that somebody would make by hand: the most urgent engagement first, for each seat the best who has time."""

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


def _turn(instance: Instance, number: int, able: int) -> tuple[bool, int, int, int]:
    row = instance.rows[number]
    return (row.locked is None, -row.urgency, able, number)
