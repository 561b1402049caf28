"""What those who run the site ask of search: is it well, and the nightly comparison."""

from typing import Any

from search.engines import embedded_engine
from search.projection.models import DirtyDocument
from search.projection.rebuild import differences, repair


class SearchUnwell(RuntimeError):
    """The engine does not answer; the message says why."""


def search_index() -> dict[str, Any]:
    """Facts for the health page. Raises SearchUnwell where the engine does not answer."""
    found = embedded_engine().health()
    if not found["answers"]:
        raise SearchUnwell(str(found.get("reason", "")))
    return {**found, "waiting": DirtyDocument.objects.count()}


def compare_and_repair() -> str:
    """A daily job: index again whatever differs from the database."""
    found = differences()
    return f"{repair(found)} documents repaired" if found.keys else "index and database agree"
