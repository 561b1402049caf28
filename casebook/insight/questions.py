"""A question as it is counted: without order, width or case, and without anything that points at a person."""

import re
import unicodedata

from casebook.insight.models import LONGEST, LONGEST_FILTERS, Kind
from casebook.library.criteria import Criteria
from casebook.library.projection import FACETS
from search.query import parse

#: More digits in a row than this are a telephone number, an account or a person's number, not a year or an amount.
MOST_DIGITS = 6
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-‐‑–—−ー－.,/()（）・]+(?=\d)")
_DIGITS = re.compile(rf"\d{{{MOST_DIGITS + 1},}}")
_ADDRESS = re.compile(r"\S@|@\S|https?:|www\.", re.IGNORECASE)

Question = tuple[Kind, str]


def looks_personal(text: str) -> bool:
    """Whether `text` holds a mail or web address, a telephone number or another long number."""
    plain = folded(text)
    return bool(_ADDRESS.search(plain) or _DIGITS.search(_BETWEEN_DIGITS.sub("", plain)))


def folded(text: str) -> str:
    """`text` whatever its width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def question_of(criteria: Criteria) -> Question | None:
    """What is counted of a question: its words, or its filters where they alone decide; None where nothing may be."""
    kind = Kind.WORDS if criteria.q else Kind.FILTERS
    what = words_of(criteria.q) if criteria.q else filters_of(criteria)
    return (kind, what) if what else None


def words_of(q: str) -> str:
    """What was typed, folded and sorted; empty where it may not be kept."""
    typed = sorted({folded(term.typed.strip('"')) for term in parse(q).terms})
    joined = " ".join(typed)
    return "" if len(joined) > LONGEST or looks_personal(q) or looks_personal(joined) else joined


def filters_of(criteria: Criteria) -> str:
    """The filters as they stand in an address; empty where there are none, or where they may not be kept."""
    chosen = {name: tuple(sorted(values)) for name, values in criteria.filters.items() if name in FACETS}
    joined = Criteria(filters=chosen).query()
    personal = any(looks_personal(tag) for tag in chosen.get("tag", ()))
    return "" if len(joined) > LONGEST_FILTERS or personal else joined
