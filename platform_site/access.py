"""Who may open a view, said in the decorator on top of it. A test of the URL table refuses a view without one."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable)


def public(view: View) -> View:
    """Everybody may open it; what it shows still goes through the room's `visible_to`."""
    view.access = "public"  # type: ignore[attr-defined] # a mark on the function
    return view


def view_access(who: str) -> Callable[[View], View]:
    """Says in words who may open a view that checks it in its first lines (views of the CMS)."""

    def mark(view: View) -> View:
        view.access = who  # type: ignore[attr-defined] # a mark on the function
        return view

    return mark
