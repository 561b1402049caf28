"""Name the strings of our catalogue that have no Japanese; exits with 1 if there are any."""

import sys
from pathlib import Path

import polib

CATALOGUE = Path(__file__).resolve().parent.parent / "locale/ja/LC_MESSAGES/django.po"


def missing(path: Path = CATALOGUE) -> list[str]:
    """The msgids that are untranslated or fuzzy."""
    catalogue = polib.pofile(str(path))
    return [entry.msgid for entry in catalogue if not entry.obsolete and (not entry.translated() or entry.fuzzy)]


if __name__ == "__main__":
    found = missing()
    for msgid in found:
        print(f"untranslated: {msgid!r}")
    sys.exit(bool(found))
