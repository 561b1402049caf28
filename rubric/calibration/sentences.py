"""Agreement and drift in words."""

from django.utils.translation import gettext as _

from rubric.calibration.domain.agreement import Agreement, Closeness


def agreement_words(alpha: float | None) -> str:
    """What an alpha means; where there is none, that it cannot be told."""
    if alpha is None:
        return _("agreement cannot be told yet")
    return str(_AGREEMENT[Agreement.of(alpha)]())


def closeness_words(closeness: Closeness) -> str:
    """How close the levels of a spread lie, in a sentence."""
    return str(_CLOSENESS[closeness]())


def drift_words(drift: float | None) -> str:
    """By how much somebody is off; what reads 0.0 is none."""
    if drift is None:
        return ""
    shown = round(drift, 1)
    if not shown:
        return _("as the reference")
    said = _("%(levels)s levels higher") if shown > 0 else _("%(levels)s levels lower")
    return said % {"levels": f"{abs(shown):.1f}"}


def figure(value: float | None) -> str:
    """An alpha with two decimals."""
    return "" if value is None else f"{round(value, 2) + 0:.2f}".replace("-", "\N{MINUS SIGN}")


_AGREEMENT = {
    Agreement.RELIABLE: lambda: _("high agreement"),
    Agreement.TENTATIVE: lambda: _("fair agreement"),
    Agreement.WEAK: lambda: _("low agreement"),
    Agreement.CHANCE: lambda: _("agreement not above chance"),
}
_CLOSENESS = {
    Closeness.SAME: lambda: _("Everybody gave the same level."),
    Closeness.NEIGHBOURS: lambda: _("All levels lie next to each other."),
    Closeness.APART: lambda: _("The levels lie two or more steps apart. It is worth talking about."),
}
