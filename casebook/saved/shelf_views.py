"""Bookmarks; deleting and bringing back whatever a person keeps."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from casebook.cases.models import CasePage
from casebook.library.cards import case_url
from casebook.library.criteria import PAGE_SIZE
from casebook.library.pagination import pagination
from casebook.saved import actions
from casebook.saved.common import back, page, undo_of
from casebook.saved.forms import NoteForm
from casebook.saved.kinds import KINDS, things
from casebook.saved.models import Bookmark, CollectedCase
from casebook.saved.policies import Refused
from casebook.saved.presenters import bookmark_button, readable, shelf_rows
from platform_site.accounts.decorators import login_required_here

NOTED = {"bookmarks": Bookmark, "entries": CollectedCase}


@login_required_here
@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """My bookmarks, the newest first."""
    mine = Bookmark.objects.visible_to(request.user)
    shown = readable(mine, request.user)
    total, number = shown.count(), _page_number(request)
    first = (number - 1) * PAGE_SIZE
    context = {
        "rows": shelf_rows(shown[first : first + PAGE_SIZE], request.user),
        "hidden": mine.count() - total,
        "pagination": pagination(number, total, PAGE_SIZE, lambda n: f"{reverse('bookmarks')}?page={n}"),
        "undo": undo_of(request, "bookmarks"),
        "total": total,
    }
    return page(request, "bookmarks", "bookmarks", **context)


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def bookmark(request: HttpRequest, case_id: int) -> HttpResponse:
    """Switch the star of a case. Whoever comes here from the login is led to the case."""
    case = get_object_or_404(CasePage.objects.visible_to(request.user), pk=case_id)
    if request.method != "POST":
        return redirect(case_url(case))
    try:
        if request.POST.get("keep") == "1":
            actions.keep_bookmark(by=request.user, case=case)
        else:
            actions.drop_bookmark(by=request.user, case=case)
    except Refused as refused:
        messages.error(request, refused.refusal.label)
        if request.htmx:
            return HttpResponseClientRefresh()
    address = back(request, case_url(case))
    template, anchor = ("_star", f"bookmark-{case.pk}") if "in" in request.POST else ("_bookmark", "bookmark")
    if request.htmx:
        button = bookmark_button(case.pk, request.user, address)
        return render(request, f"saved/{template}.html", {"bookmark": button})
    return redirect(f"{address}#{anchor}")


@login_required_here
@require_POST
def drop_hidden(request: HttpRequest) -> HttpResponse:
    """Take the cases that may no longer be read off the list of bookmarks."""
    n = actions.drop_hidden_bookmarks(by=request.user)
    messages.success(request, ngettext("%(n)s bookmark was removed.", "%(n)s bookmarks were removed.", n) % {"n": n})
    return redirect("bookmarks")


@login_required_here
@require_POST
def note(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Write a note on a bookmark, or on a case of a collection."""
    thing = _own(request, kind, pk, deleted=False)
    if kind not in NOTED:
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.write_note(on=thing, note=form.cleaned_data["note"])
        messages.success(request, _("The note was saved."))
    else:
        messages.error(request, _("The note is too long."))
    return redirect(f"{KINDS[kind].list_of(thing)}#case-{pk}")


@login_required_here
@require_POST
def delete(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Delete something of mine; the list says how to bring it back."""
    thing = _own(request, kind, pk, deleted=False)
    actions.delete(thing=thing)
    return redirect(f"{KINDS[kind].list_of(thing)}?undo={pk}")


@login_required_here
@require_POST
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Bring back what I deleted."""
    thing = _own(request, kind, pk, deleted=True)
    try:
        actions.restore(by=request.user, thing=thing)
        messages.success(request, _("It is back."))
    except Refused as refused:
        messages.error(request, refused.refusal.label)
    return redirect(KINDS[kind].list_of(thing))


def _own(request: HttpRequest, kind: str, pk: int, *, deleted: bool):
    """A thing of this person; to everybody else it does not exist."""
    if kind not in KINDS:
        raise Http404
    mine: QuerySet = things(kind, request.user)
    return get_object_or_404(mine.restorable() if deleted else mine.kept(), pk=pk)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 4 and int(asked) else 1
