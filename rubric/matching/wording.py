"""Rules, changes, terms and seats in the reader's words. Of a private rule nothing is said but that it cannot be."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.assessment.domain.strength import Strength
from rubric.assessment.sentences import level_name
from rubric.engagement.choices import SeatRole
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from rubric.matching.domain.asked import Seat
from rubric.matching.domain.policy import WrongPolicy
from rubric.supporters.choices import Language, Licence

#: For so long (seconds) the names of elements are remembered.
REMEMBERED = 60
RULES: Mapping[str, StrOrPromise] = {
    "level": pgettext_lazy("rule", "Level"),
    "strength": pgettext_lazy("rule", "What stands behind the level"),
    "validity": pgettext_lazy("rule", "Validity of the level"),
    "reach": pgettext_lazy("rule", "Reach"),
    "dates": pgettext_lazy("rule", "Dates"),
    "hours": pgettext_lazy("rule", "Hours"),
    "licence": pgettext_lazy("rule", "Licence"),
    "language": pgettext_lazy("rule", "Language"),
    "unwilling": pgettext_lazy("rule", "Industry that is not served"),
    "conflict": pgettext_lazy("rule", "Cannot (the reason is not disclosed)"),
    "border": pgettext_lazy("rule", "Organisation"),
    "on-team": pgettext_lazy("rule", "Already in the team or asked"),
    "declined": pgettext_lazy("rule", "Settled before"),
}
TERMS: Mapping[str, StrOrPromise] = {
    "barrier": pgettext_lazy("term", "Barriers"),
    "industry": pgettext_lazy("term", "Industry"),
    "approach": pgettext_lazy("term", "Approaches"),
    "results": pgettext_lazy("term", "Similar engagements brought to an end"),
    "cases": pgettext_lazy("term", "Similar cases worked on"),
    "place": pgettext_lazy("term", "Place"),
    "just-enough": pgettext_lazy("term", "Level just enough"),
    "load": pgettext_lazy("term", "Free time"),
    "style": pgettext_lazy("term", "Style"),
    "wish": pgettext_lazy("term", "Wish to learn"),
    "continuity": pgettext_lazy("term", "Continuity"),
    "growth": pgettext_lazy("term", "Growth"),
}
#: What a term looks at, for whoever weighs it.
TERM_MEANINGS: Mapping[str, StrOrPromise] = {
    "barrier": gettext_lazy(
        "Is he good at the barriers of this company? What he has shown counts more than what he says."
    ),
    "industry": gettext_lazy("Does he know this industry, or a related one?"),
    "approach": gettext_lazy("Does he work with the approaches that may fit?"),
    "results": gettext_lazy("Has he brought engagements like this one to a good end? Three are as good as any more."),
    "cases": gettext_lazy("Has he worked on a published case like this company?"),
    "place": gettext_lazy("How near is he? Who only comes online is far away."),
    "just-enough": gettext_lazy(
        "Is his level as high as needed and no higher? Change Makers are kept for where they are needed."
    ),
    "load": gettext_lazy("How much of his time stays free in the fullest month? It spreads the load over everybody."),
    "style": gettext_lazy("Does he work as the company wishes (encouraging or proposing)?"),
    "wish": gettext_lazy("Would he meet here what he wants to learn?"),
    "continuity": gettext_lazy("Has he accompanied this company before?"),
    "growth": gettext_lazy("In a trainee's seat: is he one level below those beside whom he learns?"),
}
#: By term, sentences from the fullest share down: the first whose share is reached is said.
REASONS: Mapping[str, tuple[tuple[int, StrOrPromise], ...]] = {
    "barrier": (
        (100, gettext_lazy("Has shown in engagements that he can deal with this company's barriers")),
        (60, gettext_lazy("Is good at this company's barriers")),
        (1, gettext_lazy("Is good at some of this company's barriers")),
    ),
    "industry": (
        (100, gettext_lazy("Has accompanied this industry to the end of an engagement")),
        (60, gettext_lazy("Knows this industry")),
        (1, gettext_lazy("Knows a related industry")),
    ),
    "approach": (
        (100, gettext_lazy("Has shown the approaches that may fit here")),
        (60, gettext_lazy("Is good at the approaches that may fit here")),
        (1, gettext_lazy("Is good at some of the approaches that may fit here")),
    ),
    "results": (
        (100, gettext_lazy("Has brought three or more engagements like this one to a good end")),
        (60, gettext_lazy("Has brought two engagements like this one to a good end")),
        (1, gettext_lazy("Has brought an engagement like this one to a good end")),
    ),
    "cases": (
        (60, gettext_lazy("Has worked on a published case very much like this company")),
        (1, gettext_lazy("Has worked on a published case somewhat like this company")),
    ),
    "place": (
        (100, gettext_lazy("Works in the same prefecture")),
        (60, gettext_lazy("Works in the area of the same bureau")),
        (50, gettext_lazy("Works in a neighbouring prefecture")),
        (20, gettext_lazy("Goes there from farther away")),
        (1, gettext_lazy("Comes online")),
    ),
    "just-enough": (
        (100, gettext_lazy("Has just the level that is asked for")),
        (1, gettext_lazy("Has a higher level than is asked for")),
    ),
    "load": (
        (50, gettext_lazy("Has plenty of time in these months")),
        (1, gettext_lazy("Has the time, with little left over")),
    ),
    "style": (
        (100, gettext_lazy("Works just as the company wishes")),
        (1, gettext_lazy("Works either way, as the company needs it")),
    ),
    "wish": ((1, gettext_lazy("Would meet here what he wants to learn")),),
    "continuity": ((1, gettext_lazy("Has accompanied this company before")),),
    "growth": (
        (100, gettext_lazy("Learns beside somebody one level above")),
        (1, gettext_lazy("Learns beside somebody far above")),
    ),
}
POLICY_RULES: Mapping[str, StrOrPromise] = {
    "complex-analysis": pgettext_lazy("policy", "Complex analysis"),
    "regional-core": pgettext_lazy("policy", "Regional core company"),
    "team-of-three": pgettext_lazy("policy", "Several issues: a team of three"),
    "community-rooted": pgettext_lazy("policy", "Community-rooted small company"),
}
WRONG_POLICY: Mapping[str, StrOrPromise] = {
    "last-rule-has-conditions": gettext_lazy(
        "The last rule must have no conditions, so that every company has a team."
    ),
    "name-twice": gettext_lazy("Two rules are called “%(rule)s”. Please give each its own name."),
    "hides-what-follows": gettext_lazy(
        "“%(rule)s” holds for every company, so that what follows it would never be applied."
    ),
    "no-seats": gettext_lazy("“%(rule)s” has no seat. Please add one."),
    "too-many-seats": gettext_lazy("“%(rule)s” has more than six seats. Please leave some out."),
    "learners-only": gettext_lazy("In “%(rule)s” all seats are for trainees. Somebody has to lead."),
}


def rule_label(name: str) -> str:
    """A hard rule's name."""
    return str(RULES[name])


