"""Where the CMS's pages of vignettes are, and what stands at their head."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rubric.calibration.models import Vignette

ICON = "comment"


def vignette_address(view: str, *args: int) -> str:
    """One of Wagtail's views of vignettes."""
    return reverse(Vignette.snippet_viewset.get_url_name(view), args=args)


def header(title: str, vignette: Vignette | None = None) -> dict[str, Any]:
    """What Wagtail's page header shows: the way down to this page."""
    way = [(reverse("wagtailadmin_home"), _("Home")), (vignette_address("list"), _("Calibration"))]
    if vignette:
        way.append((vignette_address("edit", vignette.pk), str(vignette)))
    crumbs = [{"url": url, "label": label} for url, label in [*way, ("", title)]]
    return {"header_title": title, "page_title": title, "header_icon": ICON, "breadcrumbs_items": crumbs}
