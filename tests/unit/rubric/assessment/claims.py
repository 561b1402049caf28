"""Shapes, claims and policies for the tests, and the rule said once more, slowly."""

from hypothesis import strategies as st

from rubric.assessment.domain.rule import Claim, Policy
from rubric.framework.domain.levels import Level

levels = st.sampled_from(Level)
policies = st.builds(
    Policy,
    below=st.integers(0, 3),
    evidenced_from=st.sampled_from([Level.MASTER, Level.CHALLENGER, Level.CHANGE_MAKER]),
    evidenced_elements=st.integers(0, 6),
)


def shape_of(*sizes):
    """Domains A, B, … of so many elements: a1, a2, …"""
    return {
        letter.upper(): tuple(f"{letter}{number}" for number in range(1, size + 1))
        for letter, size in zip("abcdef", sizes, strict=False)
    }


SOURCE_SHAPE = shape_of(4, 4, 3)


def shapes(domains=3, elements=4):
    return st.lists(st.integers(1, elements), min_size=1, max_size=domains).map(lambda sizes: shape_of(*sizes))


def claims_for(shape):
    slugs = [slug for elements in shape.values() for slug in elements]
    return st.fixed_dictionaries({slug: st.builds(Claim, levels, st.booleans()) for slug in slugs})


def cases(domains=3, elements=4):
    """A shape with complete claims, and a policy."""
    return shapes(domains, elements).flatmap(lambda shape: st.tuples(st.just(shape), claims_for(shape), policies))


def claimed(shape, text):
    """Claims in the shape's order: `3` is a level, `3+` one with evidence."""
    slugs = [slug for elements in shape.values() for slug in elements]
    return {slug: Claim(Level(int(word[0])), "+" in word) for slug, word in zip(slugs, text.split(), strict=True)}


def slow_level(shape, claims, policy):
    """The overall level, counted out."""
    reached = Level.STARTER
    for goal in list(Level)[1:]:
        halves = [
            sum(claims[slug].level >= goal for slug in slugs) * 2 > len(slugs) for slugs in shape.values() if slugs
        ]
        floor = all(claim.level >= goal - policy.below for claim in claims.values())
        evidence = sum(claim.is_evidenced for claim in claims.values()) >= min(policy.evidenced_elements, len(claims))
        if all(halves) and floor and (goal < policy.evidenced_from or evidence):
            reached = goal
    return reached


def applied(claims, changes):
    """The claims after changes; a raise takes its element to the level named."""
    after = dict(claims)
    for change in changes:
        own = after[change.element]
        after[change.element] = (
            Claim(own.level, True) if change.act == "evidence" else Claim(change.level, own.is_evidenced)
        )
    return after
