"""What those who run the site ask of search: is it well, and the nightly comparison."""

from typing import Any

from search.engines import embedded_engine
from search.projection.rebuild import differences, repair


class SearchUnwell(RuntimeError):
    """The engine does not answer; the message says why."""


def search_index() -> dict[str, Any]:
    """For the health page, which everybody may open: no count, because a hidden case would move it.

    Raises SearchUnwell where the engine does not answer; `manage.py search_index status` counts.
    """
    found = embedded_engine().health()
    if not found["answers"]:
        raise SearchUnwell(str(found.get("reason", "")))
    return {"engine": found["engine"]}


def compare_and_repair() -> str:
    """A daily job: index again whatever differs from the database."""
    found = differences()
    return f"{repair(found)} documents repaired" if found.keys else "index and database agree"
