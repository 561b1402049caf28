"""What a reader of the library asked for: one lenient form for the whole query string.

Slug, Japanese and English name are accepted alike. On pages a bad value, or a parameter that does not exist, is ignored
with a visible note; the API answers 400 from the same notes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casebook.library.projection import FACETS
from casebook.profiles.choices import Result
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.eras import NotAYear, parse_year
from platform_site.reference.recognise import (
    BODY_WORDS,
    BUREAU_WORDS,
    INDUSTRY_WORDS,
    PREFECTURE_WORDS,
    SIZE_WORDS,
    Term,
    Vocabulary,
)
from search.engines.base import DEEPEST_HIT
from search.query import LONGEST_QUERY, split_fields

PAGE_SIZE = 20
LAST_PAGE = DEEPEST_HIT // PAGE_SIZE
#: What may stand before a colon in the search box.
FIELD_NAMES = {
    **{name: name for name in FACETS},
    "地域": "region",
    "地方": "region",
    "都道府県": "prefecture",
    "県": "prefecture",
    "所在地": "prefecture",
    "規模": "size",
    "業種": "industry",
    "障壁": "barrier",
    "壁": "barrier",
    "アプローチ": "approach",
    "支援": "support",
    "支援類型": "support",
    "実施形態": "model",
    "支援機関": "org",
    "機関": "org",
    "成果": "result",
    "結果": "result",
    "年": "year",
    "年度": "year",
    "タグ": "tag",
}
SORTS = ("relevance", "newest", "near")
PARAMETERS = ("q", *FACETS, "sort", "place", "page")
#: What other sites hang onto an address: no condition of the reader's, so it is dropped without a word.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|msclkid")
#: Nobody chooses more values than this of one facet; a longer address is a mistake or an attack.
MOST_VALUES = 50
#: More digits than these need not be read to know that there is no such page.
LONGEST_NUMBER = 9
BOTH = Term("both", "課題設定型と課題解決型の両方", "Both types", ("両方",))
RESULT_WORDS = Vocabulary(
    (
        Term("success", "成功", "Success", ("成果あり",)),
        Term("partly", "一部成功", "Partly", ("一部成果",)),
        Term("stalled", "停滞・中断", "Stalled", ("失敗", "停滞", "中断", "failed")),
    )
)
if {term.slug for term in RESULT_WORDS} != set(Result.values):  # the names here and the choices there are one list
    raise AssertionError("result words and choices differ")


@dataclass(frozen=True)
class Ignored:
    """A condition that is not understood, and what may have been meant: a value's term, or a parameter's name."""

    parameter: str
    value: str
    nearest: Term | str = ""

    @property
    def sentence(self) -> str:
        """The note in the reader's language."""
        if self.parameter == "page":
            return str(_("There is no page %(value)s. The first one is shown.") % {"value": self.value[:20]})
        said = {"condition": self.condition, "nearest": self._nearest_name()}
        if said["nearest"]:
            return str(
                _("“%(condition)s” cannot be used as a condition and was ignored. Did you mean “%(nearest)s”?") % said
            )
        return str(_("“%(condition)s” cannot be used as a condition and was ignored.") % said)

    @property
    def condition(self) -> str:
        """The condition as it stands in the address, cut to a readable length."""
        name, value = self.parameter[:40], self.value[:60]
        return f"{name}={value}" if value else name

    def _nearest_name(self) -> str:
        return self.nearest.label(get_language() or "ja") if isinstance(self.nearest, Term) else self.nearest


class BeyondTheLast(Ignored):
    """A page after the last one."""

    @property
    def sentence(self) -> str:
        """The note in the reader's language."""
        return str(_("There is no page %(value)s. The last one is shown.") % {"value": self.value[:20]})


