"""How each barrier showed, in one cell: a line a barrier, ``付いてこない：社員が集まらなかった``.

A line that begins with a space goes on with the note above it.
"""

import re

from casebook.intake.domain.texts import clean_line
from platform_site.reference.recognise import Vocabulary

_COLON = re.compile(r"[:：]")


class UnknownBarrier(ValueError):
    """A line begins with no known barrier. `text` is what stands where its name belongs."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def clean_note(note: str) -> str:
    """A note as it is compared: its lines without blanks around them, empty ones left out."""
    return "\n".join(line for part in note.splitlines() if (line := clean_line(part)))


def read_notes(cell: str, barriers: Vocabulary) -> dict[str, str]:
    """The notes by the barriers' slugs. Raises `UnknownBarrier`."""
    notes: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in cell.splitlines():
        if not line.strip():
            continue
        if line[0].isspace() and current is not None:
            current.append(line)
        else:
            slug, note = _named(line, barriers)
            current = notes.setdefault(slug, [])
            current.append(note)
    cleaned = {slug: clean_note("\n".join(lines)) for slug, lines in notes.items()}
    return {slug: note for slug, note in cleaned.items() if note}


def write_notes(notes: dict[str, str], names: dict[str, str]) -> str:
    """The cell that says these notes; `names` are the barriers' names by slug. The inverse of `read_notes`."""
    return "\n".join(f"{names.get(slug, slug)}：" + note.replace("\n", "\n  ") for slug, note in notes.items())


def _named(line: str, barriers: Vocabulary) -> tuple[str, str]:
    name, *rest = _COLON.split(line, maxsplit=1)
    slug = barriers.recognise(name)
    if slug is None or not rest:
        raise UnknownBarrier(clean_line(name if rest else line))
    return slug, rest[0]
