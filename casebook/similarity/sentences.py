"""Reasons of likeness in the reader's words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.profiles.choices import Situation
from casebook.similarity.domain.compare import Kind, Reason
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES


def sentence(reason: Reason, taxonomies: Taxonomies) -> str:
    """One reason in words: 「同じ壁：付いてこない」, 「規模はひとまわり大きい」."""
    if reason.field == "size":
        return _size(reason)
    values = _(", ").join(_label(reason.field, value, taxonomies) for value in reason.values)
    return _pattern(reason) % values


def _pattern(reason: Reason) -> str:
    return {
        ("barrier", Kind.SAME): _("Same barrier: %s"),
        ("barrier", Kind.DIFFERS): _("Another barrier: %s"),
        ("approach", Kind.SAME): _("Same approach: %s"),
        ("situation", Kind.SAME): _("Same situation: %s"),
        ("situation", Kind.DIFFERS): _("Opposite situation: %s"),
        ("industry", Kind.SAME): _("Same industry: %s"),
        ("industry", Kind.NEAR): _("Related industry: %s"),
        ("industry", Kind.DIFFERS): _("Another industry: %s"),
        ("place", Kind.SAME): _("Same prefecture: %s"),
        ("place", Kind.NEAR): _("Nearby: %s"),
        ("place", Kind.DIFFERS): _("Far away: %s"),
        ("text", Kind.TEXT): _("Same words: %s"),
    }[reason.field, reason.kind]


def _size(reason: Reason) -> str:
    if reason.kind is Kind.SAME:
        return _("About the same size")
    return {
        "larger": _("One size larger"),
        "smaller": _("One size smaller"),
        "much-larger": _("Much larger"),
        "much-smaller": _("Much smaller"),
    }[reason.values[0]]


def _label(field: str, value: str, taxonomies: Taxonomies) -> str:
    language = get_language() or "ja"
    if field in {"barrier", "approach"}:
        return taxonomies[field][value].label(language)
    if field == "situation":
        return str(Situation(value).label)
    if field == "industry":
        return INDUSTRIES[value].label(language)
    return PREFECTURES[value].label(language) if field == "place" else value
