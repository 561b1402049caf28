"""What every page knows: the same page in the other language, and whether this is the demo."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

ENDONYMS = {"ja": "日本語", "en": "English"}


@dataclass(frozen=True)
class LanguageLink:
    """The same address in one of the site's languages."""

    label: str
    url: str
    value: str
    is_current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """Language links, and the facts that header and footer show."""
    return {"language_links": language_links(request), "is_demo": settings.DEBUG}


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """This address in each language; pages without a language prefix (the CMS) have none."""
    path = request.get_full_path()
    bare = path.removeprefix("/en") if path.startswith("/en/") else path
    current = get_language()
    return [
        LanguageLink(
            ENDONYMS[code], bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}", code, code == current
        )
        for code, _name in settings.LANGUAGES
    ]
