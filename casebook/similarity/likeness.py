"""How alike, in words: a naked number would claim more than it knows."""

from django.utils.translation import gettext as _

#: From these scores on.
VERY, WELL = 65, 40


def likeness(score: float) -> str:
    """A score (0 to 100) in words."""
    if score >= VERY:
        return _("Very much alike")
    return _("Much alike") if score >= WELL else _("Alike in parts")
