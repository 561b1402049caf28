"""What to read on an element: cases that show the level to reach, cases on the matter, and know-how."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Locale

from casebook.cases.audience import audience_for
from casebook.cases.models import CasePage
from casebook.library.cards import case_url
from casebook.library.projection import KIND, pk_of
from casebook.pages.models import KnowHowPage
from rubric.framework.domain.content import Element
from rubric.framework.domain.levels import Level
from rubric.framework.models import LevelExample
from search.engines import engine
from search.engines.base import EngineError
from search.query import parse

MOST_CASES = 3
MOST_ARTICLES = 2
#: Cases that the engine brings for an element: a reader may not read some of them.
SOUGHT = 6


@dataclass(frozen=True)
class Reading:
    """Something to read, and the language it is written in."""

    title: str
    url: str
    language: str
    why: str = ""


def cases_for(element: Element, level: Level, user: Any) -> tuple[Reading, ...]:
    """Cases on an element: first those that editors named for the level, then by the element's words.

    Where no engine answers only the named ones are there.
    """
    named = {one.case_id: one.why for one in LevelExample.objects.filter(element=element.slug, level=level)}
    ids = list(dict.fromkeys([*named, *_sought(element, user)]))
    fields = ("pk", "title", "slug", "text_language")
    readable = {case.pk: case for case in CasePage.objects.visible_to(user).filter(pk__in=ids).only(*fields)}
    return tuple(_reading(readable[pk], named.get(pk, "")) for pk in ids if pk in readable)[:MOST_CASES]


def articles_for(element: Element) -> tuple[Reading, ...]:
    """Know-how that is open to everybody, by the element's own words."""
    articles = KnowHowPage.objects.live().public().filter(locale=Locale.get_active()).select_related("locale")
    found = articles.search(element.name.label(get_language() or "ja"), operator="or")[:MOST_ARTICLES]
    return tuple(Reading(article.title, article.url, article.locale.language_code) for article in found)


def _sought(element: Element, user: Any) -> list[int]:
    """Cases that share telling words with what the element says. Cases are Japanese, so its Japanese is sought."""
    text = parse(" ".join([element.name.ja, element.meaning.ja, *(one.text.ja for one in element.descriptors)]))
    try:
        hits = engine().candidates(audience=audience_for(user), kind=KIND, text=text, facets={}, limit=SOUGHT)
    except EngineError:
        return []
    return [pk_of(hit.key) for hit in hits]


def _reading(case: CasePage, why: str = "") -> Reading:
    return Reading(case.title, case_url(case), case.text_language, why)
