"""Reasons of likeness in the reader's words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.profiles.choices import Situation
from casebook.similarity.domain.compare import Kind, Reason
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.company_size import SizeClass
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES


def sentence(reason: Reason, taxonomies: Taxonomies) -> str:
    """One reason in words: 「同じ壁：付いてこない」."""
    values = _(", ").join(_label(reason.field, value, taxonomies) for value in reason.values)
    if reason.kind is Kind.SAME:
        return {
            "barrier": _("Same barrier: %s"),
            "approach": _("Same approach: %s"),
            "situation": _("Same situation: %s"),
            "industry": _("Same industry: %s"),
            "size": _("Same size: %s"),
            "place": _("Same prefecture: %s"),
        }[reason.field] % values
    if reason.field == "size":
        return _("One size larger") if reason.values == ("larger",) else _("One size smaller")
    return {"industry": _("Related industry: %s"), "place": _("Nearby: %s")}[reason.field] % values


def _label(field: str, value: str, taxonomies: Taxonomies) -> str:
    language = get_language() or "ja"
    if field in {"barrier", "approach"}:
        return taxonomies[field][value].label(language)
    if field == "situation":
        return str(Situation(value).label)
    if field == "industry":
        return INDUSTRIES[value].label(language)
    if field == "place":
        return PREFECTURES[value].label(language)
    return SizeClass(value).label(language) if value in set(SizeClass) else value
