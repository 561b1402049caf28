"""The demo's readers: invented questions of the last weeks, kept as if they had been counted then."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import yaml
from django.http import QueryDict
from django.utils.timezone import localdate

from casebook.insight.models import Asked
from casebook.insight.questions import question_of
from casebook.insight.recording import Counts, keep
from casebook.library.criteria import read_criteria
from casebook.taxonomy.words import load_taxonomies

FILE = Path(__file__).parent / "seed" / "demo.yaml"


def seed_questions() -> str:
    """Keep them where nothing has been counted yet. Returns what was done, for the terminal."""
    if Asked.objects.exists():
        return "search insight: kept as it is"
    keep(invented_counts())
    return f"search insight: {Asked.objects.count()} counts"


def invented_counts() -> Counts:
    """What the file tells, by day and question: a row for each week in which a question was asked."""
    taxonomies, today = load_taxonomies(), localdate()
    counts: Counts = {}
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        question = question_of(read_criteria(QueryDict(row["question"]), taxonomies))
        for week, asked in enumerate(row["asked"]):
            if asked:
                times = Counter(asked=asked, found=row["found"], in_vain=0 if row["found"] else asked)
                counts[today - timedelta(weeks=week), question] = times
        counts[today, question]["opened"] = row["opened"]
    return counts
