"""What became of an element, and which text of it is meant, in the reader's words."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from rubric.framework.domain.crosswalk import Fate
from rubric.framework.domain.levels import Level

_FATES = {
    Fate.SAME: gettext_lazy("As before"),
    Fate.SPLIT: gettext_lazy("Split"),
    Fate.MERGED: gettext_lazy("Merged"),
    Fate.NEW: gettext_lazy("Newly added"),
    Fate.DROPPED: gettext_lazy("Dropped"),
}
_FIELDS = {
    "name": gettext_lazy("Name of the element"),
    "meaning": gettext_lazy("Meaning"),
    "guidance": gettext_lazy("How to choose"),
    "questions": gettext_lazy("Questions to ask oneself"),
    "text": gettext_lazy("What one does"),
    "examples": gettext_lazy("Examples"),
}


def fate_words(fate: Fate) -> StrOrPromise:
    """What became of an element, in a word."""
    return _FATES[fate]


def field_words(field: str, level: Level | None) -> str:
    """Which text of an element is meant; with the level's name where it is one of four."""
    if level is None:
        return str(_FIELDS[field])
    return _("%(level)s: %(field)s") % {"level": level.label(get_language() or "ja"), "field": _FIELDS[field]}
