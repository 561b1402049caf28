"""What rooms hang into operations: settings hold lists of dotted names, so that the ground floor imports no room."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Registered = dict[str, Callable[[], Any]]


def registered(setting: str, own: Iterable[str]) -> Registered:
    """The callables named by `own` and by the list in `settings.<setting>`, by dotted name, in that order.

    Raises ImportError for a name that is none.
    """
    return {dotted: import_string(dotted) for dotted in [*own, *getattr(settings, setting, [])]}
