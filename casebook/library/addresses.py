"""Addresses of the library."""

from django.urls import reverse

from casebook.library.criteria import Criteria


def address(criteria: Criteria, page: str = "library") -> str:
    """The address of a question: of the list, or of another page of the library that answers it."""
    query = criteria.query()
    return f"{reverse(page)}?{query}" if query else reverse(page)


def map_address(criteria: Criteria) -> str:
    """The address of the map of a question."""
    return address(criteria, "library_map")


def turning_points_address(criteria: Criteria) -> str:
    """The address of the turning points that answer a question."""
    return address(criteria, "turning_points")
