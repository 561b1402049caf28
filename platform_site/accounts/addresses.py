"""Several e-mail addresses read out of one field, as people type and paste them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_BETWEEN = re.compile(r"[\s,;、]+")
_IN_BRACKETS = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Addresses:
    """What a text holds: `good` addresses, lower-case and each once, and the words that are `wrong`."""

    good: tuple[str, ...]
    wrong: tuple[str, ...]


def read_addresses(text: str) -> Addresses:
    """The addresses in `text`: one a line, or several between commas, semicolons and spaces, also full-width ones.

    A line as mail programs copy it, `Name <address>`, gives what stands in its brackets.
    """
    words = dict.fromkeys(_words(unicodedata.normalize("NFKC", text)))
    wrong = tuple(word for word in words if not _is_address(word))
    return Addresses(good=tuple(dict.fromkeys(word.lower() for word in words if word not in wrong)), wrong=wrong)


def _words(text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = _IN_BRACKETS.findall(line) or _BETWEEN.split(line)
        yield from (word.strip() for word in found if word.strip())


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True
