"""Policy and weights as their pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.profiles.choices import Situation
from platform_site.accounts.models import Organisation
from platform_site.reference.company_size import SizeClass
from rubric.engagement.choices import COMPLEXITIES
from rubric.matching.domain.policy import Policy, Rule
from rubric.matching.domain.weights import DEFAULT_WEIGHTS
from rubric.matching.models import StaffingPolicy, TermWeights
from rubric.matching.models.decided import policy_of, weights_of
from rubric.matching.wording import policy_rule_label, seat_words, term_label


@dataclass(frozen=True)
class RuleCard:
    """A rule: when it holds, and the seats that follow."""

    name: str
    conditions: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True)
class PolicyScreen:
    """The policy in force, and those before."""

    organisation: Organisation
    row: StaffingPolicy | None
    rules: tuple[RuleCard, ...]
    history: tuple[StaffingPolicy, ...]


@dataclass(frozen=True)
class WeightsScreen:
    """The weights in force, and those before with what each changed."""

    organisation: Organisation
    row: TermWeights | None
    history: tuple[tuple[TermWeights, str], ...]


def policy_screen(organisation: Organisation) -> PolicyScreen:
    """For those who coordinate the organisation."""
    row, policy = policy_of(organisation)
    history = StaffingPolicy.objects.of(organisation).select_related("decided_by")
    return PolicyScreen(organisation, row, rule_cards(policy), tuple(history))


def rule_cards(policy: Policy) -> tuple[RuleCard, ...]:
    """The rules in words."""
    return tuple(
        RuleCard(policy_rule_label(rule.name), tuple(_conditions(rule)), tuple(map(seat_words, rule.seats)))
        for rule in policy.rules
    )


def weights_screen(organisation: Organisation) -> WeightsScreen:
    """For those who coordinate the organisation."""
    row, _weights = weights_of(organisation)
    rows = list(TermWeights.objects.of(organisation).select_related("decided_by"))
    befores = [*rows[1:], None]
    history = tuple((one, _difference(one, before)) for one, before in zip(rows, befores, strict=False))
    return WeightsScreen(organisation, row, history)


def _conditions(rule: Rule) -> Iterator[str]:
    language = get_language() or "ja"
    if rule.is_regional_core is not None:
        yield _("Regional core company") if rule.is_regional_core else _("Not a regional core company")
    if rule.sizes:
        yield _(" or ").join(size.label(language) for size in SizeClass if size in rule.sizes)
    if rule.complexities:
        yield _(" or ").join(str(name) for one, name in COMPLEXITIES.items() if one in rule.complexities)
    if rule.situation:
        yield _(" or ").join(str(Situation(one).label) for one in sorted(rule.situation))


def _difference(row: TermWeights, before: TermWeights | None) -> str:
    old: Any = before.weights if before else DEFAULT_WEIGHTS
    changed = [
        f"{term_label(name)} {old.get(name, DEFAULT_WEIGHTS[name])} → {weight}"
        for name, weight in row.weights.items()
        if weight != old.get(name, DEFAULT_WEIGHTS[name])
    ]
    return _(", ").join(changed)
