"""Whether a text gives away who a company is.

A company under an alias must not be recognisable (S0 参考5: some owners must not be seen in their town to be getting
support). A leaked name is refused; a mix of facts that points at one company is a warning for an editor to weigh.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LEGAL_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|協同組合|\(株\)|\(有\)|co\.?,? ?ltd\.?|inc\.?|k\.k\.",
    re.IGNORECASE,
)
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|0\d{1,4}-\d{1,4}-\d{3,4}|〒\d{3}-\d{4}")


@dataclass(frozen=True)
class Leak:
    """The name `found` stands in `field` although the company is under an alias."""

    field: str
    found: str


@dataclass(frozen=True)
class Clue:
    """A fact, or a mix of facts, by which a company could be recognised. `kind` names it for a message."""

    kind: str  # "contact" or "small-place"
    fields: tuple[str, ...]
    found: str = ""


def fold(text: str) -> str:
    """Width, case and spaces out of the way of a comparison."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def bare_name(name: str) -> str:
    """A company's name without its legal form: 「株式会社 青葉製作所」 → 「青葉製作所」."""
    return LEGAL_FORMS.sub("", fold(name))


def name_leaks(name: str, texts: Mapping[str, str]) -> Iterator[Leak]:
    """Every field of `texts` in which the name stands, with or without its legal form.

    A bare name of a single character is not looked for: it would be found everywhere.
    """
    bare = bare_name(name)
    if len(bare) < 2:
        return
    for field, text in texts.items():
        if bare in fold(text):
            yield Leak(field, name)


def clues(
    *, is_named: bool, city: str, industry_detail: str, employees: int | None, texts: Mapping[str, str]
) -> list[Clue]:
    """What an editor should weigh before a case under an alias is published."""
    if is_named:
        return []
    found = [
        Clue("contact", (field,), match.group()) for field, text in texts.items() for match in CONTACT.finditer(text)
    ]
    if city and industry_detail and employees is not None:
        found.append(Clue("small-place", ("city", "industry_detail", "employees"), city))
    return found
