"""The first version of the rubric, for a new site; for the demo, cases that show its levels."""

from pathlib import Path

import yaml

from casebook.cases.models import CasePage
from rubric.framework.actions import create_version, publish_version
from rubric.framework.domain.levels import BY_SLUG
from rubric.framework.domain.reading import read_framework
from rubric.framework.models import LevelExample, RubricVersion

FILE = Path(__file__).parent / "seed" / "rubric-v1.yaml"
EXAMPLES = FILE.with_name("examples.yaml")


def seed_rubric() -> str:
    """Publish version 1 where there is no version yet. Returns what was done, for the terminal."""
    if RubricVersion.objects.exists():
        return "rubric: kept as it is"
    version = create_version(by=None, framework=read_framework(FILE.read_text(encoding="utf-8")))
    publish_version(by=None, version=version)
    return "rubric: version 1"


def seed_examples() -> str:
    """Name cases of the sample library that show a level, where editors have named none. Says what was done."""
    if LevelExample.objects.exists():
        return "cases that show a level: kept as they are"
    rows = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    cases = {case.external_id: case for case in CasePage.objects.filter(external_id__in=[row["case"] for row in rows])}
    for row in rows:
        if row["case"] in cases:
            given = {**row, "case": cases[row["case"]], "level": BY_SLUG[row["level"]]}
            LevelExample.objects.create(**given)
    return f"cases that show a level: {LevelExample.objects.count()}"
