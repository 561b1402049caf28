"""Who may do what with the rubric. When it may be done is in the models, which lock what is published."""

from typing import Any

VERSION = "framework.{verb}_rubricversion"


def may_read_drafts(user: Any) -> bool:
    """Whether this person sees versions before they are published."""
    return bool(user.is_authenticated and user.is_national)


def may_write(user: Any) -> bool:
    """Whether this person makes versions and changes drafts."""
    return bool(user.has_perm(VERSION.format(verb="change")))


def may_add(user: Any) -> bool:
    """Whether this person makes new versions."""
    return bool(user.has_perm(VERSION.format(verb="add")))
