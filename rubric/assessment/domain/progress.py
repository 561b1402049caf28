"""How far a self-assessment has come."""

from collections.abc import Collection
from typing import NamedTuple

from rubric.assessment.domain.rule import Shape, elements_of


class Progress(NamedTuple):
    """How many elements of how many are answered, and the next one to answer; None where all are."""

    done: int
    total: int
    next: str | None


def progress(shape: Shape, answered: Collection[str], after: str = "") -> Progress:
    """How far the answers go. The next element is the first open one behind `after`; from the end it begins anew."""
    slugs = elements_of(shape)
    start = slugs.index(after) + 1 if after in slugs else 0
    unanswered = [slug for slug in (*slugs[start:], *slugs[:start]) if slug not in answered]
    return Progress(len(slugs) - len(unanswered), len(slugs), unanswered[0] if unanswered else None)
