"""The CMS speaks Japanese: our catalogue completes what the packages leave in English.

Vocabulary: a *domain* is "django" (Python and templates) or "djangojs" (scripts). A
package's *template* is the catalogue it ships that names all its strings. A *key* is what
gettext looks a string up by: context, text, and whether a number goes with it.
"""

import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

CATALOGUES = Path(__file__).parents[2] / "platform_site/cms_locale/ja/LC_MESSAGES"
DOMAINS = ("django", "djangojs")

PACKAGES = (
    "wagtail.admin",
    "wagtail",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "taggit",
    "allauth",
    "django.contrib.auth",
    "django_filters",
)
# Every site has these, so any package may lean on their Japanese. Scripts are apart:
# Wagtail serves them the catalogue of wagtail.admin and the project's, nothing else.
ALWAYS_INSTALLED = {
    "django": (
        "django.conf",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "wagtail.admin",
        "wagtail",
        "wagtail.images",
        "wagtail.documents",
        "wagtail.users",
    ),
    "djangojs": ("wagtail.admin",),
}
# django-filter ships no English catalogue; its German one names every string.
TEMPLATE_LANGUAGE = {"django_filters": "de"}

PERCENT = r"%\(\w+\)[sd]|(?<!%)%[sd]"
BRACE = r"\{\w*\}"
TAG = r"</?[a-zA-Z][^>]*>"
TOKEN = re.compile(f"{PERCENT}|{BRACE}|{TAG}")
VALUE = re.compile(f"{PERCENT}|{BRACE}")

Key = tuple[str | None, str, bool]


def tokens(text: str) -> Counter[str]:
    """Placeholders and tags of a text; a tag's own placeholders count with the tag."""
    return Counter(TOKEN.findall(text))


def values(text: str) -> set[str]:
    return set(VALUE.findall(text))


def wording(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def lost_tokens(entry: polib.POEntry) -> bool:
    """Whether a translation drops, adds or alters a placeholder or a tag.

    Japanese has one form for all numbers, so it answers to the English plural.
    """
    english = entry.msgid_plural or entry.msgid
    return any(tokens(text) != tokens(english) or not values(entry.msgid) <= values(text) for text in wording(entry))


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, bool(entry.msgid_plural)


def answered(entries: list[polib.POEntry]) -> set[Key]:
    """Keys these entries answer. A plural entry also answers the text asked without a number."""
    keys = {key(entry) for entry in entries if entry.translated()}
    return keys | {(context, text, False) for context, text, plural in keys if plural}


@cache
def ours(domain: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / f"{domain}.po"))


@cache
def shipped(package: str, language: str, domain: str) -> list[polib.POEntry]:
    """The package's own entries, none if it ships no such catalogue."""
    spec = find_spec(package)
    assert spec is not None and spec.submodule_search_locations, f"{package} is not installed"
    folder = Path(spec.submodule_search_locations[0])
    file = folder / f"locale/{language}/LC_MESSAGES/{domain}.po"
    if not file.exists():
        return []
    return [entry for entry in polib.pofile(str(file)) if not entry.obsolete]


def template(package: str, domain: str) -> list[polib.POEntry]:
    return shipped(package, TEMPLATE_LANGUAGE.get(package, "en"), domain)


def missing(package: str, domain: str) -> list[str]:
    known = answered(list(ours(domain))) | answered(shipped(package, "ja", domain))
    for other in ALWAYS_INSTALLED[domain]:
        known |= answered(shipped(other, "ja", domain))
    return [entry.msgid for entry in template(package, domain) if key(entry) not in known]


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_has_nothing_empty_fuzzy_or_obsolete(domain: str) -> None:
    unfinished = [
        entry.msgid
        for entry in ours(domain)
        if entry.fuzzy or entry.obsolete or not all(text.strip() for text in wording(entry))
    ]
    assert unfinished == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_has_no_message_twice(domain: str) -> None:
    times = Counter((entry.msgctxt, entry.msgid) for entry in ours(domain))
    assert [message for message, count in times.items() if count > 1] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_knows_one_form_for_all_numbers(domain: str) -> None:
    assert ours(domain).metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert all(set(e.msgstr_plural) == {0} for e in ours(domain) if e.msgid_plural)


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_keep_placeholders_and_tags(domain: str) -> None:
    assert [entry.msgid for entry in ours(domain) if lost_tokens(entry)] == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("package", PACKAGES)
def test_package_is_wholly_japanese(package: str, domain: str) -> None:
    assert missing(package, domain) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_package_ships_the_template_we_measure_by(package: str) -> None:
    assert template(package, "django") != []


@pytest.mark.parametrize(
    ("english", "japanese", "lost"),
    [
        ("Add %(name)s", "%(name)sを追加", False),
        ("Add %(name)s", "追加", True),
        ("Add {name}", "{title}を追加", True),
        ("%s (descending)", "%s（降順）", False),
        ("by <b>you</b>", "<b>あなた</b>", False),
        ("by <b>you</b>", "あなた", True),
        ('<a href="%(url)s">add</a>', '<a href="%(uri)s">追加</a>', True),
    ],
)
def test_lost_tokens_are_noticed(english: str, japanese: str, lost: bool) -> None:
    assert lost_tokens(polib.POEntry(msgid=english, msgstr=japanese)) is lost