def term_label(name: str) -> str:
    """A soft term's name."""
    return str(TERMS[name])


def policy_rule_label(name: str) -> str:
    """A rule of a policy: the platform's own are translated, others are called what their authors called them."""
    return str(POLICY_RULES.get(name, name))


def reason_words(reason: Any) -> str:
    """What speaks for somebody: `reason` has a term and the share of it that he reaches, as attributes or keys."""
    term, share = (reason["term"], reason["share"]) if isinstance(reason, Mapping) else (reason.term, reason.share)
    return next(str(sentence) for least, sentence in REASONS[term] if share >= least)


def refusal_words(refusal: Any) -> str:
    """Why somebody cannot take a seat: `refusal` has a rule and facts."""
    return _REFUSALS[refusal.rule](refusal.facts)


def change_words(change: Any) -> str:
    """What would have to be otherwise: `change` has a rule and facts."""
    return _CHANGES[change.rule](change.facts)


def wrong_policy_words(wrong: WrongPolicy) -> str:
    """What is wrong with a policy, and how to mend it."""
    return str(WRONG_POLICY[wrong.code]) % {"rule": policy_rule_label(wrong.rule)}


def seat_words(seat: Seat) -> str:
    """A seat: its role, and the levels that it takes."""
    role = SeatRole(seat.role.value).label
    return _("%(role)s (%(needs)s)") % {"role": role, "needs": needs_words(seat)}


def needs_words(seat: Seat) -> str:
    """The levels that a seat takes, and what has to stand behind them."""
    parts = [_("%(level)s or above") % {"level": level_name(seat.level)}]
    parts += [
        _("%(element)s: %(level)s or above") % {"element": _element(slug), "level": level_name(level)}
        for slug, level in seat.elements
    ]
    if seat.strength is not Strength.SELF_STATED:
        parts.append(seat.strength.label(get_language() or "ja"))
    return _joined(parts)


def level_words(number: int) -> str:
    """An overall level; there may be none."""
    return level_name(Level(number)) if number else _("No level yet")


