"""Compile the message catalogues (.po → .mo) that are newer than their compiled form. Needs no gettext."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_all() -> int:
    """Compile what is out of date below `locale` folders; returns how many were compiled."""
    done = 0
    for folder in ("locale", "platform_site/cms_locale"):
        for source in sorted((ROOT / folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                done += 1
    return done


if __name__ == "__main__":
    compile_all()
