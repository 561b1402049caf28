"""Tags that every template has: icons, addresses in the reader's language, the navigation's current entry."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

LEVELS = ("error", "warning", "success", "info")  # the gravest first: one banner takes its level


@register.simple_tag
def icon(name: str) -> SafeString:
    """One symbol of the sprite, decoration beside a visible label."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("banso/icons.svg"), name
    )


@register.simple_tag
def site_path(path: str) -> str:
    """A local address in the language of the interface; any other address as it is."""
    in_english = (get_language() or "").startswith("en")
    return f"/en{path}" if in_english and path.startswith("/") else path


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(context: RequestContext, path: str, label: str) -> dict[str, str]:
    """An entry of the navigation that knows whether the reader is on its page, or below it."""
    url, request = site_path(path), context.get("request")
    here = getattr(request, "path", "")
    return {"url": url, "label": label, "current": "page" if here == url else "true" if here.startswith(url) else ""}


@register.simple_tag
def banner_level(messages: Iterable[Any]) -> str:
    """The gravest level among Django's messages."""
    tags = {message.level_tag for message in messages}
    return next((level for level in LEVELS if level in tags), "info")


@register.filter
def any_checked(options: Iterable[Any]) -> bool:
    """Whether one of a facet's options is chosen."""
    return any(option.checked for option in options)
