"""Which kind of company asks for which seats (`domain.md` §3 and §4).

* kind    what decides: size class, regional core company, situation, and how complex the matter seems
* rule    conditions on the kind, all of which have to hold, and the seats that follow; no condition holds always
* policy  rules in order: the first whose conditions hold is applied. The last has none, so that one always is

The platform's first policy ships the source's three (S1 Ⅱ-②): a community-rooted small company has a Starter or
above, a regional core company a Change Maker, a complex analysis a Master and a Change Maker together; and the team of
three (expert, coordinator, recorder; S0 参考5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from platform_site.reference.company_size import SizeClass
from rubric.assessment.domain.strength import Strength
from rubric.engagement.domain.complexity import Complexity
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat

#: A team of more would not fit at an owner's table (S0 参考3 speaks of six).
MOST_SEATS = 6


@dataclass(frozen=True)
class Kind:
    """What is known of a company that decides about its team."""

    size: SizeClass = SizeClass.UNKNOWN
    is_regional_core: bool = False
    situation: frozenset[str] = frozenset()
    complexity: Complexity = Complexity.SIMPLE


@dataclass(frozen=True)
class Rule:
    """Conditions and the seats that follow. An empty condition holds always; of several values one is enough."""

    name: str
    seats: tuple[Seat, ...]
    sizes: frozenset[SizeClass] = frozenset()
    complexities: frozenset[Complexity] = frozenset()
    situation: frozenset[str] = frozenset()
    is_regional_core: bool | None = None

    def holds_for(self, kind: Kind) -> bool:
        """Whether every condition holds."""
        return (
            (not self.sizes or kind.size in self.sizes)
            and (not self.complexities or kind.complexity in self.complexities)
            and (not self.situation or bool(kind.situation & self.situation))
            and (self.is_regional_core is None or kind.is_regional_core is self.is_regional_core)
        )

    @property
    def is_unconditional(self) -> bool:
        """Whether it holds for every company."""
        return not (self.sizes or self.complexities or self.situation) and self.is_regional_core is None


class WrongPolicy(ValueError):
    """A policy that would leave a company without a team. `code` says what is wrong, `rule` where."""

    def __init__(self, code: str, rule: str = "") -> None:
        super().__init__(f"{code}: {rule}" if rule else code)
        self.code, self.rule = code, rule


@dataclass(frozen=True)
class Policy:
    """Rules in order. Raises WrongPolicy where they can't be one."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        if not self.rules or not self.rules[-1].is_unconditional:
            raise WrongPolicy("last-rule-has-conditions")
        names = [rule.name for rule in self.rules]
        for rule in self.rules:
            if names.count(rule.name) > 1:
                raise WrongPolicy("name-twice", rule.name)
            _check_seats(rule)
        for rule in self.rules[:-1]:
            if rule.is_unconditional:
                raise WrongPolicy("hides-what-follows", rule.name)

    def rule_for(self, kind: Kind) -> Rule:
        """The rule that is applied to a company of this kind."""
        return next(rule for rule in self.rules if rule.holds_for(kind))


def _check_seats(rule: Rule) -> None:
    if not rule.seats:
        raise WrongPolicy("no-seats", rule.name)
    if len(rule.seats) > MOST_SEATS:
        raise WrongPolicy("too-many-seats", rule.name)
    if all(seat.is_for_learning for seat in rule.seats):
        raise WrongPolicy("learners-only", rule.name)


def changed_kinds(before: Policy, after: Policy, kinds: Iterable[Kind]) -> Sequence[tuple[Kind, Rule, Rule]]:
    """Of these companies those to whom other seats fall, with the rule before and after."""
    rules = ((kind, before.rule_for(kind), after.rule_for(kind)) for kind in kinds)
    return [(kind, old, new) for kind, old, new in rules if old.seats != new.seats]


#: The platform's first policy.
FIRST_POLICY = Policy(
    (
        Rule(
            "complex-analysis",
            (
                Seat(Role.LEAD, Level.CHANGE_MAKER, strength=Strength.SIGNED),
                Seat(Role.EXPERT, Level.MASTER, strength=Strength.SIGNED),
            ),
            complexities=frozenset({Complexity.COMPLEX}),
        ),
        Rule(
            "regional-core",
            (Seat(Role.LEAD, Level.CHANGE_MAKER, strength=Strength.SIGNED),),
            is_regional_core=True,
        ),
        Rule(
            "team-of-three",
            (
                Seat(Role.EXPERT, Level.CHALLENGER, strength=Strength.SIGNED),
                Seat(Role.COORDINATOR, Level.MASTER),
                Seat(Role.RECORDER, Level.STARTER),
            ),
            sizes=frozenset({SizeClass.SME, SizeClass.MID_SIZE, SizeClass.LARGE}),
            complexities=frozenset({Complexity.MODERATE}),
        ),
        Rule("community-rooted", (Seat(Role.LEAD, Level.STARTER),)),
    )
)
