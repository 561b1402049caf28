"""Facets and their values in the reader's words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.library.criteria import BOTH, vocabulary
from casebook.taxonomy.words import Taxonomies


def facet_label(name: str) -> str:
    """The heading of a facet."""
    return {
        "barrier": _("Barrier"),
        "region": _("Region"),
        "prefecture": _("Prefecture"),
        "industry": _("Industry"),
        "size": _("Size"),
        "result": _("Result"),
        "approach": _("Approach"),
        "support": _("Support type"),
        "org": _("Who supported"),
        "model": _("Delivery model"),
        "year": _("Year"),
        "tag": _("Tag"),
    }[name]


def value_label(name: str, value: str, taxonomies: Taxonomies) -> str:
    """A facet value in the reader's words."""
    language = get_language() or "ja"
    if name == "support" and value == BOTH.slug:
        return BOTH.label(language)
    if name == "year":
        return _("%(year)s") % {"year": value}
    words = vocabulary(name, taxonomies)
    try:
        return words[value].label(language) if words else value
    except KeyError:
        return value
