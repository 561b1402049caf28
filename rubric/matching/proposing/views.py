"""Proposals that I have been asked to answer. Another's do not exist for me: 404."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.decorators import login_required_here
from platform_site.accounts.models import User
from platform_site.templatetags.banso import site_path
from rubric.engagement.similar import similar_to_alias
from rubric.matching.changing.presenters import changes_of
from rubric.matching.choices import DeclineReason
from rubric.matching.models import Proposal, TermsChange
from rubric.matching.proposing import actions
from rubric.matching.proposing.forms import DeclineForm, QuestionForm
from rubric.matching.proposing.presenters import proposal_rows, proposal_screen
from rubric.matching.telling import tell

CHANGES_SEEN = ("assignment__engagement", "assignment__seat", "asked_by")
SEEN = ("engagement__organisation", "seat", "asked_by", "assignment", "decision")


@login_required_here
@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """All that I was ever asked, those first that wait for my answer; above them changes of seats that I hold."""
    rows = proposal_rows(Proposal.objects.of(request.user).select_related(*SEEN))
    changes = changes_of(TermsChange.objects.of(request.user).open().select_related(*CHANGES_SEEN))
    return page(request, "proposals", _("Proposals"), rows=rows, changes=changes)


@login_required_here
@never_cache
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What I am asked, why I, and how I can answer."""
    return _shown(request, _mine(request, pk))


@login_required_here
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the seat."""
    found = _mine(request, pk)
    done = _("Thank you. Your hours are booked, and you now see everything about the company.")
    if not tell(request, lambda: actions.accept(by=request.user, proposal=found), done):
        return redirect("proposal", pk)
    return redirect("engagement", found.engagement_id)


@login_required_here
@never_cache
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not take the seat."""
    found, form = _mine(request, pk), DeclineForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, declining=form)
    why, note = DeclineReason(form.cleaned_data["why"]), form.cleaned_data["note"]
    done = _("Your answer has been sent. Thank you for telling us.")
    tell(request, lambda: actions.decline(by=request.user, proposal=found, why=why, note=note), done)
    return redirect("proposal", pk)


@login_required_here
@never_cache
@require_POST
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask something first."""
    found, form = _mine(request, pk), QuestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, asking=form)
    text, done = form.cleaned_data["text"], _("Your question has been sent. You will get a mail once it is answered.")
    tell(request, lambda: actions.ask_back(by=request.user, proposal=found, text=text), done)
    return redirect("proposal", pk)


def page(request: HttpRequest, name: str, here: str, **context: Any) -> HttpResponse:
    """A page of this room, with the path above it."""
    path = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page"))]
    if name != "proposals":
        path.append((_("Proposals"), reverse("proposals")))
    path.append((here, ""))
    return render(request, f"matching/{name}.html", {"breadcrumb": path, **context})


def _mine(request: HttpRequest, pk: int) -> Proposal:
    user: User = request.user
    return get_object_or_404(Proposal.objects.of(user).select_related(*SEEN), pk=pk)


def _shown(
    request: HttpRequest,
    found: Proposal,
    *,
    declining: DeclineForm | None = None,
    asking: QuestionForm | None = None,
) -> HttpResponse:
    screen = proposal_screen(found, request.user)
    similar = similar_to_alias(found.engagement, load_taxonomies(), request.user) if found.is_open else None
    forms = {"declining": declining or DeclineForm(), "asking": asking or QuestionForm()}
    return page(request, "proposal", screen.alias, screen=screen, similar=similar, **forms)
