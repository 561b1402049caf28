"""Who may open the CMS's pages of the rubric, and when a version can be changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django_stubs_ext import StrOrPromise
from wagtail.admin import messages

from platform_site.access import view_access
from platform_site.accounts.decorators import require_access
from rubric.framework.cms.addresses import edit_address
from rubric.framework.locking import ADVICE, VersionLocked
from rubric.framework.models import RubricVersion
from rubric.framework.permissions import may_add, may_read_drafts, may_write

View = Callable[..., HttpResponse]

readers_only = require_access(may_read_drafts, "keeps the platform (permissions.may_read_drafts)")
adders_only = require_access(may_add, "may make versions of the rubric (permissions.may_add)")
writers_only = require_access(may_write, "may change drafts of the rubric (permissions.may_write)")


def why_not(user: Any, version: RubricVersion) -> StrOrPromise:
    """Why this person cannot change this version now; empty where she can."""
    lock = version.get_lock()
    return lock.get_message(user) if lock and lock.for_user(user) else ""


def changes_draft(view: View) -> View:
    """Hands the view its version by number. Whoever may not change it now is told why, and nothing changes."""

    @writers_only
    @wraps(view)
    def guarded(request: HttpRequest, number: int, **kwargs: Any) -> HttpResponse:
        version = get_object_or_404(RubricVersion, number=number)
        reason = why_not(request.user, version)
        try:
            if not reason:
                return view(request, version, **kwargs)
        except VersionLocked:  # published since the page was opened
            reason = ADVICE
        messages.warning(request, reason)
        return redirect(edit_address(version))

    return view_access(guarded.access + ", a draft that is not locked for her")(guarded)
