"""What is wrong, or worth a look, in a row: an object with a name, told in the reader's language elsewhere."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

#: Values by their Japanese and English names.
Names = tuple[tuple[str, str], ...]


class Severity(StrEnum):
    """Whether a problem refuses its row or only asks the editor to look."""

    REFUSAL = "refusal"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One reason. `code` names it (`sentences.py` tells it), `column` where it stands, `text` what stood in the cell.

    `nearest` are allowed values like `text`, `allowed` all of them where they are few, both as pairs of Japanese and
    English name; `params` fill the sentence.
    """

    code: str
    column: str = ""
    text: str = ""
    nearest: Names = ()
    allowed: Names = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.REFUSAL

    @property
    def is_refusal(self) -> bool:
        """Whether the row can't be imported because of this."""
        return self.severity is Severity.REFUSAL

    def as_json(self) -> dict[str, Any]:
        """The form in which a row keeps it."""
        return {**asdict(self), "severity": self.severity.value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        """The inverse of `as_json`."""
        names = {part: tuple((ja, en) for ja, en in kept.get(part, ())) for part in ("nearest", "allowed")}
        return cls(**{**kept, **names, "severity": Severity(kept["severity"])})


def warning(code: str, column: str = "", text: str = "", **params: Any) -> Problem:
    """A problem that does not keep the row out."""
    return Problem(code, column, text, params=params, severity=Severity.WARNING)
