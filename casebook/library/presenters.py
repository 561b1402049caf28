"""What the library page shows, shaped so that its template neither queries nor decides."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class CaseCard:
    """One case in a list. `title` and `excerpt` are safe HTML with `<mark>` around what was sought."""

    url: str
    title: SafeString | str
    excerpt: SafeString | str
    turning_point: SafeString | str
    place: str
    industry: str
    size: str
    year: str
    barriers: tuple[str, ...]
    result: str
    disclosure: str = ""  # empty for public cases, otherwise e.g. 会員限定
    is_programme: bool = False
    language: str = "ja"  # the language of the case's own text
    pk: int = 0
    bookmark: Any = None  # its star, where the reader may set one


@dataclass(frozen=True)
class FacetOption:
    """One value of a facet: how many cases it would show, and the address that switches it."""

    value: str
    label: str
    count: int
    checked: bool
    url: str
    children: tuple["FacetOption", ...] = ()
    hint: str = ""  # why a value stands for more than its name says


@dataclass(frozen=True)
class FacetPanel:
    """One facet of the filter column; `name` is the query parameter, `child_name` that of its children."""

    name: str
    label: str
    options: tuple[FacetOption, ...]
    is_open: bool
    child_name: str = ""

    @property
    def chosen(self) -> int:
        """How many values are chosen, children included."""
        return sum(option.checked + sum(child.checked for child in option.children) for option in self.options)


@dataclass(frozen=True)
class Chip:
    """A chosen filter that can be taken away."""

    facet: str
    label: str
    remove_url: str


@dataclass(frozen=True)
class LinkOption:
    """One of several links of which one is current (sort orders, languages)."""

    label: str
    url: str
    is_current: bool
    value: str = ""


@dataclass(frozen=True)
class PageLink:
    """A page number of the pagination; `url` is empty for a gap (…)."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Pagination:
    """The pages around the current one; empty `pages` when there is only one."""

    pages: tuple[PageLink, ...] = ()
    previous_url: str = ""
    next_url: str = ""
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Loosening:
    """A way out of an empty result: what to take away and how many cases there would be."""

    sentence: str
    url: str
    count: int


@dataclass(frozen=True)
class WaysOut:
    """`loosened` leave a condition out; `beside` put a neighbouring prefecture or size in its place."""

    loosened: tuple[Loosening, ...] = ()
    beside: tuple[Loosening, ...] = ()


@dataclass(frozen=True)
class Viewpoint:
    """From where "near" is measured: the prefecture in force, all to choose from, and a sentence on both."""

    place: str
    places: tuple[tuple[str, str], ...]  # value, label
    sentence: str


@dataclass(frozen=True)
class LibraryScreen:
    """The whole library page."""

    total: int
    q: str
    cards: tuple[CaseCard, ...]
    facets: tuple[FacetPanel, ...]
    chips: tuple[Chip, ...]
    sorts: tuple[LinkOption, ...]
    pagination: Pagination
    clear_url: str
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()  # how the words were read, where not as they stand
    ways: WaysOut | None = None  # only where nothing is found
    hidden_fields: tuple[tuple[str, str], ...] = ()
    other_views: tuple[LinkOption, ...] = ()  # the same question answered on another page
    viewpoint: Viewpoint | None = None  # only where the nearest are to stand first

    @property
    def chosen(self) -> int:
        """How many filters are chosen."""
        return len(self.chips)
