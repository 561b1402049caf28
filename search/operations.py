"""What those who run the site ask of search: is it well, and the nightly comparison."""

from typing import Any

from search.engines import engine, fed_engines
from search.engines.base import EngineError, Fed
from search.projection.rebuild import differences, repair


class SearchUnwell(RuntimeError):
    """The engine does not answer; the message says why."""


def search_index() -> dict[str, Any]:
    """For the health page, which everybody may open: no count, because a hidden case would move it.

    `fallback` says that another engine answers than the one that was meant to.

    Raises SearchUnwell where the engine does not answer; `manage.py search_index status` counts.
    """
    found = engine().health()
    if not found["answers"]:
        raise SearchUnwell(str(found.get("reason", "")))
    return {"engine": found["engine"], "fallback": bool(found.get("is_fallback"))}


def compare_and_repair() -> str:
    """A daily job: index again whatever differs from the database. An engine that is away waits."""
    return "; ".join(f"{one.name}: {_repaired(one)}" for one in fed_engines())


def _repaired(one: Fed) -> str:
    try:
        found = differences(one)
    except EngineError as error:
        return str(error)
    return f"{repair(found)} documents repaired" if found.keys else "index and database agree"
