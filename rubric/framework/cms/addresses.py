"""Where the CMS's pages of the rubric are, and what stands at their head."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rubric.framework.models import RubricVersion

ICON = "table"


def versions_address() -> str:
    """The list of versions."""
    return reverse(RubricVersion.snippet_viewset.get_url_name("list"))


def edit_address(version: RubricVersion) -> str:
    """The page of one version."""
    return reverse(RubricVersion.snippet_viewset.get_url_name("edit"), args=[version.pk])


def content_address(version: RubricVersion, slug: str = "") -> str:
    """What a version says, on its page; at one of its domains or elements if `slug` is given."""
    return f"{edit_address(version)}#{f'row-{slug}' if slug else 'rubric-content'}"


def header(title: str, version: RubricVersion | None = None) -> dict[str, Any]:
    """What Wagtail's page header shows: the way down to this page."""
    way = [(reverse("wagtailadmin_home"), _("Home")), (versions_address(), _("Rubric"))]
    if version:
        way.append((edit_address(version), short_name(version)))
    crumbs = [{"url": url, "label": label} for url, label in [*way, ("", title)]]
    return {"header_title": title, "page_title": title, "header_icon": ICON, "breadcrumbs_items": crumbs}


def short_name(version: RubricVersion) -> str:
    """A version where there is little room."""
    return _("Version %(number)s") % {"number": version.number}
