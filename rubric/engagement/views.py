"""Pages of engagements. What somebody may not see does not exist for him: 404."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.decorators import login_required_here
from platform_site.accounts.kept import kept_entries
from platform_site.templatetags.banso import site_path
from rubric.engagement import actions
from rubric.engagement.choices import PHASES
from rubric.engagement.comparing import differing
from rubric.engagement.domain.phases import Phase, possible
from rubric.engagement.duplicates import lookalikes
from rubric.engagement.forms import InterestForm, PhaseForm
from rubric.engagement.listing import list_screen, read_criteria
from rubric.engagement.models import ConflictOfInterest, Engagement
from rubric.engagement.permissions import coordinators, in_the_field, own_organisations
from rubric.engagement.policies import Refused
from rubric.engagement.presenters import engagement_screen, move_choices
from rubric.engagement.register_form import EngagementForm
from rubric.engagement.similar import similar_to


@in_the_field
@never_cache
@require_safe
def engagements(request: HttpRequest) -> HttpResponse:
    """The engagements that one keeps, or in whose team one is."""
    return page(request, "list", screen=list_screen(read_criteria(request.GET), request.user))


@coordinators
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Enter a company. Where it seems to be known already, one is asked first."""
    if not own_organisations(request.user):
        return page(request, "nobody", here=_("Register a company"))
    form = EngagementForm(_sent(request), by=request.user, taxonomies=load_taxonomies(), initial=kept_entries(request))
    known = lookalikes(form.instance) if form.is_valid() else []
    if form.is_valid() and _goes_on(request, known):
        try:
            made = actions.register(by=request.user, engagement=form.instance)
        except Refused as refused:
            form.add_error(None, refused.refusal.label)
        else:
            messages.success(request, _("Registered. Similar cases and the next steps stand below."))
            return redirect("engagement", made.pk)
    return page(request, "register", here=_("Register a company"), form=form, known=known)


@login_required_here
@never_cache
@require_safe
def engagement(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands and what comes next; the company, similar cases, the team, and what has been."""
    seen = Engagement.objects.visible_to(request.user).select_related("organisation", "coordinator")
    found = get_object_or_404(seen, pk=pk)
    return page(request, "engagement", here=found.alias, screen=engagement_screen(found, request))


@login_required_here
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of it. What another window wrote meanwhile is shown, not overwritten."""
    found, taxonomies = _kept(request, pk), load_taxonomies()
    before = found.company_name
    form = EngagementForm(_sent(request), by=request.user, taxonomies=taxonomies, instance=found)
    known, overtaken = [], []
    if form.is_valid():
        known = lookalikes(found) if found.company_name != before else []
        if _goes_on(request, known):
            try:
                actions.change(by=request.user, engagement=found, edit=form.cleaned_data["edit"] or 0)
            except actions.Overtaken as written:
                overtaken = differing(form, written.engagement)
                form.data = form.data.copy()
                form.data["edit"] = written.engagement.edit
            except Refused as refused:
                form.add_error(None, refused.refusal.label)
            else:
                messages.success(request, _("Saved."))
                return redirect("engagement", pk)
    stored = _kept(request, pk)
    context = {"form": form, "known": known, "overtaken": overtaken, "engagement": stored}
    return page(request, "edit", here=stored.alias, similar=similar_to(stored, taxonomies, request.user), **context)


@login_required_here
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the phase: where it goes, why, and where needed since when the company agrees."""
    found = _kept(request, pk)
    moves = possible(Phase(found.phase), found.before_suspension)
    start = {"to": request.GET.get("to", ""), **kept_entries(request)}
    form = PhaseForm(_sent(request), engagement=found, moves=moves, initial=start)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.move(
                by=request.user,
                engagement=found,
                to=Phase(told["to"]),
                seen=told["seen"],
                why=told["why"],
                consent_on=told.get("consent_on"),
            )
        except Refused as refused:
            messages.error(request, refused.refusal.label)
        else:
            done = _("The phase is now “%(phase)s”.") % {"phase": PHASES[Phase(told["to"])]}
            messages.success(request, done)
        return redirect("engagement", pk)
    context = {"form": form, "engagement": found, "choices": move_choices(form, moves)}
    return page(request, "phase", here=found.alias, **context)


@login_required_here
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: HttpRequest, pk: int) -> HttpResponse:
    """Who must not be asked. Coordinators of the responsible body alone see it."""
    found = _kept(request, pk)
    form = InterestForm(_sent(request), engagement=found)
    if form.is_valid():
        kind, party = form.cleaned_data["kind"], form.party()
        actions.declare_interest(by=request.user, engagement=found, kind=kind, party=party)
        messages.success(request, _("Noted. Whoever it concerns is not proposed."))
        return redirect("engagement_interests", pk)
    conflicts = found.conflicts.select_related("organisation", "person")
    return page(request, "interests", here=found.alias, form=form, engagement=found, conflicts=conflicts)


@login_required_here
@require_POST
def remove_interest(request: HttpRequest, pk: int, conflict: int) -> HttpResponse:
    """Take a conflict of interest off the list."""
    noted = ConflictOfInterest.objects.visible_to(request.user).filter(engagement=pk)
    actions.withdraw_interest(by=request.user, conflict=get_object_or_404(noted, pk=conflict))
    messages.success(request, _("Removed."))
    return redirect("engagement_interests", pk)


def _kept(request: HttpRequest, pk: int) -> Engagement:
    """The engagement, for whoever may change it."""
    return get_object_or_404(Engagement.objects.kept_by(request.user).select_related("organisation"), pk=pk)


def _goes_on(request: HttpRequest, known: list[Any]) -> bool:
    """Whether no company is like it, or whoever enters it has seen those that are."""
    return not known or "go_on" in request.POST


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it empty; None where a page is only opened."""
    return request.POST if request.method == "POST" else None


def page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page below the list; `here` is what it is called in the path above it."""
    above = (_("Engagements"), reverse("engagements") if here else "")
    breadcrumb = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page")), above]
    breadcrumb += [(here, "")] if here else []
    return render(request, f"engagement/{template}.html", {"breadcrumb": breadcrumb, **context})
