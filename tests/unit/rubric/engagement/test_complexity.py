"""The complexity that a few answers speak for."""

from itertools import chain, combinations

import pytest

from rubric.engagement.domain.complexity import Complexity, Sign, proposed_complexity

EXAMPLES = [
    ([], Complexity.SIMPLE),
    ([Sign.PEOPLE], Complexity.MODERATE),
    ([Sign.ANALYSIS], Complexity.MODERATE),
    ([Sign.PEOPLE, Sign.SEVERAL_ISSUES, Sign.MANY_PARTIES], Complexity.MODERATE),
    ([Sign.ANALYSIS, Sign.UNCLEAR_CAUSE], Complexity.COMPLEX),
    ([Sign.PEOPLE, Sign.SEVERAL_ISSUES, Sign.MANY_PARTIES, Sign.ANALYSIS], Complexity.COMPLEX),
    (["something-else"], Complexity.SIMPLE),
]


@pytest.mark.parametrize(("signs", "proposed"), EXAMPLES)
def test_answers_propose_a_complexity(signs, proposed):
    assert proposed_complexity(signs) is proposed


def test_one_sign_more_never_makes_it_simpler():
    order = list(Complexity)
    some = chain.from_iterable(combinations(Sign, size) for size in range(len(Sign)))
    for signs in some:
        for sign in Sign:
            assert order.index(proposed_complexity([*signs, sign])) >= order.index(proposed_complexity(signs))