def month_words(month: date) -> str:
    """A calendar month."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def _joined(parts: Iterable[str]) -> str:
    return _(", ").join(parts)


def _months(months: Iterable[date]) -> str:
    return _joined(month_words(month) for month in months)


def _hours(count: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}


def _place(facts: Mapping[str, Any]) -> str:
    return PREFECTURES[facts["prefecture"]].label(get_language() or "ja")


def _industry(facts: Mapping[str, Any]) -> str:
    return INDUSTRIES[facts["industry"]].label(get_language() or "ja")


def _strength(number: int) -> str:
    return Strength(number).label(get_language() or "ja")


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _element_names() -> Mapping[str, str]:
    """What elements are called. They change with a new version only, and are said of hundreds of people in a row."""
    language = get_language() or "ja"
    return cache.get_or_set(f"element-names-{language}", _read_element_names, REMEMBERED) or {}


def _read_element_names() -> dict[str, str]:
    return {one.slug: str(one) for one in RubricElement.objects.filter(domain__version__live=True)}


def _element(slug: str) -> str:
    return _element_names().get(slug, slug)


def _level_refused(facts: Mapping[str, Any]) -> str:
    if facts["level"] < facts["asked"]:
        said = {"asked": level_name(Level(facts["asked"])), "level": level_words(facts["level"])}
        return _("The seat asks for %(asked)s or above; now: %(level)s.") % said
    return _joined(
        _("In “%(element)s” the seat asks for %(asked)s or above; now: %(level)s.")
        % {"element": _element(slug), "asked": level_name(Level(asked)), "level": level_words(level)}
        for slug, (level, asked) in facts["elements"].items()
    )


def _lower_seat(facts: Mapping[str, Any]) -> str:
    if facts["level"] < facts["asked"]:
        return _("if the seat took %(level)s") % {"level": level_words(facts["level"])}
    return _("if the seat asked for less in single elements")


_REFUSALS = {
    "level": _level_refused,
    "strength": lambda facts: (
        _("The level has to be “%(asked)s”; now: %(strength)s.")
        % {"asked": _strength(facts["asked"]), "strength": _strength(facts["strength"])}
    ),
    "validity": lambda facts: (
        _("The signed level ended or ends on %(day)s, before the start.") % {"day": _day(facts["valid_until"])}
    ),
    "reach": lambda facts: _("Does not go to %(place)s.") % {"place": _place(facts)},
    "dates": lambda facts: _("Offers no hours in %(months)s.") % {"months": _months(facts["months"])},
    "hours": lambda facts: (
        _("Has fewer than %(hours)s free in %(months)s.")
        % {"hours": _hours(facts["hours"]), "months": _months(facts["free"])}
    ),
    "licence": lambda facts: (
        _("Does not have the licence: %(licence)s.") % {"licence": Licence(facts["licence"]).label}
    ),
    "language": lambda facts: (
        _("Does not speak %(languages)s.")
        % {"languages": _joined(str(Language(one).label) for one in facts["languages"])}
    ),
    "unwilling": lambda facts: _("Does not take on this industry: %(industry)s.") % {"industry": _industry(facts)},
    "conflict": lambda _facts: _("Cannot (the reason is not disclosed)."),
    "border": lambda _facts: _("Belongs to another organisation and is not offered to yours."),
    "on-team": lambda _facts: _("Is in the team already, or is being asked."),
    "declined": lambda _facts: _("It was settled before that he does not take part here."),
}


def _other_reach(facts: Mapping[str, Any]) -> str:
    if facts["online"]:
        return _("if online meetings were possible")
    return _("if he went to %(place)s") % {"place": _place(facts)}


def _other_hours(facts: Mapping[str, Any]) -> str:
    parts = []
    if facts["hours"] > 0:
        parts.append(_("with %(hours)s a month") % {"hours": _hours(facts["hours"])})
    if facts["from"]:
        parts.append(_("from %(month)s on") % {"month": month_words(facts["from"])})
    return _(" or ").join(parts)


_CHANGES = {
    "level": _lower_seat,
    "strength": lambda facts: _("if the level were “%(strength)s”") % {"strength": _strength(facts["asked"])},
    "validity": lambda _facts: _("if the level were signed anew"),
    "reach": _other_reach,
    "dates": lambda facts: _("from %(month)s on") % {"month": month_words(facts["from"])},
    "hours": _other_hours,
    "licence": lambda facts: _("without the licence: %(licence)s") % {"licence": Licence(facts["licence"]).label},
    "language": lambda facts: (
        _("with an interpreter for %(languages)s")
        % {"languages": _joined(str(Language(one).label) for one in facts["languages"])}
    ),
    "border": lambda _facts: _("if he offered himself to your organisation"),
}
