"""The worked row of the template (`example.yaml`)."""

from pathlib import Path
from typing import Any

import yaml

from casebook.intake.domain.figures import Figure

_EXAMPLE = yaml.safe_load(Path(__file__).with_name("example.yaml").read_text(encoding="utf-8"))


def example_case(language: str) -> dict[str, Any]:
    """The values of an invented case, with texts in `ja` or `en`. Its id marks it as an example."""
    figure = {**_EXAMPLE["figure"], "label": _EXAMPLE["figure"]["label"][language]}
    return {
        **_EXAMPLE["values"],
        **{name: text[language] for name, text in _EXAMPLE["texts"].items()},
        "tags": _EXAMPLE["tags"][language],
        "barrier_notes": {slug: note[language] for slug, note in _EXAMPLE["notes"].items()},
        "figures": [Figure(**figure).as_json()],
    }
