"""`python -m benchmarks.quality`: how good finding is on a judged set, for our engines and for stock Wagtail search.

    make quality
    make quality LIBRARY=cases.xlsx SET=folder     another library, as an import spreadsheet, and its judged set

Prints MRR@10, nDCG@5 and the share of questions without a hit, in all and by kind of question; ends with 1 where the
sample library's figures fall under their floors.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLE = ROOT / "casebook" / "intake" / "sample" / "cases.csv"
NEVER_THESE = ("DATABASE_URL", "SEARCH_INDEX_DIR", "DEBUG")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the library in a folder of its own, ask everything, print; 1 where a floor is missed."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="banso-quality-") as folder:
        os.environ.update(dict.fromkeys(NEVER_THESE, ""), DATA_DIR=folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        import django

        django.setup()
        from benchmarks.quality.judging import judge_library

        floors = {} if options.library != SAMPLE else None
        return judge_library(
            options.library, options.set, floors=floors, misses=options.misses, with_cluster=options.elasticsearch
        )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--library", type=Path, default=SAMPLE, help="import spreadsheet (XLSX or CSV)")
    parser.add_argument("--set", type=Path, default=HERE, help="folder with queries.jsonl and profiles.jsonl")
    parser.add_argument("--misses", type=int, default=0, help="also list so many of the worst answered questions")
    parser.add_argument("--elasticsearch", action="store_true", help="judge it too: one is started for the occasion")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
