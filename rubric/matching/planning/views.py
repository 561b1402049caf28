"""Pages of plans. Another organisation's plan does not exist: 404."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.templatetags.banso import site_path
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun
from rubric.matching.permissions import coordinators
from rubric.matching.planning import actions
from rubric.matching.planning.actions import Accepted, Choice
from rubric.matching.planning.comparing import compare_screen
from rubric.matching.planning.list_screen import chosen_organisation, plans_screen
from rubric.matching.planning.presenters import PlanScreen, is_lost, plan_screen, read_key
from rubric.matching.policies import Refused
from rubric.matching.wording import seat_words

#: A number that no plan and no page has.
LONGEST_NUMBER = 9


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """What is open and which plans there are; asks for a new one, which keeps what is ticked of another."""
    told = request.POST if request.method == "POST" else request.GET
    organisation = chosen_organisation(request.user, told.get("organisation", ""))
    if request.method != "POST" or organisation is None:
        return _page(request, "plans", screen=plans_screen(request.user, organisation))
    try:
        made = actions.start(by=request.user, organisation=organisation, locked=_locks(request))
    except Refused as refused:
        messages.warning(request, refused.refusal.label)
        return redirect(f"{reverse('plans')}?organisation={organisation.pk}")
    return redirect("plan", made.pk)


@coordinators
@never_cache
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What a plan says, or how far it is."""
    screen = plan_screen(_plan(request, pk), request.user, page=_number(request.GET.get("page", "")))
    return _plan_page(request, screen)


@coordinators
@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, for the page that watches it; once it has ended that page is asked to load itself anew."""
    found = _plan(request, pk)
    if "HX-Request" not in request.headers:
        return redirect("plan", pk)
    if not found.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "matching/plan/_progress.html", {"screen": PlanScreen(found, is_lost(found))})


@coordinators
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a plan that is being made."""
    if not actions.stop(by=request.user, plan=_plan(request, pk)):
        messages.info(request, _("The plan was ready already."))
    return redirect("plan", pk)


@coordinators
@never_cache
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the seats that are ticked, or all of the page."""
    found = _plan(request, pk)
    page = _number(request.POST.get("page", ""))
    screen = plan_screen(found, request.user, page=page, sent=request.POST)
    if screen.forms is None:
        raise Http404
    ticked = _choices(request.POST.getlist("seat"))
    choices = [one for one in screen.proposable if "all" in request.POST or one in ticked]
    engagements = list(dict.fromkeys(engagement for engagement, _number in choices))
    if not choices:
        messages.warning(request, _("Please tick the seats that you want to propose."))
    elif not screen.forms.are_valid(engagements):
        return _plan_page(request, screen)
    else:
        terms = screen.forms.terms(engagements)
        accepted = actions.accept(by=request.user, plan=found, choices=choices, terms=terms)
        _tell(request, accepted, screen)
    address = reverse("plan", args=[pk])
    return redirect(f"{address}?page={screen.page}" if screen.page > 1 else address)


@coordinators
@never_cache
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two plans of an organisation side by side."""
    one, other = (_finished(request, request.GET.get(name, "")) for name in ("one", "other"))
    if one.organisation_id != other.organisation_id:
        raise Http404
    here = _("Compare two plans")
    return _page(request, "compare", here=here, screen=compare_screen(one, other, request.user))


def _plan(request: HttpRequest, pk: int) -> PlanRun:
    seen = PlanRun.objects.visible_to(request.user).select_related("organisation", "asked_by")
    return get_object_or_404(seen, pk=pk)


def _finished(request: HttpRequest, number: str) -> PlanRun:
    found = _plan(request, _number(number, otherwise=0))
    if found.state != PlanState.DONE:
        raise Http404
    return found


def _number(text: str, *, otherwise: int = 1) -> int:
    """A number in an address or a form."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else otherwise


def _choices(keys: list[str]) -> list[Choice]:
    """The seats that are ticked; what is none is passed over."""
    choices = []
    for key in keys:
        try:
            choices.append(read_key(key))
        except ValueError:
            continue
    return choices


def _locks(request: HttpRequest) -> list[dict[str, Any]]:
    """What the next plan has to keep: what is ticked of the seats shown, and of the others what was kept before."""
    number = request.POST.get("plan", "")
    if not number:
        return []
    before = _plan(request, _number(number, otherwise=0))
    shown = _choices(request.POST.getlist("shown"))
    others = [one for one in actions.locked_in(before) if one not in shown]
    return actions.locks_of(before, [*_choices(request.POST.getlist("keep")), *others])


def _tell(request: HttpRequest, accepted: Accepted, screen: PlanScreen) -> None:
    """Say how many were asked, and of each seat that was not why."""
    if done := len(accepted.proposals):
        words = ngettext("%(n)s seat was proposed, with a mail.", "%(n)s seats were proposed, each with a mail.", done)
        messages.success(request, words % {"n": done})
    aliases = {one.engagement.pk: one.engagement.alias for one in screen.engagements}
    lines = {(pk, line.number): line for pk, line in screen.result.lines()} if screen.result else {}
    for choice, refusal in accepted.refused.items():
        seat = f"{aliases[choice[0]]}: {seat_words(lines[choice].asked)}"
        messages.warning(request, _("%(seat)s was not proposed. %(why)s") % {"seat": seat, "why": refusal.label})


def _plan_page(request: HttpRequest, screen: PlanScreen) -> HttpResponse:
    form = screen.forms.message if screen.forms else None
    day = date_format(timezone.localtime(screen.plan.asked_at), "DATETIME_FORMAT")
    return _page(request, "plan", here=_("Plan of %(day)s") % {"day": day}, screen=screen, form=form)


def _page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page below the list of plans; `here` is what it is called in the path above it."""
    breadcrumb = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page"))]
    breadcrumb += [(_("Engagements"), reverse("engagements"))]
    breadcrumb += [(_("Plans"), reverse("plans")), (here, "")] if here else [(_("Plans"), "")]
    return render(request, f"matching/plan/{template}.html", {"breadcrumb": breadcrumb, **context})
