"""The CMS's page of the weights: try others on sample companies, then put them in force."""

from dataclasses import asdict, fields

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casebook.similarity import actions
from casebook.similarity.domain.weights import DEFAULT_WEIGHTS, Weights
from casebook.similarity.forms import WeightsForm
from casebook.similarity.models import current_weights
from casebook.similarity.permissions import may_see_weights, may_tune
from casebook.similarity.trial import Trial, trials
from platform_site.accounts.decorators import require_access
from search.engines.base import EngineError


@require_access(may_see_weights, "the national body (permissions.may_see_weights)")
@require_http_methods(["GET", "POST"])
@never_cache
def weights(request: HttpRequest) -> HttpResponse:
    """Show the weights; try those entered; put them in force, which the action allows to moderators only."""
    now = current_weights()
    form = _form(request, now)
    if form.is_bound and not form.is_valid():
        return _page(request, form, now, now, status=422)
    entered = _entered(form) if form.is_bound else _initial(form)
    if "save" in request.POST:
        actions.put_in_force(weights=entered, by=request.user)
        messages.success(request, _("The weights are in force from now on."))
        return redirect("similarity_weights")
    return _page(request, form, now, entered)


def _form(request: HttpRequest, now: Weights) -> WeightsForm:
    """Filled in with what was entered, with the defaults where those were asked for, or with the weights in force."""
    if "defaults" in request.POST:
        return WeightsForm(initial=asdict(DEFAULT_WEIGHTS))
    return WeightsForm(request.POST) if request.method == "POST" else WeightsForm(initial=asdict(now))


def _entered(form: WeightsForm) -> Weights:
    return Weights(**{field.name: form.cleaned_data[field.name] for field in fields(Weights)})


def _initial(form: WeightsForm) -> Weights:
    return Weights(**{field.name: form.initial[field.name] for field in fields(Weights)})


def _page(request: HttpRequest, form: WeightsForm, now: Weights, entered: Weights, status: int = 200) -> HttpResponse:
    title = _("Weights of likeness")
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title}]
    context = {
        "form": form,
        "trials": _trials(request, now, entered),
        "has_changed": entered != now,
        "is_default": now == DEFAULT_WEIGHTS,
        "may_tune": may_tune(request.user),
        "header_title": title,
        "page_title": title,
        "header_icon": "sliders",
        "breadcrumbs_items": crumbs,
    }
    return render(request, "similarity/cms/weights.html", context, status=status)


def _trials(request: HttpRequest, now: Weights, entered: Weights) -> list[Trial]:
    try:
        return list(trials(now, entered, request.user))
    except EngineError:
        messages.error(request, _("The search is not answering at the moment. Please try again in a minute."))
        return []
