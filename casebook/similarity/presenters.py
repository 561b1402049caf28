"""What the pages of "cases like mine" show, shaped so that their templates neither query nor decide."""

from dataclasses import dataclass
from typing import Any

from casebook.library.presenters import Loosening


@dataclass(frozen=True)
class Told:
    """What a memo says of a field: the words it rests on, the value, whether it is chosen, and whether it is certain.

    `words` is the company's own story: it is shown and forgotten.
    """

    words: str
    value: str
    is_chosen: bool
    is_certain: bool


@dataclass(frozen=True)
class SimilarHit:
    """A case and how it is like the company in hand; `width` (0–100) is the length of its bar."""

    title: str
    url: str
    language: str
    facts: tuple[str, ...]
    turning_point: str
    likeness: str
    width: int
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    compare_url: str
    disclosure: str = ""


@dataclass(frozen=True)
class SimilarScreen:
    """The whole page. `has_asked`: anything to go by was given, so that results, or their absence, are shown."""

    form: Any
    memo_form: Any
    has_asked: bool
    hits: tuple[SimilarHit, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()  # heading, values
    notes: tuple[str, ...] = ()
    ways: tuple[Loosening, ...] = ()
    source: tuple[str, str, str] | None = None  # title, address, language of the case in hand
    case_id: str = ""
    has_memo: bool = False
    is_to_check: bool = False  # the memo has just been read
    proposed: int = 0  # how many values the memo speaks for
    share_url: str = ""
    all_url: str = ""  # the library with what matters most of the question


@dataclass(frozen=True)
class VersusRow:
    """One line of the side-by-side view; `tone` is same, partly, near, differs or nothing."""

    heading: str
    mine: str
    theirs: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True)
class VersusScreen:
    """A company and a case side by side."""

    rows: tuple[VersusRow, ...]
    title: str
    url: str
    language: str
    turning_point: str
    likeness: str
    width: int
    back_url: str
