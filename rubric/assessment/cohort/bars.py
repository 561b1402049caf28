"""A bar of how many stand on each level, beside the numbers that say the same."""

from collections.abc import Sequence

import svg
from django.utils.safestring import SafeString, mark_safe

HEIGHT = 16


def stacked_bar(counts: Sequence[int | None], total: int | None) -> SafeString:
    """The levels from left to right, the lowest first. Whoever is hidden, or on none of them, is the empty rest."""
    if not total:
        return SafeString("")
    drawn: list[svg.Element] = []
    start = 0.0
    for place, count in enumerate(counts, 1):
        width = round(100 * (count or 0) / total, 2)
        if width:
            drawn.append(svg.Rect(x=round(start, 2), width=width, height=HEIGHT, class_=[f"levels-bar__{place}"]))
        start += width
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, 100, HEIGHT),
        preserveAspectRatio="none",
        class_=["levels-bar"],
        elements=drawn,
        extra={"aria-hidden": "true"},
    )
    return mark_safe(drawing.as_str())  # noqa: S308 - numbers and names of our own
