"""The first version of the rubric, for a new site."""

from pathlib import Path

from rubric.framework.actions import create_version, publish_version
from rubric.framework.domain.reading import read_framework
from rubric.framework.models import RubricVersion

FILE = Path(__file__).parent / "seed" / "rubric-v1.yaml"


def seed_rubric() -> str:
    """Publish version 1 where there is no version yet. Returns what was done, for the terminal."""
    if RubricVersion.objects.exists():
        return "rubric: kept as it is"
    version = create_version(by=None, framework=read_framework(FILE.read_text(encoding="utf-8")))
    publish_version(by=None, version=version)
    return "rubric: version 1"