@dataclass(frozen=True)
class Criteria:
    """A question to the library. `filters` holds slugs (tags by name) of the chosen facets only."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    place: str = ""
    page: int = 1
    ignored: tuple[Ignored, ...] = ()

    @property
    def order(self) -> str:
        """The order in force: by relevance where something is sought, otherwise the newest first."""
        return self.sort or ("relevance" if self.q else "newest")

    def query(self) -> str:
        """The query string of this question, in a stable order; the first page is not named."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in FACETS for value in self.filters.get(name, ())]
        pairs += [(name, getattr(self, name)) for name in ("sort", "place") if getattr(self, name)]
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    def without(self, name: str, value: str) -> "Criteria":
        """The question without one chosen value."""
        rest = tuple(chosen for chosen in self.filters.get(name, ()) if chosen != value)
        return self._with_filter(name, rest)

    def toggled(self, name: str, value: str) -> "Criteria":
        """The question with one value chosen, or no longer chosen."""
        chosen = self.filters.get(name, ())
        return self.without(name, value) if value in chosen else self._with_filter(name, (*chosen, value))

    def instead(self, name: str, value: str) -> "Criteria":
        """The question with one value of a facet in the place of those that were chosen."""
        return self._with_filter(name, (value,))

    def only(self, **changes) -> "Criteria":
        """The question with some of its parts replaced, back on the first page."""
        return replace(self, **{"page": 1, **changes})

    def _with_filter(self, name: str, values: tuple[str, ...]) -> "Criteria":
        filters = {key: chosen for key, chosen in {**self.filters, name: values}.items() if chosen}
        return self.only(filters=filters)


def read_criteria(data: QueryDict, taxonomies: Taxonomies) -> Criteria:
    """Read a query string. Never raises: what is not understood comes back in `ignored`."""
    ignored = list(_unknown_parameters(data))
    q, asked, refused = split_fields(
        " ".join(data.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY], FIELD_NAMES
    )
    filters: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        given = [*data.getlist(name), *asked.get(name, ())]
        if values := _values(name, given[:MOST_VALUES], taxonomies, ignored):
            filters[name] = values
        if values := _values(name, refused.get(name, ()), taxonomies, ignored):
            left_out[name] = values
    return Criteria(
        q=q,
        filters=filters,
        left_out=left_out,
        sort=_sort(data.get("sort", ""), ignored),
        place=next(iter(_values("place", data.getlist("place")[:1], taxonomies, ignored)), ""),
        page=_page(data.get("page", ""), ignored),
        ignored=tuple(ignored),
    )


def vocabulary(name: str, taxonomies: Taxonomies) -> Vocabulary | None:
    """The closed list behind a parameter; None for years and tags."""
    closed = {
        "region": BUREAU_WORDS,
        "prefecture": PREFECTURE_WORDS,
        "place": PREFECTURE_WORDS,
        "size": SIZE_WORDS,
        "industry": INDUSTRY_WORDS,
        "org": BODY_WORDS,
        "result": RESULT_WORDS,
    }
    if name in closed:
        return closed[name]
    return taxonomies[name] if name in {"barrier", "approach", "support", "model"} else None


def _unknown_parameters(data: QueryDict) -> Iterable[Ignored]:
    """Names that no page of ours has given: most often a typing error in an address that was changed by hand."""
    unknown = (name for name in data if name not in PARAMETERS and not TRACKING.fullmatch(name))
    for name in islice(unknown, MOST_VALUES):
        meant = get_close_matches(name[:40], PARAMETERS, n=1)
        yield Ignored(name, data.get(name, ""), meant[0] if meant else "")


def _values(name: str, given: Sequence[str], taxonomies: Taxonomies, ignored: list[Ignored]) -> tuple[str, ...]:
    known: dict[str, None] = {}
    for text in filter(None, (value.strip() for value in given)):
        slug = _slug(name, text, taxonomies)
        if slug:
            known[slug] = None
        else:
            words = vocabulary(name, taxonomies)
            ignored.append(Ignored(name, text, next(iter(words.nearest(text)), "") if words else ""))
    return tuple(known)


def _slug(name: str, text: str, taxonomies: Taxonomies) -> str | None:
    if len(text) > 100:
        return None
    if name == "tag":
        return text
    if name == "year":
        return _year(text)
    if name == "support" and text in BOTH.writings:
        return BOTH.slug
    words = vocabulary(name, taxonomies)
    return words.recognise(text) if words else None


def _year(text: str) -> str | None:
    try:
        return str(parse_year(text))
    except NotAYear:
        return None


def _sort(text: str, ignored: list[Ignored]) -> str:
    if text and text not in SORTS:
        ignored.append(Ignored("sort", text))
        return ""
    return text


def _page(text: str, ignored: list[Ignored]) -> int:
    if not text:
        return 1
    number = int(text[:LONGEST_NUMBER]) if text.isdecimal() else 0
    if 1 <= number <= LAST_PAGE:
        return number
    ignored.append(BeyondTheLast("page", text) if number else Ignored("page", text))
    return LAST_PAGE if number else 1
