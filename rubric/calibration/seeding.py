"""Invented vignettes, for the demo."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from rubric.calibration.models import Vignette, VignetteElement
from rubric.framework.domain.levels import BY_SLUG
from rubric.framework.models import RubricElement, RubricVersion

FILE = Path(__file__).parent / "seed" / "vignettes.yaml"


@transaction.atomic
def seed_vignettes() -> str:
    """Open them for rating where there is no vignette yet. Returns what was done, for the terminal."""
    version = RubricVersion.objects.published().first()
    if version is None or Vignette.objects.exists():
        return "vignettes: kept as they are"
    elements = {one.slug: one for one in RubricElement.objects.filter(domain__version=version)}
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        vignette = Vignette.objects.create(version=version, is_open=True, **_texts(row, "title", "situation", "deed"))
        for one in row["elements"]:
            reference = {"element": elements[one["element"]], "level": BY_SLUG[one["level"]]}
            VignetteElement.objects.create(vignette=vignette, **reference, **_texts(one, "reason"))
    return f"vignettes: {Vignette.objects.count()}"


def _texts(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {f"{name}_{language}": row[name][language].strip() for name in names for language in ("ja", "en")}
