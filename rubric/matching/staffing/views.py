"""Staffing one engagement: who fits, who is asked, other seats, the letter. For those who keep it; 404 for others."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.models import User
from platform_site.templatetags.banso import site_path
from rubric.engagement import policies as engaging
from rubric.engagement import team_actions
from rubric.engagement.choices import Ending
from rubric.engagement.models import Assignment, Engagement
from rubric.matching import actions
from rubric.matching.models import Proposal
from rubric.matching.needs import Staffing, staffing_of
from rubric.matching.people import roster_of
from rubric.matching.permissions import coordinators
from rubric.matching.policies import Refused
from rubric.matching.proposing import actions as proposing
from rubric.matching.staffing.asked import Asked, people_asked
from rubric.matching.staffing.forms import EndForm, SeatsForm, TermsForm, WordsForm
from rubric.matching.staffing.letter import letter_of
from rubric.matching.staffing.presenters import staffing_screen
from rubric.matching.telling import tell

_PAIR = re.compile(r"([0-9]{1,2})-([0-9]{1,9})")


@coordinators
@never_cache
@require_safe
def staffing(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats, who holds them or is asked, and who could; with reasons, and why somebody is not chosen."""
    engagement = _kept(request, pk)
    return page(request, "staffing", engagement, screen=staffing_screen(engagement, request.GET))


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one person or a whole team: each gets a mail and answers himself."""
    engagement = _kept(request, pk)
    asked = people_asked(staffing_of(engagement), _pairs(request), engagement)
    if not asked:
        messages.error(request, _("These seats are no longer open. Here is how they stand now."))
        return redirect("engagement_staffing", pk)
    form = TermsForm(request.POST if request.method == "POST" else None, engagement=engagement)
    if form.is_valid():
        done, refused = _propose(request, engagement, asked, form)
        if done:
            said = ngettext("%(n)s person has been asked.", "%(n)s people have been asked.", done) % {"n": done}
            messages.success(request, said)
        for name, why in refused:
            messages.error(request, _("%(name)s was not asked: %(why)s") % {"name": name, "why": why})
        if done or not refused:
            return redirect("engagement_staffing", pk)
    return page(request, "ask", engagement, form=form, asked=asked)


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Other seats than the policy gives, with a reason."""
    engagement = _kept(request, pk)
    found = staffing_of(engagement)
    form = SeatsForm(request.POST if request.method == "POST" else None, seats=[one.seat for one in found.places])
    if form.is_valid():
        try:
            actions.override_rule(
                by=request.user, engagement=engagement, seats=form.seats, why=form.cleaned_data["why"]
            )
        except (Refused, engaging.Refused) as refused:
            form.add_error(None, refused.refusal.label)
        else:
            messages.success(request, _("The seats have been set."))
            return redirect("engagement_staffing", pk)
    return page(request, "seats", engagement, form=form, staffing=found)


@coordinators
@require_POST
def apply_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the seats that today's policy gives."""
    engagement, done = _kept(request, pk), _("The seats are now those of the policy.")
    tell(request, lambda: actions.apply_rule(by=request.user, engagement=engagement), done)
    return redirect("engagement_staffing", pk)


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Answer what somebody asked before he decides."""
    engagement, found = _kept_proposal(request, pk, proposal)
    form = WordsForm(request.POST if request.method == "POST" else None, engagement=engagement)
    if form.is_valid():
        text, done = form.cleaned_data["text"], _("Your answer has been sent.")
        tell(request, lambda: proposing.answer(by=request.user, proposal=found, text=text), done)
        return redirect("engagement_staffing", pk)
    return page(request, "reply", engagement, form=form, proposal=found, entries=found.entries.select_related("by"))


@coordinators
@require_POST
def withdraw(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Take a proposal back."""
    _engagement, found = _kept_proposal(request, pk, proposal)
    done = _("The proposal has been withdrawn, and the seat is open again.")
    tell(request, lambda: proposing.withdraw(by=request.user, proposal=found), done)
    return redirect("engagement_staffing", pk)


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Let somebody leave his seat; a successor is looked for at once."""
    engagement = _kept(request, pk)
    open_ones = Assignment.objects.open().select_related("person", "seat")
    found = get_object_or_404(open_ones, pk=assignment, engagement=engagement)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"why": Ending(form.cleaned_data["why"]), "note": form.cleaned_data["note"]}
        done = _("The assignment has ended. Who could follow stands below.")
        tell(request, lambda: team_actions.end_assignment(by=request.user, assignment=found, **said), done)
        return redirect("engagement_staffing", pk)
    return page(request, "end", engagement, form=form, assignment=found)


@coordinators
@never_cache
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """選定理由書: who accompanies the company and why, to be printed and handed over."""
    engagement = _kept(request, pk)
    return page(request, "letter", engagement, letter=letter_of(engagement))


def page(request: HttpRequest, name: str, engagement: Engagement, **context: Any) -> HttpResponse:
    """A page of this room; its title and path tell the alias only."""
    path = [
        (_("Home"), site_path("/")),
        (_("My page"), reverse("my_page")),
        (_("Engagements"), reverse("engagements")),
        (engagement.alias, reverse("engagement", args=[engagement.pk])),
    ]
    here = {
        "staffing": _("Staffing"),
        "ask": _("Ask for a seat"),
        "seats": _("Other seats"),
        "letter": _("Letter of selection"),
        "reply": _("Answer a question"),
        "end": _("End an assignment"),
        "change": _("Change hours or dates"),
    }
    if name != "staffing":
        path.append((_("Staffing"), reverse("engagement_staffing", args=[engagement.pk])))
    path.append((here[name], ""))
    context.update(engagement=engagement, breadcrumb=path)
    return render(request, f"matching/{name}.html", context)


def _kept(request: HttpRequest, pk: int) -> Engagement:
    kept = Engagement.objects.kept_by(request.user).select_related("organisation", "coordinator")
    return get_object_or_404(kept, pk=pk)


def _kept_proposal(request: HttpRequest, pk: int, proposal: int) -> tuple[Engagement, Proposal]:
    engagement = _kept(request, pk)
    found = engagement.proposals.open().select_related("person", "seat", "engagement")
    return engagement, get_object_or_404(found, pk=proposal)


def _pairs(request: HttpRequest) -> list[tuple[int, int]]:
    """Seats by their number, and people, as the address names them."""
    told = request.POST.getlist("ask") or request.GET.getlist("ask")
    found = [match for written in told if (match := _PAIR.fullmatch(written))]
    if not found or len(found) != len(told):
        raise Http404
    return [(int(match[1]), int(match[2])) for match in found]


def _propose(
    request: HttpRequest, engagement: Engagement, asked: list[Asked], form: TermsForm
) -> tuple[int, list[tuple[str, str]]]:
    """How many were asked, and who was not and why."""
    done, refused = 0, []
    try:
        settled: Staffing = actions.settle_seats(by=request.user, engagement=engagement)
    except (Refused, engaging.Refused) as why:
        return 0, [(one.name, str(why.refusal.label)) for one in asked]
    roster = roster_of(engagement.organisation)
    for one in asked:
        seat, person = settled.places[one.seat].row, User.objects.get(pk=one.person)
        try:
            proposing.propose(by=request.user, seat=seat, person=person, terms=form.terms, roster=roster)
            done += 1
        except Refused as why:
            refused.append((one.name, str(why.refusal.label)))
    return done, refused
