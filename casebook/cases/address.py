"""The address of a case: from its id, or from its alias in Latin letters; never from a company's name."""

import re
from collections.abc import Callable
from itertools import chain, count

from casebook.cases.romaji import romaji
from casebook.disclosure.domain.anonymity import name_leaks
from search.text.segment import Token, segment

#: Addresses below /cases/ that belong to pages of the library itself.
RESERVED_SLUGS = frozenset({"similar", "map", "turning-points", "saved", "filters", "suggestions"})

_MADE_UP_ID = re.compile(r"case-[0-9a-f]{8}")
_LATIN = re.compile(r"[a-z0-9]+")
_LONGEST = 60


def address_of(*, external_id: str, alias: str, company_name: str = "") -> str:
    """The address that a case wants.

    An id that somebody chose is the address. One that was made up says nothing, so the alias speaks where it can be
    written in Latin letters and does not hold the company's name.
    """
    if not _MADE_UP_ID.fullmatch(external_id) or any(name_leaks(company_name, {"alias": alias})):
        return external_id
    return latin(alias) or external_id


def first_free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """`wanted`, or with the first number from 2 upwards that makes it free."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if not is_taken(slug))


def latin(alias: str) -> str:
    """`alias` as an address, cut between words; empty where a word has no reading.

    >>> latin("Ｙ運輸"), latin("画材店（愛知県）"), latin("龗神社")
    ('y-unyu', 'gazai-ten-aichi-ken', '')
    """
    words = [_word(token) for token in segment(alias)]
    if not all(words):
        return ""
    address = "-".join(words)
    return address if len(address) <= _LONGEST else address[: _LONGEST + 1].rpartition("-")[0]


def _word(token: Token) -> str:
    """A word in Latin letters: as it is where it is Latin already, otherwise by its reading."""
    written = "-".join(_LATIN.findall(token.word))
    return written if token.word.isascii() else romaji(token.reading)
