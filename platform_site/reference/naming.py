"""Names in the two languages of the interface, and the form in which written names are compared."""

import unicodedata
from functools import lru_cache
from typing import Protocol

_MACRON = "\N{COMBINING MACRON}"


class Named(Protocol):
    """A thing that can say its own name in Japanese and in English."""

    def label(self, language: str = "ja") -> str:
        """The name in ``language``: ``ja``, or ``en`` and its regional forms such as ``en-gb``."""
        ...


def in_language(language: str, *, ja: str, en: str) -> str:
    """Choose ``en`` for English and its regional forms; Japanese, the default language, for everything else."""
    return en if language.lower().startswith("en") else ja


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Bring ``text`` to the form in which writings are compared: NFKC, no letter case, no macrons, single spaces.

    Full-width letters and digits become plain ones; ``Tōhoku`` becomes ``tohoku``. Remembered: whatever is typed is
    compared with whole vocabularies, at each key.
    """
    decomposed = unicodedata.normalize("NFKD", text).replace(_MACRON, "")
    return " ".join(unicodedata.normalize("NFKC", decomposed).casefold().split())
