"""How good a plan is, and why a seat stays empty, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubric.matching.domain.rules import Change
from rubric.matching.planning.people import People
from rubric.matching.planning.result import Figures, Line, Nearest, read_facts
from rubric.matching.wording import change_words, rule_label

#: The least gap that is told, in percent: less than this is called so.
LEAST_TOLD = 0.1


@dataclass(frozen=True)
class Near:
    """Somebody who is nearest to a seat, and what would let him take it."""

    name: str
    url: str
    change: str


def proof_words(plan: Figures) -> str:
    """Whether it is the best, or how far from it at most."""
    if plan.is_optimal:
        return _("Proven: there is no better plan.")
    percent = {"percent": round(max(plan.gap * 100, LEAST_TOLD), 1)}
    if plan.staffed < plan.staffed_bound:
        return _("Another plan could staff more, or more urgent, seats: by %(percent)s %% at most.") % percent
    return _("Proven: no plan staffs more. Another one could fit better, by %(percent)s %% at most.") % percent


def nobody_words(line: Line) -> tuple[str, ...]:
    """Why nobody takes a seat: others need those who could, or which rules keep how many from it."""
    if line.able:
        needed = ngettext(
            "%(n)s person could take this seat, but is needed more elsewhere.",
            "%(n)s people could take this seat, but they are needed more elsewhere.",
            line.able,
        )
        return (needed % {"n": line.able},)
    binding = sorted((line.binding or {}).items(), key=lambda one: -one[1])
    return tuple(_binding_words(rule, count) for rule, count in binding) or (
        _("Nobody fits, and in each case for more than one reason."),
    )


def near_words(near: Nearest, people: People) -> Near:
    """Somebody whom one thing alone keeps from a seat."""
    named = people.named(near.person)
    return Near(named.name, named.url, change_words(Change(near.rule, read_facts(near.facts))))


def _binding_words(rule: str, count: int) -> str:
    words = ngettext(
        "%(rule)s: this alone keeps %(n)s person from it",
        "%(rule)s: this alone keeps %(n)s people from it",
        count,
    )
    return words % {"rule": rule_label(rule), "n": count}
