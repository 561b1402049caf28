"""The rule, and what would change its outcome, in words."""

from collections.abc import Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rubric.assessment.domain.rule import Condition, Kind
from rubric.assessment.domain.steps import Step, Why
from rubric.assessment.domain.ways_up import Act, Change
from rubric.framework.domain.levels import Level

Names = Mapping[str, str]


def level_name(level: Level) -> str:
    """A level in the reader's language."""
    return level.label(get_language() or "ja")


def condition_sentence(condition: Condition, names: Names) -> str:
    """What a level asks for, and how it stands with it. `names` are those of domains and elements."""
    if condition.kind is Kind.MEDIAN:
        return _("In “%(domain)s” the middle level is %(needed)s or higher. Now: %(found)s.") % {
            "domain": names[condition.domain],
            "needed": level_name(Level(condition.needed)),
            "found": level_name(Level(condition.found)),
        }
    if condition.kind is Kind.LOWEST:
        return _("No element is below %(needed)s. The lowest now: %(found)s.") % {
            "needed": level_name(Level(condition.needed)),
            "found": level_name(Level(condition.found)),
        }
    return ngettext(
        "At least %(needed)s element has evidence. Now: %(found)s.",
        "At least %(needed)s elements have evidence. Now: %(found)s.",
        condition.needed,
    ) % {"needed": condition.needed, "found": condition.found}


def change_sentence(change: Change, names: Names) -> str:
    """One of the changes that together lead to the next level."""
    said = {"element": names[change.element], "level": level_name(change.level)}
    if change.act is Act.RAISE:
        return _("“%(element)s” reaches %(level)s.") % said
    return _("There is evidence for one more element, for example “%(element)s”.") % said


def why_sentence(step: Step) -> str:
    """Why an element is to be worked on next."""
    return {
        Why.RAISES_OVERALL: _("It stands in the way of the next overall level."),
        Why.EVIDENCE_FOR_OVERALL: _("Evidence is missing for the next overall level."),
        Why.WEAKEST: _("It is among your lowest levels."),
        Why.WITHOUT_EVIDENCE: _("There is no evidence yet."),
    }[step.why]
