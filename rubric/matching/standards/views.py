"""What staffing goes by: the policy and the weights, each organisation's own, kept by its coordinators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.models import Organisation
from platform_site.templatetags.banso import site_path
from rubric.engagement.permissions import own_organisations
from rubric.matching import actions
from rubric.matching.domain.weights import DEFAULT_WEIGHTS
from rubric.matching.models.decided import policy_of, weights_of
from rubric.matching.permissions import coordinators
from rubric.matching.policies import Refused
from rubric.matching.standards.forms import PolicyForm, WeightsForm
from rubric.matching.standards.presenters import policy_screen, weights_screen
from rubric.matching.standards.trial import samples, what_if


@coordinators
@never_cache
@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Which kind of company asks for which seats, and since when."""
    organisation = _organisation(request)
    if organisation is None:
        return nobody(request, _("Staffing policy"))
    return page(request, "policy", _("Staffing policy"), organisation, screen=policy_screen(organisation))


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_policy(request: HttpRequest) -> HttpResponse:
    """Change the rules: try them on today's open engagements first, then let them hold."""
    organisation, trial = _organisation(request), None
    if organisation is None:
        return nobody(request, _("Staffing policy"))
    _row, before = policy_of(organisation)
    form = PolicyForm(request.POST if request.method == "POST" else None, policy=before)
    if form.is_valid() and form.policy:
        if "try" in request.POST:
            trial = what_if(organisation, before, form.policy)
        elif _decided(request, organisation, form):
            return redirect(f"{reverse('staffing_policy')}?organisation={organisation.pk}")
    context = {"form": form, "trial": trial}
    return page(request, "policy_edit", _("Change the policy"), organisation, **context)


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """How much each reason weighs, with what that does to a few engagements of today."""
    organisation = _organisation(request)
    if organisation is None:
        return nobody(request, _("Weights of the ranking"))
    _row, now = weights_of(organisation)
    if "reset" in request.POST:
        actions.weigh(by=request.user, organisation=organisation, weights=DEFAULT_WEIGHTS, why=_("Reset"))
        messages.success(request, _("The platform's weights hold again."))
        return redirect(f"{reverse('staffing_weights')}?organisation={organisation.pk}")
    form = WeightsForm(request.POST if request.method == "POST" else None, weights=now)
    is_valid = form.is_valid()
    if is_valid and "save" in request.POST:
        told = form.cleaned_data["why"]
        actions.weigh(by=request.user, organisation=organisation, weights=form.weights, why=told)
        messages.success(request, _("The weights hold from now on. Proposals that were made keep theirs."))
        return redirect(f"{reverse('staffing_weights')}?organisation={organisation.pk}")
    found = samples(organisation, now, form.weights if is_valid else now)
    if request.htmx:
        return render(request, "matching/_samples.html", {"samples": found, "is_tried": is_valid})
    screen = weights_screen(organisation)
    context = {"form": form, "samples": found, "screen": screen, "is_tried": is_valid}
    return page(request, "weights", _("Weights of the ranking"), organisation, **context)


def page(request: HttpRequest, name: str, here: str, organisation: Organisation, **context: Any) -> HttpResponse:
    """A page of these two, with the path above it."""
    path = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page")), (here, "")]
    own = own_organisations(request.user)
    context.update(breadcrumb=path, organisation=organisation, organisations=own if len(own) > 1 else ())
    return render(request, f"matching/{name}.html", context)


def nobody(request: HttpRequest, here: str) -> HttpResponse:
    """For a national coordinator, who keeps no organisation's policy."""
    path = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page")), (here, "")]
    return render(request, "matching/nobody.html", {"breadcrumb": path, "heading": here})


def _organisation(request: HttpRequest) -> Organisation | None:
    """The one that the address names, if this person coordinates it; else the first that he does."""
    own = own_organisations(request.user)
    asked = request.POST.get("organisation") or request.GET.get("organisation")
    return next((one for one in own if str(one.pk) == asked), own[0] if own else None)


def _decided(request: HttpRequest, organisation: Organisation, form: PolicyForm) -> bool:
    try:
        actions.decide_policy(
            by=request.user, organisation=organisation, policy=form.policy, why=form.cleaned_data["why"]
        )
    except Refused as refused:
        form.add_error("why", refused.refusal.label)
        return False
    messages.success(request, _("The policy holds from now on. Engagements keep the seats that they have."))
    return True
