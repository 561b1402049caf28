"""Access decided on top of every view. Each decorator leaves its word in `view.access`, which a test looks for."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from platform_site.access import public
from platform_site.accounts.kept import keep_entries
from platform_site.accounts.models import User
from platform_site.accounts.roles import Role

View = Callable[..., HttpResponseBase]

__all__ = ["login_required_here", "public", "require_access", "role_required"]


def require_access(allows: Callable[[User], bool], access: str) -> Callable[[View], View]:
    """Only people whom `allows` lets in: others are sent to the login, or refused once they have logged in.

    What a person was sending when her session ran out waits for her behind the login (`kept.py`).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                keep_entries(request)
                return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
            if not allows(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined] # a mark on the function
        return guarded

    return decorate


#: Everybody with an account may open it.
login_required_here = require_access(lambda user: True, "login")


def role_required(*roles: Role) -> Callable[[View], View]:
    """Only people with one of `roles` somewhere, and superusers."""
    return require_access(lambda user: user.is_superuser or bool(user.roles & set(roles)), f"roles {sorted(roles)}")
