"""Saved searches: the list, saving one, changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casebook.library.conditions import in_words
from casebook.library.criteria import Criteria, read_criteria
from casebook.saved import actions
from casebook.saved.common import page, undo_of
from casebook.saved.forms import SearchForm
from casebook.saved.models import Frequency, SavedSearch
from casebook.saved.naming import fingerprint, proposed_name
from casebook.saved.policies import Refused
from casebook.saved.presenters import search_rows
from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.decorators import login_required_here
from platform_site.accounts.kept import kept_entries


@login_required_here
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """What I have saved, the newest first."""
    rows = search_rows(SavedSearch.objects.visible_to(request.user))
    return page(request, "searches", "searches", rows=rows, undo=undo_of(request, "searches"))


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def new_search(request: HttpRequest) -> HttpResponse:
    """Save the question in the address under a name. One that is saved already is opened instead."""
    taxonomies = load_taxonomies()
    criteria = read_criteria(request.GET, taxonomies)
    if (saved := _same(request, criteria)) and request.method != "POST":
        messages.info(request, _("You have saved this search already. You can change it here."))
        return redirect("saved_search", saved.pk)
    start = {"name": proposed_name(criteria, taxonomies), "frequency": Frequency.NEVER} | kept_entries(request)
    form = SearchForm(request.POST or None, initial=start, email=request.user.email)
    if form.is_valid() and _save(request, form, criteria):
        return redirect("saved_searches")
    notes = [ignored.sentence for ignored in criteria.ignored]
    context = {"form": form, "conditions": in_words(criteria, taxonomies), "query": criteria.query(), "notes": notes}
    return page(request, "search_new", "searches", above=((_("Save this search"), ""),), **context)


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def edit_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, another frequency."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    start = {"name": search.name, "frequency": search.frequency} | kept_entries(request)
    form = SearchForm(request.POST or None, initial=start, email=request.user.email)
    if form.is_valid():
        actions.change_search(by=request.user, search=search, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("saved_searches")
    (row,) = search_rows([search])
    return page(request, "search_edit", "searches", above=((search.name, ""),), form=form, row=row)


def _same(request: HttpRequest, criteria: Criteria) -> SavedSearch | None:
    return SavedSearch.objects.visible_to(request.user).filter(fingerprint=fingerprint(criteria)).first()


def _save(request: HttpRequest, form: SearchForm, criteria: Criteria) -> bool:
    """Save, and say what will happen; a refusal stands in the form."""
    try:
        search = actions.save_search(by=request.user, criteria=criteria, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.refusal.label)
        return False
    said = {"name": search.name, "email": request.user.email}
    if search.frequency == Frequency.NEVER:
        messages.success(request, _("“%(name)s” was saved.") % said)
    else:
        messages.success(request, _("“%(name)s” was saved. Mails about new cases go to %(email)s.") % said)
    return True
