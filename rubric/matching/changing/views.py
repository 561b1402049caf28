"""Other terms for a seat that is held: who keeps the engagement proposes them, who holds the seat answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import login_required_here
from rubric.engagement.models import Assignment, Engagement
from rubric.matching.changing import actions
from rubric.matching.changing.forms import ChangeForm
from rubric.matching.changing.presenters import change_of
from rubric.matching.models import TermsChange
from rubric.matching.permissions import coordinators
from rubric.matching.proposing import views as proposing
from rubric.matching.proposing.forms import NoteForm
from rubric.matching.staffing import views as staffing
from rubric.matching.telling import tell

SEEN = ("assignment__engagement__organisation", "assignment__seat", "assignment__person", "asked_by")


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Propose other hours or another end."""
    kept = Engagement.objects.kept_by(request.user)
    engagement = get_object_or_404(kept.select_related("organisation", "coordinator"), pk=pk)
    held = Assignment.objects.open().select_related("person", "seat", "engagement")
    found = get_object_or_404(held, pk=assignment, engagement=engagement)
    form = ChangeForm(request.POST if request.method == "POST" else None, assignment=found)
    if form.is_valid():
        done = _("The change has been proposed. What was agreed holds until it is answered.")
        if tell(request, lambda: actions.propose_change(by=request.user, assignment=found, terms=form.terms), done):
            return redirect("engagement_staffing", pk)
    return staffing.page(request, "change", engagement, form=form, assignment=found)


@coordinators
@require_POST
def withdraw(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Take a proposed change back."""
    engagement = get_object_or_404(Engagement.objects.kept_by(request.user), pk=pk)
    open_ones = TermsChange.objects.open().filter(assignment__engagement=engagement).select_related(*SEEN)
    found = get_object_or_404(open_ones, pk=change)
    done = _("The change has been withdrawn. What was agreed holds.")
    tell(request, lambda: actions.withdraw_change(by=request.user, change=found), done)
    return redirect("engagement_staffing", pk)


@login_required_here
@never_cache
@require_safe
def terms_change(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to change, for the one who holds the seat."""
    return _shown(request, _mine(request, pk), NoteForm())


@login_required_here
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it come into force."""
    found = _mine(request, pk)
    done = _("Thank you. The new hours are booked.")
    tell(request, lambda: actions.agree(by=request.user, change=found), done)
    return redirect("terms_change", pk)


@login_required_here
@never_cache
@require_http_methods(["POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Stay with what was agreed."""
    found, form = _mine(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    done = _("Your answer has been sent. What was agreed holds.")
    tell(request, lambda: actions.refuse(by=request.user, change=found, note=form.cleaned_data["note"]), done)
    return redirect("terms_change", pk)


def _mine(request: HttpRequest, pk: int) -> TermsChange:
    user: Any = request.user
    return get_object_or_404(TermsChange.objects.of(user).select_related(*SEEN), pk=pk)


def _shown(request: HttpRequest, found: TermsChange, refusing: NoteForm) -> HttpResponse:
    told = change_of(found)
    return proposing.page(request, "terms_change", told.alias, change=told, refusing=refusing)
