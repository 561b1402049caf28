"""One's own collections: cases with notes, in an order of one's own, to read again or to take to a meeting."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casebook.cases.models import CasePage
from casebook.library.cards import case_url
from casebook.saved import actions
from casebook.saved.common import page, undo_of
from casebook.saved.forms import CollectForm, CollectionForm
from casebook.saved.models import CaseCollection
from casebook.saved.policies import Refused
from casebook.saved.presenters import readable, shelf_rows
from platform_site.accounts.decorators import login_required_here
from platform_site.accounts.kept import kept_entries


@login_required_here
@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """My collections, each with how many cases I can read in it."""
    visible = CasePage.objects.visible_to(request.user)
    kept = Q(entries__deleted_at=None, entries__case__in=visible)
    mine = CaseCollection.objects.visible_to(request.user).annotate(cases=Count("entries", filter=kept))
    return page(request, "collections", "collections", collections=mine, undo=undo_of(request, "collections"))


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def new_collection(request: HttpRequest) -> HttpResponse:
    """Begin a collection."""
    form = CollectionForm(request.POST or None, initial=kept_entries(request))
    if form.is_valid():
        try:
            collection = actions.save_collection(by=request.user, **form.cleaned_data)
            return redirect("case_collection", collection.pk)
        except Refused as refused:
            form.add_error(None, refused.refusal.label)
    return page(request, "collection_form", "collections", above=_above(_("New collection")), form=form)


@login_required_here
@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """One collection in its order. What may no longer be read is counted, not named."""
    found = _mine(request, pk)
    entries = found.entries.kept()
    rows = shelf_rows(readable(entries, request.user), request.user)
    context = {
        "collection": found,
        "rows": rows,
        "hidden": entries.count() - len(rows),
        "undo": undo_of(request, "entries"),
    }
    return page(request, "collection", "collections", above=_above(found.name), **context)


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def edit_collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, another description."""
    found = _mine(request, pk)
    start = {"name": found.name, "description": found.description} | kept_entries(request)
    form = CollectionForm(request.POST or None, initial=start)
    if form.is_valid():
        actions.save_collection(by=request.user, collection=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("case_collection", pk)
    above = (*_above(found.name, reverse("case_collection", args=[pk])), (_("Edit"), ""))
    return page(request, "collection_form", "collections", above=above, form=form, collection=found)


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def collect(request: HttpRequest, case_id: int) -> HttpResponse:
    """Put a case into one of my collections, or into a new one."""
    case = get_object_or_404(CasePage.objects.visible_to(request.user), pk=case_id)
    mine = CaseCollection.objects.visible_to(request.user)
    form = CollectForm(request.POST or None, initial=kept_entries(request), collections=mine)
    if form.is_valid() and (found := _collect(request, form, case)):
        messages.success(request, _("The case was added to “%(name)s”.") % {"name": found})
        return redirect("case_collection", found.pk)
    holding = mine.filter(entries__case=case, entries__deleted_at=None)
    context = {"form": form, "case": case, "case_url": case_url(case), "holding": holding}
    return page(request, "collect", "collections", above=_above(_("Add to a collection")), **context)


@login_required_here
@require_POST
def move(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Move a case one place up or down among those that I see."""
    found = _mine(request, pk)
    shown = readable(found.entries.kept(), request.user)
    entry = get_object_or_404(shown, pk=entry_pk)
    places = -1 if request.POST.get("to") == "up" else 1
    actions.move(entry=entry, by_places=places, among=list(shown.values_list("pk", flat=True)))
    return redirect(f"{reverse('case_collection', args=[pk])}#case-{entry_pk}")


def _mine(request: HttpRequest, pk: int) -> CaseCollection:
    return get_object_or_404(CaseCollection.objects.visible_to(request.user), pk=pk)


def _above(title: str, url: str = "") -> tuple[tuple[str, str], ...]:
    return ((_("Collections of cases"), reverse("case_collections")), (title, url))


def _collect(request: HttpRequest, form: CollectForm, case: CasePage) -> CaseCollection | None:
    """The collection that holds the case now; a refusal stands in the form."""
    chosen, entered = form.cleaned_data.get("collection"), form.cleaned_data
    try:
        found = chosen or actions.save_collection(by=request.user, name=entered["name"])
        entry = actions.collect(collection=found, case=case)
    except Refused as refused:
        form.add_error(None, refused.refusal.label)
        return None
    if entered["note"]:
        actions.write_note(on=entry, note=entered["note"])
    return found
