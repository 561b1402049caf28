"""Reading a judged set: `queries.jsonl` and `profiles.jsonl` (see README.md beside this file)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GRADES = (1, 2, 3)


class BadSet(ValueError):
    """A line is not what README.md describes; the message says which and why."""


@dataclass(frozen=True)
class Question:
    """What is asked, in words or as a profile, and which cases answer it how well."""

    id: str
    relevant: Mapping[str, int]
    tags: tuple[str, ...] = ()
    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


def read_set(folder: Path) -> tuple[list[Question], list[Question]]:
    """The questions in words and the profiles of a folder; either file may be missing. Raises BadSet."""
    questions, profiles = (_read(folder / name) for name in ("queries.jsonl", "profiles.jsonl"))
    if not questions and not profiles:
        raise BadSet(f"{folder} has neither queries.jsonl nor profiles.jsonl")
    return questions, profiles


def _read(path: Path) -> list[Question]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_question(line, f"{path.name}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _question(line: str, where: str) -> Question:
    try:
        said = json.loads(line)
        relevant = {str(case): int(grade) for case, grade in said["relevant"].items()}
        filters = {name: tuple([values] if isinstance(values, str) else values) for name, values in _filters(said)}
        question = Question(
            id=str(said["id"]),
            relevant=relevant,
            tags=tuple(said.get("tags", ())),
            text=said.get("text", ""),
            filters=filters,
            profile=said.get("profile", {}),
            why=said.get("why", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSet(f"{where}: {type(error).__name__}: {error}") from error
    if bad := {grade for grade in relevant.values() if grade not in GRADES}:
        raise BadSet(f"{where}: grades are 1, 2 or 3, not {sorted(bad)}")
    if not question.text and not question.profile and not filters:
        raise BadSet(f"{where}: neither text nor profile")
    return question


def _filters(said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return list((said.get("filters") or {}).items())
