"""Who may bring cases in by spreadsheet, and take them out."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from casebook.pages.models import LibraryPage
from platform_site.accounts.models import User


@dataclass(frozen=True)
class Rights:
    """What an importer may do with cases."""

    add: bool
    change: bool
    publish: bool


EVERYTHING = Rights(add=True, change=True, publish=True)


def rights_of(user: User | None) -> Rights:
    """What `user` may do with the library's cases; None is the command line, which may do everything."""
    if user is None:
        return EVERYTHING
    library = Page.objects.filter(pk__in=LibraryPage.objects.values("pk")).first()
    if library is None or not may_enter_cms(user):
        return Rights(add=False, change=False, publish=False)

    def may(action: str) -> bool:
        return bool(page_permission_policy.user_has_permission_for_instance(user, action, library))

    return Rights(add=may("add"), change=may("change"), publish=may("publish"))


def may_enter_cms(user: Any) -> bool:
    """Whether the CMS is open to `user` at all."""
    return bool(user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin"))


def may_import(user: Any) -> bool:
    """Whether `user` may upload spreadsheets: those who may add cases in the CMS."""
    return may_enter_cms(user) and rights_of(user).add


def may_publish(user: Any) -> bool:
    """Whether what `user` imports as published is published at once."""
    return may_enter_cms(user) and rights_of(user).publish


def require_may_publish(user: User | None) -> None:
    """Raises PermissionDenied unless `user` may import and publish; None is the command line."""
    if user is not None and not may_publish(user):
        raise PermissionDenied


def require_may_import(user: User | None) -> None:
    """Raises PermissionDenied unless `user` may import; None is the command line."""
    if user is not None and not may_import(user):
        raise PermissionDenied
