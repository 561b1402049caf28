"""The first tree of the site, from the texts in `seed/`: made once, never changed again by us.

Editors own what was seeded: a page that exists, under whatever text, is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from casebook.pages.models import HomePage, KnowHowIndexPage, KnowHowPage, LibraryPage, SectionPage
from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType, Term
from search.synonyms.seeding import seed_synonyms

SEED = Path(__file__).parent / "seed"
LANGUAGES = ("ja", "en")
TAXONOMIES: dict[str, type[Term]] = {
    "barrier": Barrier,
    "approach": Approach,
    "support_type": SupportType,
    "delivery_model": DeliveryModel,
}
#: Where the doors of the first page lead.
DOORS = ("/cases/", "/rubric/", "/about/flow/")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[(.+?)\]\((.+?)\)")
_KINDS = ("heading", "paragraph", "list", "steps", "callout", "source", "note")


@transaction.atomic
def seed(hostname: str = "localhost", port: int = 8000) -> None:
    """Taxonomies and the first tree in both languages. Doing it again adds only what is missing."""
    seed_taxonomies()
    seed_synonyms()
    homes = {language: _home(language) for language in LANGUAGES}
    _site(homes["ja"], hostname, port)
    _library(homes)
    for text in (*_sections(), load("rubric")):
        _page(SectionPage, text, homes)
    _page(KnowHowIndexPage, load("knowhow"), homes, child_model=KnowHowPage)
    for text in load("terms")["pages"]:
        _page(SectionPage, text, homes)


def load(name: str) -> dict[str, Any]:
    """One of the seed files."""
    return yaml.safe_load((SEED / f"{name}.yaml").read_text(encoding="utf-8"))


def seed_taxonomies() -> None:
    """The terms of the field, with their frozen slugs."""
    for name, rows in load("taxonomies").items():
        for row in rows:
            TAXONOMIES[name].objects.get_or_create(slug=row["slug"], defaults=_term_fields(row))


def _term_fields(row: dict[str, Any]) -> dict[str, Any]:
    texts = {
        f"{field}_{language}": row.get(field, {}).get(language, "")
        for field in ("name", "meaning", "description")
        for language in LANGUAGES
    }
    variants = [variant for language in LANGUAGES for variant in row.get("variants", {}).get(language, [])]
    return {**texts, "order": row["order"], "variants": "\n".join(variants)}


def _sections() -> Iterable[dict[str, Any]]:
    return (load("about"),)


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def _home(language: str) -> HomePage:
    locale = _locale(language)
    found = HomePage.objects.filter(locale=locale).first()
    if found:
        return found
    text = load("home")[language]
    original = HomePage.objects.filter(locale=_locale("ja")).first()
    home = HomePage(
        title=text["title"],
        slug=f"home-{language}",
        locale=locale,
        lead=text["lead"],
        search_heading=text["search_heading"],
        search_placeholder=text["search_placeholder"],
        doors=[
            {"type": "door", "value": {"heading": door["heading"], "text": door["text"], "link": link}}
            for door, link in zip(text["doors"], DOORS, strict=True)
        ],
        audiences=[
            {"type": "audience", "value": {"heading": row["who"], "text": row["text"]}} for row in text["audience"]
        ],
        loop=[{"type": "step", "value": row} for row in text["loop"]],
        **({"translation_key": original.translation_key} if original else {}),
    )
    Page.get_first_root_node().add_child(instance=home)
    _first_revision(home)
    return home


def _site(home: HomePage, hostname: str, port: int) -> None:
    """Wagtail's own first site shows our first page; a site that somebody has set up is left alone."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.pk and isinstance(site.root_page.specific, HomePage):
        return
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name, site.hostname, site.port = home, "伴走 Banso", hostname, port
    site.save()
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()


def _library(homes: dict[str, HomePage]) -> None:
    text = {
        "slug": "cases",
        "title": {"ja": "事例を探す", "en": "Find cases"},
        "introduction": {
            "ja": "いま向き合っている会社に近い事例を、言葉と条件で探せます。まず「転機」の一文を読んでください。",
            "en": "Find cases close to the company in front of you. Read the turning point first.",
        },
    }
    _page(LibraryPage, text, homes)


def _page(
    model: type[Page], text: dict[str, Any], parents: dict[str, Page], child_model: type[Page] = SectionPage
) -> None:
    """A page in both languages, and the pages below it."""
    pages: dict[str, Page] = {}
    for language in LANGUAGES:
        pages[language] = _one(model, text, parents[language], language, pages.get("ja"))
    for child in text.get("children", []):
        _page(child_model, child, pages)


def _one(model: type[Page], text: dict[str, Any], parent: Page, language: str, original: Page | None) -> Page:
    existing = model.objects.child_of(parent).filter(slug=text["slug"]).first()
    if existing:
        return existing
    fields: dict[str, Any] = {"introduction": text["introduction"][language]} if "introduction" in text else {}
    if "body" in text:
        fields["body"] = list(_blocks(text["body"][language]))
    if original is not None:
        fields["translation_key"] = original.translation_key
    page = model(title=text["title"][language], slug=text["slug"], locale=_locale(language), **fields)
    if model is KnowHowPage:
        page.barriers = Barrier.objects.filter(slug__in=text.get("barriers", []))
        page.approaches = Approach.objects.filter(slug__in=text.get("approaches", []))
    parent.add_child(instance=page)
    _first_revision(page)
    return page


def _first_revision(page: Page) -> None:
    """What an editor compares with, and returns to."""
    page.save_revision().publish()


def _blocks(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The seed's blocks as the stream field takes them. What is invented is for the demo only."""
    for row in rows:
        if row.get("only") == "demo" and not settings.DEBUG:
            continue
        kind = next(kind for kind in _KINDS if kind in row)
        value = row[kind]
        if kind == "paragraph":
            value = f"<p>{_rich(value)}</p>"
        elif kind in {"list", "steps"}:
            value = {"items": [f"<p>{_rich(item)}</p>" for item in value]}
        yield {"type": kind, "value": value}


def _rich(text: str) -> str:
    return _LINK.sub(r'<a href="\2">\1</a>', _BOLD.sub(r"<b>\1</b>", escape(text)))
