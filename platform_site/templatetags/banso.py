"""Tags that every template has: icons, addresses in the reader's language, languages, the current entry."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_JA = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆"
#: Kana and kanji with the digits and Japanese punctuation between them.
JAPANESE = re.compile(rf"[{_JA}](?:[{_JA}\u3000-\u303f\uff00-\uffef・…0-9]*[{_JA}\u3001\u3002])?")
_TAG_OR_JAPANESE = re.compile(rf"<[^>]*>|{JAPANESE.pattern}")
LATIN = re.compile(r"[A-Za-z]")
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
def nav_link(context: RequestContext, path: str, label: str, *, alone: bool = False) -> dict[str, str]:
    """An entry of the navigation that knows whether the reader is on its page, or below it where it is not `alone`."""
    url, request = site_path(path), context.get("request")
    here = getattr(request, "path", "")
    below = "true" if here.startswith(url) and not alone else ""
    return {"url": url, "label": label, "current": "page" if here == url else below}


@register.simple_tag
def banner_level(messages: Iterable[Any]) -> str:
    """The gravest level among Django's messages."""
    tags = {message.level_tag for message in messages}
    return next((level for level in LEVELS if level in tags), "info")


@register.filter
def foreign(text: Any, language: str = "ja") -> Any:
    """A text that may be in `language`, marked as such where the page around it is in the other one.

    Screen readers and fonts go by it. Whatever is HTML already carries its marks.
    """
    here, text = (get_language() or "ja")[:2], text if isinstance(text, SafeString) else str(text)
    if here == language or isinstance(text, SafeString):
        return text
    if language == "ja":
        return mark_safe(JAPANESE.sub(_as_japanese, escape(text)))  # noqa: S308 - escaped
    if LATIN.search(text) and not JAPANESE.search(text):
        return format_html('<span lang="{}">{}</span>', language, text)
    return text


@register.filter
def foreign_in(html: SafeString, around: str) -> SafeString:
    """Editors' HTML in the language `around`, with the Japanese terms in it marked as such."""
    if around == "ja":
        return html
    return mark_safe(_TAG_OR_JAPANESE.sub(_as_japanese, html))  # noqa: S308 - the editor's own HTML, tags untouched


def _as_japanese(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span lang="ja">{found[0]}</span>'


@register.filter
def any_found(ways: Iterable[Any]) -> bool:
    """Whether one of the ways out of an empty result leads to anything."""
    return any(way.count for way in ways)


@register.filter
def any_checked(options: Iterable[Any]) -> bool:
    """Whether one of a facet's options is chosen."""
    return any(option.checked for option in options)
