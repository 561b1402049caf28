"""Draws the diagrams of the documentation from the tables in the code: `python -m scripts.diagrams`."""

import re
from pathlib import Path

from rubric.assessment.domain import states
from rubric.engagement.domain import phases
from rubric.matching.domain import proposals

PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
TABLES = {
    "rubric/assessment/domain/states.py": states.mermaid,
    "rubric/engagement/domain/phases.py": phases.mermaid,
    "rubric/matching/domain/proposals.py": proposals.mermaid,
}
_DIAGRAM = re.compile(r"(?<=<!-- made by scripts/diagrams.py from )(\S+)( -->\n```mermaid\n).*?(?=```)", re.DOTALL)


def drawn(text: str) -> str:
    """The page with its diagrams as the tables have them now."""
    return _DIAGRAM.sub(lambda old: f"{old[1]}{old[2]}{TABLES[old[1]]()}", text)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
