"""Name the strings that have no Japanese: in our catalogue, or missing there; exits with 1 if there are any."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/ja/LC_MESSAGES/django.po"
ROOMS = ("platform_site", "search", "casebook", "rubric")
_CALLS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}


def missing(path: Path = CATALOGUE) -> list[str]:
    """The msgids that are untranslated or fuzzy."""
    catalogue = polib.pofile(str(path))
    return [entry.msgid for entry in catalogue if not entry.obsolete and (not entry.translated() or entry.fuzzy)]


def hidden(source: str) -> list[int]:
    """The lines on which a string to translate stands inside an f-string, where xgettext does not find it."""
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    inside = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    return [call.lineno for call in inside if isinstance(call.func, ast.Name) and call.func.id in _CALLS]


def _hidden_places() -> Iterator[str]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for line in hidden(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(ROOT)}:{line}"


if __name__ == "__main__":
    found = missing()
    for msgid in found:
        print(f"untranslated: {msgid!r}")
    places = list(_hidden_places())
    for place in places:
        print(f"inside an f-string, where it is not collected: {place}")
    sys.exit(bool(found or places))
