"""How good an order of found cases is, against judged grades (0 to 3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

#: From this grade on a case answers the question; where nothing reaches it, the best that there is does.
ANSWERS = 2
TOP, FIRST_PAGE = 5, 10


@dataclass(frozen=True)
class Score:
    """Means over questions: reciprocal rank of the first answer among ten, nDCG of the first five, zero-hit share."""

    questions: int
    mrr: float
    ndcg: float
    zero_hits: float


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 for an answer in the first place, 1/2 in the second …, 0 where none is among the first ten."""
    enough = min(ANSWERS, max(grades.values(), default=ANSWERS))
    for place, case in enumerate(found[:FIRST_PAGE], 1):
        if grades.get(case, 0) >= enough:
            return 1 / place
    return 0.0


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Discounted gain (2^grade − 1) of the first five, as a share of the best order's. 0 where nothing is relevant."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(case, 0) for case in found]) / best if best else 0.0


def score(answers: Iterable[tuple[Sequence[str], Mapping[str, int]]]) -> Score:
    """The means over questions that have a relevant case. Raises ValueError where there is none."""
    judged = [(found, grades) for found, grades in answers if grades]
    if not judged:
        raise ValueError("no question has a relevant case")
    return Score(
        questions=len(judged),
        mrr=fmean(reciprocal_rank(found, grades) for found, grades in judged),
        ndcg=fmean(ndcg(found, grades) for found, grades in judged),
        zero_hits=fmean(not found for found, _grades in judged),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades[:TOP], 1))
