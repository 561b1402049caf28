"""What must hold in a case as a whole, beyond its single cells, and what an editor should look at."""

from collections.abc import Iterator, Mapping
from typing import Any

from casebook.disclosure.domain.anonymity import clues, name_leaks
from casebook.intake.domain.cells import empty_value
from casebook.intake.domain.columns import COLUMNS, PROSE, Kind
from casebook.intake.domain.problems import Problem, warning
from casebook.intake.domain.texts import same_in_shift_jis

Values = Mapping[str, Any]

#: Situations that exclude each other (`casebook.profiles.choices.CONTRADICTIONS`).
CONTRADICTIONS = (("has-strategy", "no-strategy"), ("profit", "loss"), ("has-successor", "no-successor"))
_SOURCE = ("source_title", "source_page", "source_url")


def new_case() -> dict[str, Any]:
    """What a case says before anything has been entered."""
    blank = {column.name: empty_value(column.kind) for column in COLUMNS.values()}
    return {**blank, "subject": "company", "disclosure": "public", "status": "draft"}


def refusals(values: Values) -> Iterator[Problem]:
    """Every reason why a case with these values can't be kept."""
    for one, other in CONTRADICTIONS:
        if one in values["situation"] and other in values["situation"]:
            yield Problem("contradiction", "situation", params={"values": [one, other]})
    if values["is_named"] and not values["company_name"]:
        yield Problem("named-without-name", "company_name")
    if values["disclosure"] == "organisation" and not values["organisation"]:
        yield Problem("organisation-needed", "organisation")
    for slug in values["barrier_notes"]:
        if slug not in values["barriers"]:
            yield Problem("note-of-other-barrier", "barrier_notes", params={"values": [slug]})
    yield from leaks(values)


def recognisable(values: Values) -> Iterator[Problem]:
    """By what a company under an alias could be recognised: not refused, but an editor should look."""
    found = clues(
        is_named=values["is_named"],
        city=values["city"],
        industry_detail=values["industry_detail"],
        employees=values["employees"],
        texts={name: text for name, text in texts(values).items() if name not in _SOURCE},
    )
    for clue in found:
        yield warning(f"clue-{clue.kind}", clue.fields[0], clue.found)


def unweighed(public: Values | None, values: Values) -> list[Problem]:
    """By what the company could be recognised, beyond what readers see already: that, somebody has weighed."""
    known = {(clue.code, clue.text) for clue in recognisable(public)} if public else set()
    return [clue for clue in recognisable(values) if (clue.code, clue.text) not in known]


def texts(values: Values) -> dict[str, str]:
    """Everything in a case that a reader sees as text, by field name."""
    told = {name: values[name] for name in PROSE if name != "company_name"}
    told["barrier_notes"] = "\n".join(values["barrier_notes"].values())
    told["figures"] = "\n".join(f"{figure['label']} {figure['note']}" for figure in values["figures"])
    told["tags"] = "\n".join(values["tags"])
    return told


def leaks(values: Values) -> Iterator[Problem]:
    """Every text in which a company under an alias is named: such a case is not even kept."""
    if values["is_named"] or not values["company_name"]:
        return
    for leak in name_leaks(values["company_name"], texts(values)):
        yield Problem("name-leaks", leak.field, leak.found)


def changed_fields(before: Values, after: Values) -> list[str]:
    """The columns in which two states of a case differ, in the order of the columns."""
    return [name for name in COLUMNS if _comparable(name, before[name]) != _comparable(name, after[name])]


def _comparable(name: str, value: Any) -> Any:
    """The order of notes says nothing: it is that of the barriers."""
    if COLUMNS[name].kind is Kind.NOTES:
        return sorted((slug, same_in_shift_jis(note)) for slug, note in value.items())
    if COLUMNS[name].kind is Kind.FIGURES:
        return [{part: _folded(kept) for part, kept in figure.items()} for figure in value]
    if COLUMNS[name].kind is Kind.TAGS:
        return [same_in_shift_jis(tag) for tag in value]
    return _folded(value)


def _folded(value: Any) -> Any:
    return same_in_shift_jis(value) if isinstance(value, str) else value
