"""Draws the diagrams of the documentation from the tables in the code: `python -m scripts.diagrams`."""

import re
from pathlib import Path

from rubric.assessment.domain.states import mermaid

PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
_DIAGRAM = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.DOTALL)


def drawn(text: str) -> str:
    """The page with its diagram as the table has it now."""
    return _DIAGRAM.sub(lambda _old: mermaid(), text)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
